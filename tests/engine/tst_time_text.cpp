// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/time_pattern.h"
#include "engine/parse/time_text.h"

#include "engine/parse_support.h"

using namespace tapewatch;
using namespace tapewatch::engine;

class TestTimeText : public QObject {
    Q_OBJECT

private slots:
    void readsDates_data();
    void readsDates();
    void readsEpochs_data();
    void readsEpochs();
    void readsPatterns_data();
    void readsPatterns();
    void findsUnknownLetters();
};

void TestTimeText::readsDates_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("time"); // the offset of times without a zone is +01:00

    QTest::addRow("nanoseconds") << "2026-01-05T10:15:30.123456789Z"
                                 << "2026-01-05T10:15:30.123456789Z";
    QTest::addRow("more digits than count") << "2026-01-05T10:15:30.1234567899Z"
                                            << "2026-01-05T10:15:30.123456789Z";
    QTest::addRow("comma, no zone") << "2026-01-05 10:15:30,123"
                                    << "2026-01-05T09:15:30.123000000Z";
    QTest::addRow("zone") << "2026-01-05T10:15:30+02:30"
                          << "2026-01-05T07:45:30.000000000Z";
    QTest::addRow("zone behind a blank") << "2026-01-05 10:15:30.5 -0300"
                                         << "2026-01-05T13:15:30.500000000Z";
    QTest::addRow("hours of zone") << "2026-01-05T10:15:30-03"
                                   << "2026-01-05T13:15:30.000000000Z";
    QTest::addRow("UTC in words") << "2026-01-05 10:15:30 UTC"
                                  << "2026-01-05T10:15:30.000000000Z";
    QTest::addRow("slashes") << "2026/01/05 10:15:30Z"
                             << "2026-01-05T10:15:30.000000000Z";
    QTest::addRow("FIX") << "20260105-10:15:30.123"
                         << "2026-01-05T09:15:30.123000000Z";
    QTest::addRow("no seconds") << "2026-01-05T10:15Z"
                                << "2026-01-05T10:15:00.000000000Z";
    QTest::addRow("leap day") << "2024-02-29T00:00:00Z"
                              << "2024-02-29T00:00:00.000000000Z";
    QTest::addRow("no leap day") << "2023-02-29T00:00:00Z"
                                 << "none";
    QTest::addRow("leap second") << "2016-12-31T23:59:60Z"
                                 << "2017-01-01T00:00:00.000000000Z";
    QTest::addRow("before 1970") << "1969-12-31T23:59:59.5Z"
                                 << "1969-12-31T23:59:59.500000000Z";
    QTest::addRow("too early") << "1601-01-01T00:00:00Z"
                               << "none";
    QTest::addRow("too late") << "9999-12-31T23:59:59Z"
                              << "none";
    QTest::addRow("hour 24") << "2026-01-05T24:00:00Z"
                             << "none";
    QTest::addRow("mixed separators") << "2026-01/05T10:15:30Z"
                                      << "none";
    QTest::addRow("more behind it") << "2026-01-05T10:15:30Zx"
                                    << "none";
    QTest::addRow("point without digits") << "2026-01-05T10:15:30.Z"
                                          << "none";
    QTest::addRow("a date only") << "2026-01-05"
                                 << "none";
    QTest::addRow("empty") << ""
                           << "none";
}

void TestTimeText::readsDates()
{
    QFETCH(QString, in);

    QTEST(test::timeText(parseTimeText(in.toStdString(), std::chrono::hours(1))), "time");
}

void TestTimeText::readsEpochs_data()
{
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("time");

    QTest::addRow("seconds") << "1767608130"
                             << "2026-01-05T10:15:30.000000000Z";
    QTest::addRow("seconds, fraction") << "1767608130.123456789"
                                       << "2026-01-05T10:15:30.123456789Z";
    QTest::addRow("milliseconds") << "1767608130123"
                                  << "2026-01-05T10:15:30.123000000Z";
    QTest::addRow("milliseconds, fraction") << "1767608130123.25"
                                            << "2026-01-05T10:15:30.123250000Z";
    QTest::addRow("microseconds") << "1767608130123456"
                                  << "2026-01-05T10:15:30.123456000Z";
    QTest::addRow("nanoseconds") << "1767608130123456789"
                                 << "2026-01-05T10:15:30.123456789Z";
    QTest::addRow("exponent") << "1.76760813e9"
                              << "2026-01-05T10:15:30.000000000Z";
    QTest::addRow("huge") << "99999999999999999999"
                          << "none";
    QTest::addRow("above 64 bits") << "9999999999999999999"
                                   << "none";
    QTest::addRow("huge exponent") << "1e400"
                                   << "none";
    QTest::addRow("negative") << "-5"
                              << "none";
    QTest::addRow("text") << "12x"
                          << "none";
    QTest::addRow("two points") << "1.2.3"
                                << "none";
}

void TestTimeText::readsEpochs()
{
    QFETCH(QString, in);

    QTEST(test::timeText(parseEpoch(in.toStdString())), "time");
}

void TestTimeText::readsPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("in");
    QTest::addColumn<QString>("time"); // the reference is 2026-01-05

    QTest::addRow("syslog") << "%b %e %H:%M:%S"
                            << "Jan  4 04:02:03"
                            << "2026-01-04T04:02:03.000000000Z";
    QTest::addRow("syslog of last year") << "%b %e %H:%M:%S"
                                         << "Dec 31 23:59:59"
                                         << "2025-12-31T23:59:59.000000000Z";
    QTest::addRow("leap day without a year") << "%b %e %H:%M:%S"
                                             << "Feb 29 00:00:00"
                                             << "none";
    QTest::addRow("access log") << "%d/%b/%Y:%H:%M:%S %z"
                                << "05/Jan/2026:10:15:30 +0100"
                                << "2026-01-05T09:15:30.000000000Z";
    QTest::addRow("twelve hours") << "%m/%d/%y %I:%M:%S %p"
                                  << "01/05/26 12:15:30 AM"
                                  << "2026-01-05T00:15:30.000000000Z";
    QTest::addRow("a clock only") << "%H:%M:%S.%f"
                                  << "10:15:30.25"
                                  << "2026-01-05T10:15:30.250000000Z";
    QTest::addRow("epoch in brackets") << "[%s]"
                                       << "[1767608130]"
                                       << "2026-01-05T10:15:30.000000000Z";
    QTest::addRow("percent sign") << "%%%Y-%m-%d"
                                  << "%2026-01-05"
                                  << "2026-01-05T00:00:00.000000000Z";
    QTest::addRow("does not fit") << "%Y-%m-%d"
                                  << "2026-01-05 10:15"
                                  << "none";
    QTest::addRow("no such month") << "%b %e %H:%M:%S"
                                   << "Foo  4 04:02:03"
                                   << "none";
}

void TestTimeText::readsPatterns()
{
    QFETCH(QString, pattern);
    QFETCH(QString, in);
    const Timestamp reference = *parseTimeText("2026-01-05T12:00:00Z", {});

    QTEST(test::timeText(TimePattern(pattern.toStdString()).parse(in.toStdString(), {}, reference)), "time");
}

void TestTimeText::findsUnknownLetters()
{
    QCOMPARE(TimePattern("%Y-%Q").unknownLetter(), std::optional('Q'));
    QCOMPARE(TimePattern("%H:%").unknownLetter(), std::optional('%'));
    QVERIFY(!TimePattern("%d/%b/%Y:%H:%M:%S %z %%").unknownLetter());
}

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_time_text.moc"
