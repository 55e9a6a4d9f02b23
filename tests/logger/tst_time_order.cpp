// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <tapewatch/detail/ticks.h>

#include <QTest>

#include <condition_variable>
#include <mutex>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// What docs/timestamps.md promises of the clock and of the order.
class TestTimeOrder : public QObject {
    Q_OBJECT
private slots:
    void fallsBackToTheMonotonicClock();
    void staysNearTheSystemClock();
    void ordersRecordsAcrossThreads();
};

namespace {

constexpr auto kErrorBound = 1ms;

/// Logs with the system's time before each call; how many time stamps are further from it than the bound.
int strayTimeStamps(const RecorderFixture &f)
{
    std::vector<Timestamp> after;
    {
        auto recorder = Recorder::start(f.config);
        const auto log = logger("clock");
        for (int n = 0; n < 500; ++n) {
            TW_INFO(log, "tick", "before"_f = Timestamp::now().ns);
            after.push_back(Timestamp::now());
            if (n % 50 == 0) // over a few anchors of the clock
                (void)recorder->flush(kPatience);
        }
    }
    const auto records = f.records();
    int stray = records.size() == after.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(records.size(), after.size()); ++i) {
        const auto told = parseRfc3339(records[i]["timestamp"].get<std::string>());
        const Timestamp before{records[i]["fields"]["before"].get<std::int64_t>()};
        stray += told && *told > before - kErrorBound && *told < after[i] + kErrorBound ? 0 : 1;
    }
    return stray;
}

/// Threads take turns, so that the order of their calls is known.
class Turns {
public:
    explicit Turns(int threads)
        : m_threads(threads)
    {
    }

    template <typename Act>
    void take(int thread, int upTo, Act act)
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_passed.wait(lock, [&] { return m_turn % m_threads == thread || m_turn >= upTo; });
            if (m_turn >= upTo)
                return;
            act(m_turn++);
            m_passed.notify_all();
        }
    }

private:
    int m_threads;
    std::mutex m_mutex;
    std::condition_variable m_passed;
    int m_turn = 0; // guarded by m_mutex
};

} // namespace

/// First, and in a child: a process measures its counter once.
void TestTimeOrder::fallsBackToTheMonotonicClock()
{
    RecorderFixture f;
    const pid_t child = fork();
    if (child == 0) {
        detail::tscUsable = false;
        _exit(strayTimeStamps(f) == 0 ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);

    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestTimeOrder::staysNearTheSystemClock()
{
    QCOMPARE(strayTimeStamps(RecorderFixture()), 0);
}

void TestTimeOrder::ordersRecordsAcrossThreads()
{
    constexpr int kThreads = 4;
    constexpr int kRecords = 4000;
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    Turns turns(kThreads);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&turns, t] {
            const auto log = logger("turns");
            turns.take(t, kRecords, [&log](int n) { TW_INFO(log, "turn", "n"_f = n); });
        });
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(recorder->stop(kPatience).complete);

    const auto records = f.records();
    QCOMPARE(int(records.size()), kRecords);
    std::string last;
    for (int n = 0; n < kRecords; ++n) {
        const nlohmann::json &record = records[std::size_t(n)];
        QCOMPARE(record["fields"]["n"].get<int>(), n);
        const auto time = record["timestamp"].get<std::string>();
        QVERIFY(time >= last);
        last = time;
    }
}

QTEST_APPLESS_MAIN(TestTimeOrder)
#include "tst_time_order.moc"
