// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "hooks/hook_thread.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

using namespace tapewatch;
using namespace std::chrono_literals;
using hooks::HookThread;

class TestHookThread : public QObject {
    Q_OBJECT

private slots:
    void deliversInOrder();
    void runsOffTheCallersThread();
    void reportsWhatACallbackThrows();
    void survivesAReportThatThrows();
    void countsWhatASlowCallbackMisses();
    void reportsWhatNoCallFollows();
    void leavesABlockedCallbackBehind();
    void mayBeDestroyedByItsOwnCallback();
    void sendsMetricsAgainAndAgain();
    void aFloodDoesNotStarveTheMetrics();
    void copiesNothingForNobody();
};

namespace {

ComplianceNotice notice(int number)
{
    ComplianceNotice made;
    made.seq = static_cast<std::uint64_t>(number);
    made.rule = "max_position";
    return made;
}

Metrics noMetrics()
{
    return {};
}

void ignore(const Error &) {}

} // namespace

void TestHookThread::deliversInOrder()
{
    std::vector<std::uint64_t> seen;
    Hooks hooks;
    hooks.onCompliance = [&](const ComplianceNotice &given, std::uint64_t missed) {
        seen.push_back(given.seq + 1'000 * missed);
    };
    {
        HookThread thread(hooks, noMetrics, ignore);
        QVERIFY(thread.wantsCompliance());
        for (int i = 1; i <= 100; ++i)
            thread.post(notice(i));
    } // delivers what is queued

    QCOMPARE(seen.size(), 100u);
    for (std::size_t i = 0; i < seen.size(); ++i)
        QCOMPARE(seen[i], i + 1);
}

void TestHookThread::runsOffTheCallersThread()
{
    std::thread::id id;
    Hooks hooks;
    hooks.onCompliance = [&](const ComplianceNotice &, std::uint64_t) { id = std::this_thread::get_id(); };
    {
        HookThread thread(hooks, noMetrics, ignore);
        thread.post(notice(1));
    }

    QVERIFY(id != std::thread::id());
    QVERIFY(id != std::this_thread::get_id());
}

void TestHookThread::reportsWhatACallbackThrows()
{
    std::vector<Error> errors;
    int calls = 0;
    Hooks hooks;
    hooks.onCompliance = [&](const ComplianceNotice &given, std::uint64_t) {
        ++calls;
        if (given.seq == 1)
            throw std::runtime_error("no mail server");
        if (given.seq == 2)
            throw 42;
    };
    {
        HookThread thread(hooks, noMetrics, [&](const Error &error) { errors.push_back(error); });
        for (int i = 1; i <= 3; ++i)
            thread.post(notice(i));
    }

    QCOMPARE(calls, 3);
    QCOMPARE(errors.size(), 2u);
    QCOMPARE(errors[0].what, "The callback onCompliance threw");
    QCOMPARE(errors[0].why, "no mail server");
    QVERIFY(!errors[0].hint.empty());
    QVERIFY(!errors[1].why.empty());
}

void TestHookThread::survivesAReportThatThrows()
{
    int calls = 0;
    Hooks hooks;
    hooks.onCompliance = [&](const ComplianceNotice &, std::uint64_t) {
        ++calls;
        throw std::runtime_error("first");
    };
    {
        HookThread thread(hooks, noMetrics, [](const Error &) { throw std::runtime_error("second"); });
        thread.post(notice(1));
        thread.post(notice(2));
    }

    QCOMPARE(calls, 2);
}

void TestHookThread::countsWhatASlowCallbackMisses()
{
    std::binary_semaphore entered(0);
    std::binary_semaphore mayLeave(0);
    std::vector<std::pair<std::uint64_t, std::uint64_t>> seen; // seq, missed
    Hooks hooks;
    hooks.queueLimit = 2;
    hooks.onCompliance = [&](const ComplianceNotice &given, std::uint64_t missed) {
        seen.emplace_back(given.seq, missed);
        if (given.seq != 1)
            return;
        entered.release();
        mayLeave.acquire();
    };
    {
        HookThread thread(hooks, noMetrics, ignore);
        thread.post(notice(1));
        entered.acquire();
        for (int i = 2; i <= 10; ++i) // two wait, seven are missed; none of the calls waits for the callback
            thread.post(notice(i));
        mayLeave.release();
    }

    const std::vector<std::pair<std::uint64_t, std::uint64_t>> expected{{1, 0}, {2, 7}, {3, 0}};
    QVERIFY(seen == expected);
}

void TestHookThread::reportsWhatNoCallFollows()
{
    std::vector<Error> errors;
    int calls = 0;
    Hooks hooks;
    hooks.queueLimit = 0;
    hooks.onCompliance = [&](const ComplianceNotice &, std::uint64_t) { ++calls; };
    {
        HookThread thread(hooks, noMetrics, [&](const Error &error) { errors.push_back(error); });
        for (int i = 1; i <= 3; ++i)
            thread.post(notice(i));
    }

    QCOMPARE(calls, 0);
    QCOMPARE(errors.size(), 1u);
    QCOMPARE(errors[0].what, "The callback onCompliance did not get 3 notices");
}

void TestHookThread::leavesABlockedCallbackBehind()
{
    struct Shared {
        std::binary_semaphore entered{0};
        std::binary_semaphore mayLeave{0};
        std::binary_semaphore left{0};
        std::atomic<int> calls{0};
        std::atomic<int> reports{0};
    };
    const auto shared = std::make_shared<Shared>();
    // Goes when the thread lets its callbacks go, which is the last that it does.
    std::shared_ptr<void> sign(nullptr, [shared](void *) { shared->left.release(); });
    auto hooks = std::make_optional<Hooks>();
    hooks->onCompliance = [shared, sign](const ComplianceNotice &, std::uint64_t) {
        ++shared->calls;
        shared->entered.release();
        shared->mayLeave.acquire();
        throw std::runtime_error("nobody is left to hear this");
    };
    auto thread =
        std::make_unique<HookThread>(*hooks, noMetrics, [shared](const Error &) { ++shared->reports; });
    thread->post(notice(1));
    thread->post(notice(2));
    shared->entered.acquire();

    thread.reset(); // returns although the callback does not

    QCOMPARE(shared->calls.load(), 1);
    QCOMPARE(shared->reports.load(), 1); // that the second notice was not delivered
    shared->mayLeave.release();
    hooks.reset();
    sign.reset();
    shared->left.acquire();
    QCOMPARE(shared->calls.load(), 1);
    QCOMPARE(shared->reports.load(), 1);
}

void TestHookThread::mayBeDestroyedByItsOwnCallback()
{
    std::unique_ptr<HookThread> thread;
    std::binary_semaphore posted(0);
    std::binary_semaphore destroyed(0);
    Hooks hooks;
    hooks.onCompliance = [&](const ComplianceNotice &, std::uint64_t) {
        posted.acquire();
        thread.reset();
        destroyed.release();
    };
    thread = std::make_unique<HookThread>(hooks, noMetrics, ignore);
    thread->post(notice(1));
    posted.release();

    destroyed.acquire();

    QVERIFY(!thread);
}

void TestHookThread::sendsMetricsAgainAndAgain()
{
    std::counting_semaphore<> calls(0);
    std::atomic<std::uint64_t> written{0};
    Hooks hooks;
    hooks.metricsEvery = 2ms;
    hooks.onMetrics = [&](const Metrics &metrics) {
        written = metrics.written;
        calls.release();
        throw std::runtime_error("each time");
    };
    HookThread thread(
        hooks,
        [] {
            Metrics metrics;
            metrics.written = 42;
            return metrics;
        },
        ignore);

    for (int i = 0; i < 5; ++i)
        calls.acquire();

    QCOMPARE(written.load(), 42u);
    QVERIFY(!thread.wantsCompliance());
}

void TestHookThread::aFloodDoesNotStarveTheMetrics()
{
    HookThread *flooded = nullptr;
    std::atomic<bool> metricsCame{false};
    std::binary_semaphore finished(0);
    Hooks hooks;
    hooks.metricsEvery = 1ms;
    hooks.onMetrics = [&](const Metrics &) { metricsCame = true; };
    hooks.onCompliance = [&](const ComplianceNotice &, std::uint64_t) {
        if (metricsCame)
            finished.release();
        else
            flooded->post(notice(1)); // the queue is never empty
    };
    HookThread thread(hooks, noMetrics, ignore);
    flooded = &thread;
    thread.post(notice(1));

    finished.acquire();

    QVERIFY(metricsCame.load());
}

void TestHookThread::copiesNothingForNobody()
{
    HookThread thread({}, noMetrics, ignore);

    QVERIFY(!thread.wantsCompliance());
    thread.post(notice(1)); // nothing to tell, nothing to keep
}

QTEST_GUILESS_MAIN(TestHookThread)
#include "tst_hook_thread.moc"
