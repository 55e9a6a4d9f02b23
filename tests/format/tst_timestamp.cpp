// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/timestamp.h>

#include <QDateTime>
#include <QTest>

#include <limits>
#include <random>

using namespace tapewatch;

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

} // namespace

class TestTimestamp : public QObject {
    Q_OBJECT

private slots:
    void writes_data();
    void writes();
    void agreesWithQt();
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void fileStampsSortByTime();
    void refusesFileStamps_data();
    void refusesFileStamps();
    void nowIsNow();
};

void TestTimestamp::writes_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QString>("text");

    QTest::addRow("epoch") << qint64(0) << "1970-01-01T00:00:00.000000000Z";
    QTest::addRow("one before") << qint64(-1) << "1969-12-31T23:59:59.999999999Z";
    QTest::addRow("all digits") << qint64(1'767'608'130'123'456'789) << "2026-01-05T10:15:30.123456789Z";
    QTest::addRow("leap day") << qint64(1'709'210'096 * kSecond) << "2024-02-29T12:34:56.000000000Z";
    QTest::addRow("century leap day") << qint64(951'868'799 * kSecond) << "2000-02-29T23:59:59.000000000Z";
    QTest::addRow("no century leap day")
        << qint64(-2'203'891'200 * kSecond) << "1900-03-01T00:00:00.000000000Z";
    QTest::addRow("last") << qint64(kMost) << "2262-04-11T23:47:16.854775807Z";
    QTest::addRow("first") << qint64(kLeast) << "1677-09-21T00:12:43.145224192Z";
}

void TestTimestamp::writes()
{
    QFETCH(qint64, ns);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(toRfc3339({ns})), text);
    QCOMPARE(parseRfc3339(text.toStdString()), std::optional(Timestamp{ns}));
    QCOMPARE(parseFileStamp(toFileStamp({ns})), std::optional(Timestamp{ns}));
}

void TestTimestamp::agreesWithQt()
{
    std::mt19937_64 random(1);
    std::uniform_int_distribution<std::int64_t> moment(kLeast / 1'000'000, kMost / 1'000'000);
    for (int i = 0; i < 20'000; ++i) {
        const std::int64_t ms = moment(random);
        const QString expected = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
        const std::string text = toRfc3339({ms * 1'000'000});
        QCOMPARE(QString::fromStdString(text.substr(0, 23) + "Z"), expected);
        QCOMPARE(parseRfc3339(text)->ns, ms * 1'000'000);
    }
}

void TestTimestamp::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ns");

    const qint64 base = 1'767'608'130 * kSecond; // 2026-01-05T10:15:30Z
    QTest::addRow("no fraction") << "2026-01-05T10:15:30Z" << base;
    QTest::addRow("no zone") << "2026-01-05T10:15:30" << base;
    QTest::addRow("space") << "2026-01-05 10:15:30Z" << base;
    QTest::addRow("lower case") << "2026-01-05t10:15:30z" << base;
    QTest::addRow("one digit") << "2026-01-05T10:15:30.5Z" << base + kSecond / 2;
    QTest::addRow("milliseconds") << "2026-01-05T10:15:30.123Z" << base + 123'000'000;
    QTest::addRow("microseconds, no zone") << "2026-01-05T10:15:30.000007" << base + 7'000;
    QTest::addRow("nine digits") << "2026-01-05T10:15:30.000000001Z" << base + 1;
    QTest::addRow("east") << "2026-01-05T15:45:30+05:30" << base;
    QTest::addRow("west, into the day before") << "2026-01-04T22:15:30-12:00" << base;
    QTest::addRow("offset without colon") << "2026-01-05T11:15:30.000+0100" << base;
    QTest::addRow("minus zero") << "2026-01-05T10:15:30-00:00" << base;
    QTest::addRow("leap second") << "2016-12-31T23:59:60Z" << qint64(1'483'228'800) * kSecond;
}

void TestTimestamp::reads()
{
    QFETCH(QString, text);
    const std::optional<Timestamp> time = parseRfc3339(text.toStdString());
    QVERIFY(time);
    QTEST(qint64(time->ns), "ns");
}

void TestTimestamp::refuses_data()
{
    QTest::addColumn<QString>("text");

    for (const char *text : {"",
                             "2026",
                             "2026-01-05",
                             "2026-01-05T10:15",
                             "2026-13-05T10:15:30Z",
                             "2026-00-05T10:15:30Z",
                             "2026-01-32T10:15:30Z",
                             "2026-01-00T10:15:30Z",
                             "2025-02-29T10:15:30Z",
                             "1900-02-29T00:00:00Z",
                             "2026-04-31T10:15:30Z",
                             "2026-01-05T24:00:00Z",
                             "2026-01-05T10:60:30Z",
                             "2026-01-05T10:15:61Z",
                             "2026-01-05T10:15:30.Z",
                             "2026-01-05T10:15:30.1234567890Z",
                             "2026-01-05T10:15:30,123Z",
                             "2026-01-05T10:15:30 Z",
                             "2026-01-05T10:15:30Z ",
                             " 2026-01-05T10:15:30Z",
                             "2026-01-05X10:15:30Z",
                             "2026/01/05T10:15:30Z",
                             "2026-01-05T10-15-30Z",
                             "2026-01-05T1a:15:30Z",
                             "2026-01-05T10:15:30+24:00",
                             "2026-01-05T10:15:30+05:60",
                             "2026-01-05T10:15:30+5:30",
                             "2026-01-05T10:15:30+05",
                             "2026-01-05T10:15:30+05:3",
                             "2026-01-05T10:15:30+05-30",
                             "2026-01-05T10:15:30 +05:30",
                             "+2026-01-05T10:15:30Z",
                             "0000-01-01T00:00:00Z",
                             "9999-12-31T23:59:59Z",
                             "1677-09-21T00:12:43Z",
                             "2262-04-11T23:47:16.854775808Z",
                             "1677-09-21T00:12:43.145224191Z"})
        QTest::addRow("%s", text) << text;
}

void TestTimestamp::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!parseRfc3339(text.toStdString()));
}

void TestTimestamp::fileStampsSortByTime()
{
    QCOMPARE(toFileStamp({1'767'608'130'123'456'789}), "20260105T101530.123456789Z");
    std::mt19937_64 random(2);
    std::uniform_int_distribution<std::int64_t> moment(0, kMost);
    for (int i = 0; i < 1'000; ++i) {
        const Timestamp a{moment(random)};
        const Timestamp b{moment(random)};
        QCOMPARE(toFileStamp(a) < toFileStamp(b), a < b);
    }
}

void TestTimestamp::refusesFileStamps_data()
{
    QTest::addColumn<QString>("text");

    for (const char *text :
         {"", "20260105T101530Z", "20260105T101530.123456789", "20260105T101530.12345678Z",
          "20260105 101530.123456789Z", "20260105T101530,123456789Z", "20261305T101530.123456789Z",
          "20260105T101530.12345678xZ", "20260105T101530.123456789Z ", "2026-0105T101530.123456789Z"})
        QTest::addRow("%s", text) << text;
}

void TestTimestamp::refusesFileStamps()
{
    QFETCH(QString, text);
    QVERIFY(!parseFileStamp(text.toStdString()));
}

void TestTimestamp::nowIsNow()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const qint64 now = Timestamp::now().ns / 1'000'000;
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(before <= now && now <= after);
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
