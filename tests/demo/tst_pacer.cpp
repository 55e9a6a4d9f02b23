// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/pacer.h"

#include <QTest>

using demo::Pacer;
using namespace std::chrono_literals;

class TestPacer : public QObject {
    Q_OBJECT

private slots:
    void keepsTheRate_data();
    void keepsTheRate();
    void forgetsLongDelays();
    void catchesUpAfterShortDelays();
};

namespace {

constexpr Pacer::Time kStart{1000s};

} // namespace

void TestPacer::keepsTheRate_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<quint64>("records");
    QTest::addColumn<qint64>("dueMs");
    QTest::addColumn<quint64>("batch");

    QTest::addRow("one a second") << 1.0 << quint64(7) << qint64(7000) << quint64(1);
    QTest::addRow("forty a second") << 40.0 << quint64(100) << qint64(2500) << quint64(1);
    QTest::addRow("a hundred thousand a second")
        << 100000.0 << quint64(250000) << qint64(2500) << quint64(200);
}

void TestPacer::keepsTheRate()
{
    QFETCH(double, rate);
    QFETCH(quint64, records);
    QFETCH(qint64, dueMs);
    QFETCH(quint64, batch);
    Pacer pacer(rate, kStart);
    QVERIFY(!pacer.isBatchFull(batch - 1));
    QVERIFY(pacer.isBatchFull(batch));

    const Pacer::Time due = pacer.dueAt(records, kStart);

    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(due - kStart).count(), dueMs);
    QVERIFY(!pacer.isBatchFull(records + batch - 1));
    QVERIFY(pacer.isBatchFull(records + batch));
}

void TestPacer::forgetsLongDelays()
{
    Pacer pacer(100.0, kStart);
    const Pacer::Time late = kStart + 60s; // ten records, fifty-nine seconds too late

    QVERIFY(pacer.dueAt(10, late) == late);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(pacer.dueAt(110, late) - late).count(), 1000);
}

void TestPacer::catchesUpAfterShortDelays()
{
    Pacer pacer(100.0, kStart);

    QVERIFY(pacer.dueAt(10, kStart + 900ms) < kStart + 900ms);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(pacer.dueAt(100, kStart + 950ms) - kStart).count(),
             1000);
}

QTEST_GUILESS_MAIN(TestPacer)
#include "tst_pacer.moc"
