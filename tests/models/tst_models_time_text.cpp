// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <QTest> // First: moc cannot read <chrono> before a header of Qt.

#include "models/time_text.h"

using namespace tapewatch;
using namespace tapewatch::models;

class TestModelsTimeText : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { qputenv("TZ", "Europe/Berlin"); }
    void writesTimes_data();
    void writesTimes();
};

void TestModelsTimeText::writesTimes_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<bool>("utc");
    QTest::addColumn<bool>("full");
    QTest::addColumn<QString>("text");

    QTest::addRow("UTC") << "2026-01-05T10:15:30.123456789Z" << true << false << "2026-01-05 10:15:30.123";
    QTest::addRow("UTC, full") << "2026-01-05T10:15:30.123456789Z" << true << true
                               << "2026-01-05 10:15:30.123456789";
    QTest::addRow("winter") << "2026-01-05T10:15:30.5Z" << false << false << "2026-01-05 11:15:30.500";
    QTest::addRow("summer") << "2026-07-05T10:15:30.5Z" << false << false << "2026-07-05 12:15:30.500";
    QTest::addRow("last moment of winter")
        << "2026-03-29T00:59:59.999Z" << false << false << "2026-03-29 01:59:59.999";
    QTest::addRow("first moment of summer")
        << "2026-03-29T01:00:00Z" << false << false << "2026-03-29 03:00:00.000";
    QTest::addRow("over midnight") << "2025-12-31T23:30:00Z" << false << false << "2026-01-01 00:30:00.000";
    QTest::addRow("before 1970") << "1969-12-31T23:59:59.750Z" << false << false << "1970-01-01 00:59:59.750";
}

void TestModelsTimeText::writesTimes()
{
    QFETCH(QString, time);
    QFETCH(bool, utc);
    QFETCH(bool, full);
    QFETCH(QString, text);
    TimeText writer;
    writer.utc = utc;
    writer.fullPrecision = full;
    const Timestamp moment = parseRfc3339(time.toStdString()).value();

    QCOMPARE(writer.text(moment), text);
    QCOMPARE(writer.text(moment), text); // From the offsets that it keeps.
}

QTEST_GUILESS_MAIN(TestModelsTimeText)
#include "tst_models_time_text.moc"
