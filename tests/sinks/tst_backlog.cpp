// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/backlog.h"

#include <QTest>

using namespace tapewatch;
using sinks::Backlog;

class TestBacklog : public QObject {
    Q_OBJECT

private slots:
    void countsWholeRecordsOnly_data();
    void countsWholeRecordsOnly();
    void runsEndAtMarks();
    void forgetsADiscardedRecord();
    void startsAgainWithTheTornRecord();
    void staysSmallWhileItDrainsSlowly();
};

namespace {

void add(Backlog &backlog, std::string_view text, bool startsFile = false, Level level = Level::Info)
{
    backlog.buffer() += text;
    backlog.seal(level, startsFile);
}

} // namespace

void TestBacklog::countsWholeRecordsOnly_data()
{
    QTest::addColumn<int>("written");
    QTest::addColumn<int>("whole");
    QTest::addColumn<QByteArray>("rest");

    QTest::addRow("nothing") << 0 << 0 << QByteArray("one\ntwo\nthree\n");
    QTest::addRow("half of the first") << 2 << 0 << QByteArray("e\ntwo\nthree\n");
    QTest::addRow("one") << 4 << 1 << QByteArray("two\nthree\n");
    QTest::addRow("two and a half") << 11 << 2 << QByteArray("ee\n");
    QTest::addRow("all") << 14 << 3 << QByteArray();
}

void TestBacklog::countsWholeRecordsOnly()
{
    QFETCH(int, written);
    QFETCH(int, whole);
    QFETCH(QByteArray, rest);
    Backlog backlog(64);
    add(backlog, "one\n");
    add(backlog, "two\n", false, Level::Error);
    add(backlog, "three\n");
    std::array<std::uint64_t, kLevelCount> byLevel{};

    QCOMPARE(backlog.consume(static_cast<std::size_t>(written), byLevel), static_cast<std::uint64_t>(whole));

    QCOMPARE(backlog.records(), static_cast<std::size_t>(3 - whole));
    QCOMPARE(backlog.bytes(), static_cast<std::size_t>(rest.size()));
    QCOMPARE(byLevel[static_cast<std::size_t>(Level::Error)], whole >= 2 ? 1u : 0u);
    QCOMPARE(QByteArray::fromStdString(std::string(backlog.nextRun())), rest);
}

void TestBacklog::runsEndAtMarks()
{
    Backlog backlog(64);
    add(backlog, "a\n");
    add(backlog, "b\n", true);
    add(backlog, "c\n");
    add(backlog, "d\n", true);
    std::array<std::uint64_t, kLevelCount> byLevel{};

    QCOMPARE(backlog.bytesSinceMark(), 2u);
    QCOMPARE(backlog.nextRun(), "a\n");
    backlog.consume(2, byLevel);
    QVERIFY(backlog.frontStartsFile());
    backlog.clearFrontMark();
    QCOMPARE(backlog.nextRun(), "b\nc\n");
    backlog.consume(4, byLevel);
    QVERIFY(backlog.frontStartsFile());
    backlog.clearFrontMark();
    QVERIFY(!backlog.hasMark());
    QCOMPARE(backlog.nextRun(), "d\n");
}

void TestBacklog::forgetsADiscardedRecord()
{
    Backlog backlog(64);
    add(backlog, "kept\n");
    backlog.buffer() += "refused\n";
    QCOMPARE(backlog.unsealedBytes(), 8u);

    backlog.discard();

    QCOMPARE(backlog.unsealedBytes(), 0u);
    QCOMPARE(backlog.nextRun(), "kept\n");
}

void TestBacklog::startsAgainWithTheTornRecord()
{
    Backlog backlog(64);
    add(backlog, "one\n");
    add(backlog, "two\n");
    std::array<std::uint64_t, kLevelCount> byLevel{};
    backlog.consume(6, byLevel);
    QVERIFY(!backlog.atRecordStart());

    backlog.rewind();

    QVERIFY(backlog.atRecordStart());
    QCOMPARE(backlog.nextRun(), "two\n");
}

void TestBacklog::staysSmallWhileItDrainsSlowly()
{
    Backlog backlog(64);
    const std::string line(999, 'x');
    std::array<std::uint64_t, kLevelCount> byLevel{};
    std::uint64_t whole = 0;
    std::size_t sinceMark = 0;
    for (int i = 0; i < 10'000; ++i) {
        const bool startsFile = i % 50 == 7;
        sinceMark = (startsFile ? 0 : sinceMark) + 1'000;
        add(backlog, line + "\n", startsFile);
        if (i >= 10) // ten records behind, and never at a record's end
            whole += backlog.consume(i == 10 ? 1'500 : 1'000, byLevel);
        if (backlog.hasMark())
            QCOMPARE(backlog.bytesSinceMark(), sinceMark);
        if (backlog.frontStartsFile())
            backlog.clearFrontMark();
    }

    QCOMPARE(whole, 9'990u);
    QCOMPARE(backlog.records(), 10u);
    QCOMPARE(backlog.bytes(), 9'500u);
    QVERIFY(backlog.buffer().size() < 1024u * 1024u);
    QVERIFY(backlog.nextRun().ends_with(line + "\n"));
}

QTEST_GUILESS_MAIN(TestBacklog)
#include "tst_backlog.moc"
