// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sink_support.h"

#include "sinks/instance_lock.h"
#include "sinks/segments.h"

#include <QDateTime>

using namespace tapewatch;
using namespace tapewatch::test;
using namespace std::chrono_literals;
using sinks::FileSink;

class TestSegments : public QObject {
    Q_OBJECT

private slots:
    void keepsWithinTheLimits_data();
    void keepsWithinTheLimits();
    void listsTheBotsOwnSegments();
    void leavesABotAloneWhoseNameLooksLikeAnInstance();
    void saysWhatItCouldNotDelete();
    void appliesAtOpening();
    void appliesAfterEachRotation();
    void appliesNewLimitsAtTheNextFlush();
    void countsCompressedSegmentsByTheirSizeOnDisk_data();
    void countsCompressedSegmentsByTheirSizeOnDisk();
    void takesBothFormsForOneSegment();
    void keepsARoomFree_data();
    void keepsARoomFree();
    void looksAtTheRoomAllTheTime();
};

namespace {

/// The segment of the n-th hour, `n` * 100 bytes, last changed at its end.
QString segmentName(int hour, const QString &instance = "alpha")
{
    return QString("%1.main.20260105T%2.000000000Z.log")
        .arg(instance, QString("%1").arg(hour, 2, 10, QChar('0')) + "0000");
}

void addSegment(const LogFolder &folder, int hour, const QString &instance = "alpha")
{
    folder.write(segmentName(hour, instance), QByteArray(hour * 100, 'x'));
    QFile file(folder.filePath(segmentName(hour, instance)));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QDateTime changed(QDate(2026, 1, 5), QTime(hour + 1, 0), Qt::UTC);
    QVERIFY(file.setFileTime(changed, QFileDevice::FileModificationTime));
}

Timestamp hour(int hours)
{
    return {1'767'571'200'000'000'000 + std::chrono::nanoseconds(std::chrono::hours(hours)).count()};
}

constexpr std::uint64_t kPlenty = 1'000'000'000'000;

RetentionConfig filesOnly(std::uint32_t maxFiles)
{
    RetentionConfig limits;
    limits.maxFiles = maxFiles;
    return limits;
}

std::vector<sinks::Segment> segmentsOf(const LogFolder &folder)
{
    return sinks::finishedSegments(folder.path().toStdString(), "alpha", "main");
}

} // namespace

void TestSegments::keepsWithinTheLimits_data()
{
    QTest::addColumn<int>("maxFiles");
    QTest::addColumn<int>("maxAgeHours");
    QTest::addColumn<int>("maxBytes");
    QTest::addColumn<QList<int>>("kept"); // of the hours 1 to 5, looked at at 10:00

    QTest::addRow("no limit") << 0 << 0 << 0 << QList<int>{1, 2, 3, 4, 5};
    QTest::addRow("count") << 2 << 0 << 0 << QList<int>{4, 5};
    QTest::addRow("count that is not reached") << 5 << 0 << 0 << QList<int>{1, 2, 3, 4, 5};
    QTest::addRow("age is that of the last record") << 0 << 7 << 0 << QList<int>{2, 3, 4, 5};
    QTest::addRow("total bytes") << 0 << 0 << 900 << QList<int>{4, 5};
    QTest::addRow("one byte too many") << 0 << 0 << 899 << QList<int>{5};
    QTest::addRow("the strictest counts") << 4 << 5 << 1'400 << QList<int>{4, 5};
    QTest::addRow("nothing is young enough") << 0 << 1 << 0 << QList<int>{};
}

void TestSegments::keepsWithinTheLimits()
{
    QFETCH(int, maxFiles);
    QFETCH(int, maxAgeHours);
    QFETCH(int, maxBytes);
    QFETCH(QList<int>, kept);
    const LogFolder folder;
    for (const int number : {3, 1, 5, 2, 4})
        addSegment(folder, number);
    const RetentionConfig limits{static_cast<std::uint32_t>(maxFiles), std::chrono::hours(maxAgeHours),
                                 static_cast<std::uint64_t>(maxBytes), 0};

    QVERIFY(!sinks::applyRetention(limits, segmentsOf(folder), hour(10), kPlenty));

    QStringList expected;
    for (const int number : kept)
        expected.append(segmentName(number));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), expected);
}

void TestSegments::listsTheBotsOwnSegments()
{
    const LogFolder folder;
    addSegment(folder, 2);
    addSegment(folder, 1, "alpha-4711");
    folder.write("alpha.main.20260105T030000.000000000Z.log.zst", "compressed");
    for (const char *foreign :
         {"alpha.main.log", "alpha-4711.main.log", "alpha.trade.20260105T010000.000000000Z.log",
          "alphabet.main.20260105T010000.000000000Z.log", "alpha-x.main.20260105T010000.000000000Z.log",
          "alpha.main.old.log", "notes.txt"})
        folder.write(foreign, "x");
    QVERIFY(QDir(folder.path()).mkpath("alpha.main.20260105T090000.000000000Z.log"));
    QVERIFY(QFile::link("notes.txt", folder.filePath("alpha.main.20260105T080000.000000000Z.log")));

    QStringList names;
    for (const sinks::Segment &segment : segmentsOf(folder))
        names.append(QString::fromStdString(segment.path.filename().string()));

    QCOMPARE(names, QStringList({segmentName(1, "alpha-4711"), segmentName(2),
                                 "alpha.main.20260105T030000.000000000Z.log.zst"}));
}

void TestSegments::leavesABotAloneWhoseNameLooksLikeAnInstance()
{
    const LogFolder folder;
    addSegment(folder, 1, "alpha-2");
    QCOMPARE(segmentsOf(folder).size(), 1u);

    const auto lock = sinks::InstanceLock::take(folder.path().toStdString(), "alpha-2");

    QVERIFY(lock.ok());
    QCOMPARE(segmentsOf(folder).size(), 0u);
}

void TestSegments::saysWhatItCouldNotDelete()
{
    const LogFolder folder;
    addSegment(folder, 1);
    addSegment(folder, 2);
    addSegment(folder, 3);
    auto segments = segmentsOf(folder);
    segments[0].path = "/proc/version"; // nobody may delete it

    const auto error = sinks::applyRetention(filesOnly(1), segments, hour(10), kPlenty);

    QVERIFY(error.has_value());
    QVERIFY2(error->what == "Cannot delete old log file /proc/version", error->what.c_str());
    QVERIFY(!QFile::exists(folder.filePath(segmentName(2)))); // the others are done all the same
}

void TestSegments::appliesAtOpening()
{
    const LogFolder folder;
    addSegment(folder, 1);
    addSegment(folder, 2, "alpha-4711");
    addSegment(folder, 3);
    FileSink::Options options = folder.options();
    options.retention.maxFiles = 2;

    QVERIFY(FileSink::open(options).ok());

    QCOMPARE(QDir(folder.path()).entryList({"alpha*2026*"}, QDir::Files, QDir::Name),
             QStringList({segmentName(2, "alpha-4711"), segmentName(3)}));
}

void TestSegments::appliesAfterEachRotation()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1;
    options.retention.maxFiles = 3;
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        for (int i = 1; i <= 10; ++i)
            (*sink)->append(record(std::to_string(i), at(i)));
        QVERIFY(!(*sink)->flush(at(10)));
        QCOMPARE((*sink)->metrics().rotations, 9u);
    }

    QCOMPARE(messages(allRecords(folder)), numbers(4, 7)); // three segments and the active file
}

void TestSegments::appliesNewLimitsAtTheNextFlush()
{
    const LogFolder folder;
    addSegment(folder, 1);
    addSegment(folder, 2);
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    QVERIFY(!(*sink)->flush(at(1)));
    QCOMPARE(segmentsOf(folder).size(), 2u);

    (*sink)->reconfigure(Layout::Json, {}, filesOnly(1));
    QVERIFY(!(*sink)->flush(at(3)));

    QCOMPARE(segmentsOf(folder).size(), 1u);
}

/// Of the hours 1 to 5 the first three are compressed to a tenth.
void TestSegments::countsCompressedSegmentsByTheirSizeOnDisk_data()
{
    QTest::addColumn<int>("maxFiles");
    QTest::addColumn<int>("maxAgeHours");
    QTest::addColumn<int>("maxBytes");
    QTest::addColumn<QList<int>>("kept");

    QTest::addRow("no limit") << 0 << 0 << 0 << QList<int>{1, 2, 3, 4, 5};
    QTest::addRow("count") << 3 << 0 << 0 << QList<int>{3, 4, 5};
    QTest::addRow("age: that of the records, not of the compression")
        << 0 << 7 << 0 << QList<int>{2, 3, 4, 5};
    QTest::addRow("total bytes") << 0 << 0 << 950 << QList<int>{2, 3, 4, 5};
    QTest::addRow("one byte too many") << 0 << 0 << 949 << QList<int>{3, 4, 5};
}

void TestSegments::countsCompressedSegmentsByTheirSizeOnDisk()
{
    QFETCH(int, maxFiles);
    QFETCH(int, maxAgeHours);
    QFETCH(int, maxBytes);
    QFETCH(QList<int>, kept);
    const LogFolder folder;
    for (const int number : {1, 2, 3, 4, 5})
        addSegment(folder, number);
    for (const int number : {1, 2, 3}) {
        const QString name = folder.filePath(segmentName(number));
        QVERIFY(QFile::resize(name, number * 10)); // as if compressed
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime(QDate(2026, 1, 5), QTime(number + 1, 0), Qt::UTC),
                                 QFileDevice::FileModificationTime));
        QVERIFY(QFile::rename(name, name + ".zst"));
    }
    FileSink::Options options = folder.options();
    options.retention.maxFiles = static_cast<std::uint32_t>(maxFiles);
    options.retention.maxBytes = static_cast<std::uint64_t>(maxBytes);
    if (maxAgeHours > 0) // as of half past nine on that day
        options.retention.maxAge = std::chrono::duration_cast<std::chrono::seconds>(
            Timestamp::now() - hour(10) + std::chrono::hours(maxAgeHours) + 30min);

    QVERIFY(FileSink::open(options).ok()); // a restart

    QStringList expected;
    for (const int number : kept)
        expected.append(segmentName(number) + (number <= 3 ? ".zst" : ""));
    QCOMPARE(QDir(folder.path()).entryList({"alpha.main.2026*"}, QDir::Files, QDir::Name), expected);
}

void TestSegments::takesBothFormsForOneSegment()
{
    const LogFolder folder;
    for (const int number : {1, 2, 3})
        addSegment(folder, number);
    for (const int number : {1, 2})
        folder.write(segmentName(number) + ".zst", "compressed");
    const auto segments = segmentsOf(folder);
    QCOMPARE(segments.size(), 3u);
    QCOMPARE(QString::fromStdString(segments[1].path.filename().string()), segmentName(2));

    QVERIFY(!sinks::applyRetention(filesOnly(2), segments, hour(10), kPlenty));

    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
             QStringList({segmentName(2), segmentName(2) + ".zst", segmentName(3)}));
}

void TestSegments::keepsARoomFree_data()
{
    QTest::addColumn<int>("minFree");
    QTest::addColumn<int>("free");
    QTest::addColumn<QList<int>>("kept");

    QTest::addRow("none wanted") << 0 << 0 << QList<int>{1, 2, 3};
    QTest::addRow("enough") << 50'000 << 50'000 << QList<int>{1, 2, 3};
    QTest::addRow("a byte is missing: one block is enough") << 50'000 << 49'999 << QList<int>{2, 3};
    QTest::addRow("two segments' worth is missing") << 50'000 << 50'000 - 4096 - 1 << QList<int>{3};
    QTest::addRow("more than there is to give") << 50'000'000 << 0 << QList<int>{};
}

void TestSegments::keepsARoomFree()
{
    QFETCH(int, minFree);
    QFETCH(int, free);
    QFETCH(QList<int>, kept);
    const LogFolder folder;
    for (const int number : {1, 2, 3})
        addSegment(folder, number);
    auto segments = segmentsOf(folder);
    for (sinks::Segment &segment : segments)
        segment.allocated = 4096; // whatever this file system's blocks are
    RetentionConfig limits;
    limits.minFreeBytes = static_cast<std::uint64_t>(minFree);

    QVERIFY(!sinks::applyRetention(limits, segments, hour(10), static_cast<std::uint64_t>(free)));

    QStringList expected;
    for (const int number : kept)
        expected.append(segmentName(number));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name), expected);
}

void TestSegments::looksAtTheRoomAllTheTime()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.retention.minFreeBytes = kPlenty * 1'000'000; // no disk has so much
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    addSegment(folder, 1);
    folder.write("alpha.trade.20260105T010000.000000000Z.log", "nobody's to delete");

    QVERIFY(!(*sink)->flush(at(10)));

    QCOMPARE(QDir(folder.path()).entryList(QDir::Files, QDir::Name),
             QStringList({"alpha.main.log", "alpha.trade.20260105T010000.000000000Z.log"}));
}

QTEST_GUILESS_MAIN(TestSegments)
#include "tst_segments.moc"
