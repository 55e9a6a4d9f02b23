// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sink_support.h"

#include <tapewatch/format/file_name.h>

using namespace tapewatch;
using namespace tapewatch::test;
using namespace std::chrono_literals;
using sinks::FileSink;

Q_DECLARE_METATYPE(QList<double>)

class TestFileRotation : public QObject {
    Q_OBJECT

private slots:
    void rotatesBySize_data();
    void rotatesBySize();
    void givesALongRecordAFileOfItsOwn();
    void rotatesByTheRecordsTime_data();
    void rotatesByTheRecordsTime();
    void rotatesWithoutRecordsAfterAGrace();
    void namesSegmentsAfterTheirFirstRecord_data();
    void namesSegmentsAfterTheirFirstRecord();
    void neverReplacesASegment();
    void namesSortInTheOrderOfWriting();
    void keepsWritingWhereItCannotRotate();
    void rotatesAtOnceWhenTheLimitShrinks();
    void keepsLayoutsApart_data();
    void keepsLayoutsApart();
};

namespace {

QString segmentName(Timestamp time)
{
    return QString::fromStdString(toString(LogFileName{"alpha", "main", time, false}));
}

/// Messages of each file, joined by spaces.
QStringList filesAsText(const LogFolder &folder)
{
    QStringList texts;
    for (const QString &name : folder.files())
        texts.append(messages(parseLines(folder.text(name))).join(' '));
    return texts;
}

} // namespace

void TestFileRotation::rotatesBySize_data()
{
    QTest::addColumn<int>("flushEvery");

    QTest::addRow("each record flushed") << 1;
    QTest::addRow("several rotations a flush") << 500;
    QTest::addRow("when the buffer is full") << 1'000'000;
}

void TestFileRotation::rotatesBySize()
{
    QFETCH(int, flushEvery);
    constexpr int records = 4'000;
    constexpr int maxBytes = 20'000;
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = maxBytes;
    std::uint64_t rotations = 0;
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        for (int i = 1; i <= records; ++i) {
            (*sink)->append(record(std::to_string(i), at(i)));
            if (i % flushEvery == 0)
                QVERIFY(!(*sink)->flush(at(i)));
        }
        QVERIFY(!(*sink)->flush(at(records)));
        rotations = (*sink)->metrics().rotations;
        QCOMPARE((*sink)->metrics().written, static_cast<std::uint64_t>(records));
    }

    const auto found = allRecords(folder);
    QCOMPARE(messages(found), numbers(records));
    QVERIFY(seqIsComplete(found));
    const QStringList files = folder.files();
    QCOMPARE(rotations, static_cast<std::uint64_t>(files.size() - 1));
    for (const QString &name : files) {
        const qsizetype bytes = folder.text(name).size();
        QVERIFY2(bytes <= maxBytes, qPrintable(name));
        QVERIFY2(name == "alpha.main.log" || bytes > maxBytes - 500, qPrintable(name));
    }
}

void TestFileRotation::givesALongRecordAFileOfItsOwn()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1'000;
    const std::string longMessage(5'000, 'x');
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        (*sink)->append(record("1", at(1)));
        (*sink)->append(record(longMessage, at(2)));
        (*sink)->append(record("3", at(3)));
    }

    QCOMPARE(filesAsText(folder), QStringList({"1", QString::fromStdString(longMessage), "3"}));
}

void TestFileRotation::rotatesByTheRecordsTime_data()
{
    QTest::addColumn<QList<double>>("seconds"); // after 10:15:30; each is a record named by its place
    QTest::addColumn<QStringList>("files");

    QTest::addRow("one minute") << QList<double>{0, 10, 29} << QStringList{"1 2 3"};
    QTest::addRow("on the boundary") << QList<double>{29.999, 30, 31} << QStringList{"1", "2 3"};
    QTest::addRow("a minute without records") << QList<double>{0, 200} << QStringList{"1", "2"};
    QTest::addRow("late records stay") << QList<double>{0, 30, 29.5, 20, 31} << QStringList{"1", "2 3 4 5"};
    QTest::addRow("late first, then on time")
        << QList<double>{30, 0, 60, 89.9, 90} << QStringList{"1 2 3 4", "5"};
}

void TestFileRotation::rotatesByTheRecordsTime()
{
    QFETCH(QList<double>, seconds);
    QFETCH(QStringList, files);
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.every = 60s;
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        for (qsizetype i = 0; i < seconds.size(); ++i)
            (*sink)->append(record(std::to_string(i + 1), at(seconds[i])));
    }

    QCOMPARE(filesAsText(folder), files);
}

void TestFileRotation::rotatesWithoutRecordsAfterAGrace()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.every = 60s;
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    (*sink)->append(record("1", at(10)));
    QVERIFY(!(*sink)->flush(at(30.2))); // a record of the old minute may still come
    (*sink)->append(record("2", at(29.9)));
    QVERIFY(!(*sink)->flush(at(30.4)));
    QCOMPARE(filesAsText(folder), QStringList({"1 2"}));

    QVERIFY(!(*sink)->flush(at(31.5)));
    QVERIFY(!(*sink)->flush(at(95))); // nothing to rotate
    (*sink)->append(record("3", at(29.95)));
    QVERIFY(!(*sink)->flush(at(95.1)));

    QCOMPARE(filesAsText(folder), QStringList({"1 2", "3"}));
}

void TestFileRotation::namesSegmentsAfterTheirFirstRecord_data()
{
    QTest::addColumn<QByteArray>("found"); // the active file of an earlier run
    QTest::addColumn<QString>("name");

    QTest::addRow("JSON") << QByteArray(R"({"timestamp":"2026-01-04T09:00:00.123456789Z","level":"info"})"
                                        "\n")
                          << "alpha.main.20260104T090000.123456789Z.log";
    QTest::addRow("text") << QByteArray("2026-01-04 09:00:00.123456 INFO     main       -  hello\n")
                          << "alpha.main.20260104T090000.123456000Z.log";
    QTest::addRow("neither: the file's time")
        << QByteArray("hello\n") << "alpha.main.20260103T080000.000000000Z.log";
}

void TestFileRotation::namesSegmentsAfterTheirFirstRecord()
{
    QFETCH(QByteArray, found);
    QFETCH(QString, name);
    const LogFolder folder;
    folder.write("alpha.main.log", found);
    QFile file(folder.activePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QDateTime changed(QDate(2026, 1, 3), QTime(8, 0), Qt::UTC);
    QVERIFY(file.setFileTime(changed, QFileDevice::FileModificationTime));
    file.close();
    FileSink::Options options = folder.options();
    options.rotation.every = 24h;
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        (*sink)->append(record("1", at(0))); // 2026-01-05
    }

    QCOMPARE(folder.files(), QStringList({name, "alpha.main.log"}));
    QCOMPARE(folder.text(name), found);
}

void TestFileRotation::neverReplacesASegment()
{
    const LogFolder folder;
    folder.write(segmentName(at(1)), "precious\n");
    folder.write(segmentName(at(1) + 1ns), "precious too\n");
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1;
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        (*sink)->append(record("1", at(1)));
        (*sink)->append(record("2", at(2)));
    }

    QCOMPARE(folder.text(segmentName(at(1))), QByteArray("precious\n"));
    QCOMPARE(folder.text(segmentName(at(1) + 1ns)), QByteArray("precious too\n"));
    QCOMPARE(messages(parseLines(folder.text(segmentName(at(1) + 2ns)))), QStringList("1"));
}

void TestFileRotation::namesSortInTheOrderOfWriting()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1;
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        int number = 0;
        for (const double seconds : {1.0, 5.0, 3.0, 3.0, 4.0, 6.0})
            (*sink)->append(record(std::to_string(++number), at(seconds)));
    }

    QCOMPARE(filesAsText(folder), numbers(6));
}

void TestFileRotation::keepsWritingWhereItCannotRotate()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1;
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    const QString obstacle = folder.filePath(".alpha.main.log.next/obstacle");
    QVERIFY(QDir().mkpath(obstacle));
    for (int i = 1; i <= 3; ++i)
        (*sink)->append(record(std::to_string(i), at(i)));

    const auto error = (*sink)->flush(at(4));
    QVERIFY(error.has_value());
    QVERIFY(QString::fromStdString(error->what).startsWith("Cannot rotate log file"));
    QCOMPARE((*sink)->metrics().lastError, error->text());
    (*sink)->append(record("4", at(5)));
    QVERIFY(!(*sink)->flush(at(6))); // told already
    QCOMPARE(filesAsText(folder), QStringList("1 2 3 4"));

    QVERIFY(QDir(folder.filePath(".alpha.main.log.next")).removeRecursively());
    (*sink)->append(record("5", at(7)));
    QVERIFY(!(*sink)->flush(at(8)));
    (*sink)->append(record("6", at(9)));
    QVERIFY(!(*sink)->flush(at(10)));

    QCOMPARE(filesAsText(folder), QStringList({"1 2 3 4", "5", "6"}));
    QCOMPARE((*sink)->metrics().lastError, "");
    QVERIFY(seqIsComplete(allRecords(folder)));
}

void TestFileRotation::rotatesAtOnceWhenTheLimitShrinks()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    for (int i = 1; i <= 10; ++i)
        (*sink)->append(record(std::to_string(i), at(i)));

    (*sink)->reconfigure(Layout::Json, {.maxBytes = 1'000'000, .every = {}}, {});
    QCOMPARE(folder.files().size(), 1);
    (*sink)->reconfigure(Layout::Json, {.maxBytes = 100, .every = {}}, {});

    QCOMPARE(filesAsText(folder), QStringList({"1 2 3 4 5 6 7 8 9 10", ""}));
}

void TestFileRotation::keepsLayoutsApart_data()
{
    QTest::addColumn<bool>("restart");

    QTest::addRow("while it runs") << false;
    QTest::addRow("over a restart") << true;
}

void TestFileRotation::keepsLayoutsApart()
{
    QFETCH(bool, restart);
    const LogFolder folder;
    FileSink::Options options = folder.options();
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    (*sink)->append(record("1", at(1)));
    options.layout = Layout::Text;
    if (restart) {
        sink.value().reset();
        sink = FileSink::open(options);
        QVERIFY(sink.ok());
    } else {
        (*sink)->reconfigure(options.layout, options.rotation, options.retention);
    }
    (*sink)->append(record("2", at(2)));
    (*sink)->append(record("3", at(3)));
    sink.value().reset();

    QCOMPARE(folder.files(), QStringList({segmentName(at(1)), "alpha.main.log"}));
    QCOMPARE(messages(parseLines(folder.text(segmentName(at(1))))), QStringList("1"));
    QCOMPARE(folder.text("alpha.main.log"), QByteArray("2026-01-05 10:15:32.000000 INFO     main       "
                                                       "strategy  2\n"
                                                       "2026-01-05 10:15:33.000000 INFO     main       "
                                                       "strategy  3\n"));
}

QTEST_GUILESS_MAIN(TestFileRotation)
#include "tst_file_rotation.moc"
