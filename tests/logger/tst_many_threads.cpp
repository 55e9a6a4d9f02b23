// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <QTest>

#include <array>
#include <atomic>
#include <cstdlib>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// Eight threads log to four categories at full speed while levels change and files rotate.
class TestManyThreads : public QObject {
    Q_OBJECT
private slots:
    void writesEveryRecordOnce();
};

namespace {

constexpr int kThreads = 8;
constexpr int kRecords = 200'000;
constexpr std::array<const char *, 4> kCategories{"main", "trade", "compliance", "signals"};

void logAll(int thread, std::atomic<int> &running)
{
    std::array<Logger, kCategories.size()> loggers;
    for (std::size_t i = 0; i < loggers.size(); ++i)
        loggers[i] = logger("load." + std::to_string(thread)).in(kCategories[i]);
    for (int n = 0; n < kRecords; ++n)
        TW_INFO(loggers[std::size_t(n) % loggers.size()], "record {} of {}", n, thread, "t"_f = thread,
                "n"_f = n);
    --running;
}

/// Turns levels up and down, never below what the records need, and rotation sizes with them.
void disturb(Recorder &recorder, const std::atomic<int> &running)
{
    for (int i = 0; running > 0; ++i) {
        const std::string level = i % 2 == 0 ? "debug" : "info";
        const int maxBytes = 4'000'000 + i % 5 * 1'000'000;
        const auto changed =
            recorder.patch({{"levels", {{"", level}, {"load.3", "trace"}}},
                            {"categories", {{"main", {{"rotation", {{"max_bytes", maxBytes}}}}}}}},
                           "test");
        QVERIFY2(changed.ok(), changed.ok() ? "" : changed.error().text().c_str());
        std::this_thread::yield();
    }
}

/// The number behind `key`; a JSON parser would take most of the test's time. -1: not there.
qint64 numberAfter(const std::string &line, std::string_view key)
{
    const auto at = line.find(key);
    return at == std::string::npos ? -1 : std::strtoll(line.c_str() + at + key.size(), nullptr, 10);
}

bool isWhole(const std::string &line)
{
    return line.starts_with("{\"timestamp\":\"") && line.ends_with('}');
}

} // namespace

void TestManyThreads::writesEveryRecordOnce()
{
    RecorderFixture f;
    f.config.levels[""] = Level::Info;
    f.config.categories["signals"] = {};
    for (auto &[name, category] : f.config.categories) {
        category.rotation.maxBytes = 5'000'000;
        category.overflow = OverflowPolicy::Block;
        category.blockFor = std::chrono::duration_cast<std::chrono::milliseconds>(kPatience);
    }
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());

    std::atomic<int> running{kThreads};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back(logAll, t, std::ref(running));
    disturb(*recorder, running);
    for (std::thread &thread : threads)
        thread.join();
    const DrainResult result = recorder->stop(kPatience * 5);
    QVERIFY(result.complete);
    QCOMPARE(result.dropped, 0u);

    qint64 found = 0;
    for (const char *category : kCategories) {
        std::uint64_t seq = 0;
        std::array<qint64, kThreads> last{};
        last.fill(-1);
        for (const std::string &line : familyLines(f.folder.path(), "alpha", category)) {
            QVERIFY2(isWhole(line), "a torn line");
            QCOMPARE(numberAfter(line, "\"seq\":"), qint64(++seq));
            if (line.find("\"logger\":\"tapewatch\"") != std::string::npos)
                continue; // the changes of configuration
            const auto thread = std::size_t(numberAfter(line, "\"fields\":{\"t\":"));
            const auto n = numberAfter(line, ",\"n\":");
            QVERIFY2(n > last.at(thread), "doubled or out of order");
            last.at(thread) = n;
            ++found;
        }
        QVERIFY(familyFiles(f.folder.path(), "alpha", category).size() > 1); // it did rotate
    }
    QCOMPARE(found, qint64(kThreads) * kRecords);
}

QTEST_GUILESS_MAIN(TestManyThreads)
#include "tst_many_threads.moc"
