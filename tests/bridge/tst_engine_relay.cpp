// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/engine_relay.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <deque>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::bridge;
using engine::RowId;
using engine::RowRef;
using engine::SourceId;
using engine::ViewDelta;

namespace {

RowRef ref(int row)
{
    return {SourceId(1), RowId(row)};
}

ViewDelta::Run run(std::size_t at, const QList<int> &rows)
{
    ViewDelta::Run made{at, {}};
    for (int row : rows)
        made.rows.push_back(ref(row));
    return made;
}

ViewDelta delta(std::vector<ViewDelta::Run> runs, bool reset = false)
{
    ViewDelta made;
    made.runs = std::move(runs);
    made.reset = reset;
    return made;
}

void applyTo(std::vector<RowRef> &rows, const ViewDelta &change)
{
    if (change.reset)
        rows.clear();
    for (const ViewDelta::Run &r : change.runs)
        rows.insert(rows.begin() + std::ptrdiff_t(r.at), r.rows.begin(), r.rows.end());
}

} // namespace

class TestEngineRelay : public QObject {
    Q_OBJECT

private slots:
    void appendedDeltasSayTheSame_data();
    void appendedDeltasSayTheSame();
    void liveRowsAreOneRun();
    void deliversOnItsOwnThread();
    void deliversABurstAtOnce();
};

void TestEngineRelay::appendedDeltasSayTheSame_data()
{
    QTest::addColumn<QList<ViewDelta>>("deltas");

    QTest::addRow("growing") << QList<ViewDelta>{delta({run(0, {1, 2})}), delta({run(2, {3})})};
    QTest::addRow("before the end") << QList<ViewDelta>{delta({run(0, {1, 4})}), delta({run(1, {2, 3})})};
    QTest::addRow("several runs") << QList<ViewDelta>{delta({run(0, {5}), run(0, {1, 3}), run(1, {2})}),
                                                      delta({run(3, {4}), run(5, {6})})};
    QTest::addRow("a new start") << QList<ViewDelta>{delta({run(0, {1, 2, 3})}), delta({run(0, {7})}, true),
                                                     delta({run(1, {8})})};
    QTest::addRow("only a new start") << QList<ViewDelta>{delta({run(0, {1})}), delta({}, true)};
}

void TestEngineRelay::appendedDeltasSayTheSame()
{
    QFETCH(QList<ViewDelta>, deltas);
    std::vector<RowRef> expected{ref(9), ref(9)};
    std::vector<RowRef> rows = expected;

    ViewDelta sum = deltas.constFirst();
    for (qsizetype i = 1; i < deltas.size(); ++i)
        appendDelta(sum, deltas.at(i));

    for (const ViewDelta &each : deltas)
        applyTo(expected, each);
    applyTo(rows, sum);
    QVERIFY(rows == expected);
}

void TestEngineRelay::liveRowsAreOneRun()
{
    ViewDelta sum = delta({run(10, {1, 2})});
    ViewDelta next = delta({run(12, {3})});
    next.complete = true;
    next.generation = 4;
    next.progress = 0.5;

    appendDelta(sum, next);

    QCOMPARE(sum.runs.size(), 1U);
    QCOMPARE(sum.runs.front().rows.size(), 3U);
    QVERIFY(sum.complete);
    QCOMPARE(sum.generation, 4U);
    QCOMPARE(sum.progress, 0.5);
}

void TestEngineRelay::deliversOnItsOwnThread()
{
    EngineRelay relay;
    QList<QThread *> threads;
    std::set<SourceId> touched;
    std::vector<RowRef> rows;
    connect(&relay, &EngineRelay::sourcesTouched, this, [&](const std::set<SourceId> &ids) {
        threads.append(QThread::currentThread());
        touched = ids;
    });
    connect(&relay, &EngineRelay::deltaReady, this, [&](const ViewDelta &change) {
        threads.append(QThread::currentThread());
        applyTo(rows, change);
    });

    std::thread worker([&relay] {
        relay.touchSource(SourceId(3));
        relay.takeDelta(delta({run(0, {1, 2})}));
    });
    worker.join();

    QVERIFY(threads.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(rows.size(), 2U, 60'000);
    QCOMPARE(threads, QList<QThread *>({QThread::currentThread(), QThread::currentThread()}));
    QVERIFY(touched == std::set{SourceId(3)});
}

void TestEngineRelay::deliversABurstAtOnce()
{
    constexpr int kRows = 5000;
    EngineRelay relay;
    std::vector<RowRef> rows;
    connect(&relay, &EngineRelay::deltaReady, this, [&](const ViewDelta &change) { applyTo(rows, change); });
    QSignalSpy deliveries(&relay, &EngineRelay::deltaReady);
    QElapsedTimer clock;
    clock.start();

    std::thread worker([&relay] {
        for (int row = 0; row < kRows; ++row)
            relay.takeDelta(delta({run(std::size_t(row), {row})}));
    });
    QTRY_COMPARE_WITH_TIMEOUT(rows.size(), std::size_t(kRows), 60'000);
    worker.join();

    // One delivery an interval, and one for each end.
    QVERIFY(deliveries.count() <= clock.elapsed() / EngineRelay::kInterval.count() + 2);
    for (int row = 0; row < kRows; ++row)
        QVERIFY(rows[std::size_t(row)] == ref(row));
}

QTEST_GUILESS_MAIN(TestEngineRelay)
#include "tst_engine_relay.moc"
