// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sink_support.h"

#include "sinks/losses.h"

#include <QFileInfo>

#include <sys/stat.h>

using namespace tapewatch;
using namespace tapewatch::test;
using sinks::FileSink;

class TestFileSink : public QObject {
    Q_OBJECT

private slots:
    void writesEachRecordOnceInOrder_data();
    void writesEachRecordOnceInOrder();
    void writesNothingBeforeAFlush();
    void appendsToTheFileItFinds();
    void closesATornLastLine();
    void keepsAHugeRecordWhole();
    void othersMayNotReadTheFile();
    void saysWhyItCannotOpen_data();
    void saysWhyItCannotOpen();
    void countsWhatItWrote();
    void reportsLossesInTheirPlace();
    void reportsLossesWithoutAnotherRecord();
    void reportsLossesAsDocumented();
};

void TestFileSink::writesEachRecordOnceInOrder_data()
{
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("flushEvery");

    QTest::addRow("one") << 1 << 1;
    QTest::addRow("flushed one by one") << 300 << 1;
    QTest::addRow("in batches") << 5'000 << 64;
    QTest::addRow("when it closes") << 5'000 << 1'000'000;
}

void TestFileSink::writesEachRecordOnceInOrder()
{
    QFETCH(int, records);
    QFETCH(int, flushEvery);
    const LogFolder folder;
    {
        auto sink = FileSink::open(folder.options());
        QVERIFY(sink.ok());
        for (int i = 1; i <= records; ++i) {
            QCOMPARE((*sink)->append(record(std::to_string(i), at(i))), static_cast<std::uint64_t>(i));
            if (i % flushEvery == 0)
                QVERIFY(!(*sink)->flush(at(i)));
        }
    }

    const auto found = allRecords(folder);
    QCOMPARE(messages(found), numbers(records));
    QVERIFY(seqIsComplete(found));
    QCOMPARE(found.back().value("category", ""), "main");
}

void TestFileSink::writesNothingBeforeAFlush()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    const std::string message(1000, 'x');
    for (int i = 0; i < 2'000; ++i)
        (*sink)->append(record(message));
    QCOMPARE(folder.text("alpha.main.log").size(), 0); // a commit of the journal comes first

    QVERIFY(!(*sink)->flush(at(1)));
    QCOMPARE(folder.text("alpha.main.log").count('\n'), 2'000);
}

void TestFileSink::appendsToTheFileItFinds()
{
    const LogFolder folder;
    for (int i = 1; i <= 3; ++i) {
        auto sink = FileSink::open(folder.options());
        QVERIFY(sink.ok());
        QCOMPARE((*sink)->append(record(std::to_string(i), at(i))), 1u);
    }

    QCOMPARE(messages(allRecords(folder)), numbers(3));
}

void TestFileSink::closesATornLastLine()
{
    const LogFolder folder;
    const QByteArray torn = R"({"timestamp":"2026-01-05T10:15:29.000000000Z","lev)";
    folder.write("alpha.main.log", torn);
    {
        auto sink = FileSink::open(folder.options());
        QVERIFY(sink.ok());
        (*sink)->append(record("1"));
    }

    QCOMPARE(folder.text("alpha.main.log").split('\n').first(), torn);
    QCOMPARE(messages(allRecords(folder)), QStringList({"?", "1"}));
}

void TestFileSink::keepsAHugeRecordWhole()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.maxPendingBytes = 64 * 1024;
    const std::string huge(10 * 1024 * 1024, 'x');
    {
        auto sink = FileSink::open(options);
        QVERIFY(sink.ok());
        (*sink)->append(record("1"));
        QCOMPARE((*sink)->append(record(huge)), 2u);
        (*sink)->append(record("3"));
    }

    const auto found = allRecords(folder);
    QCOMPARE(found.size(), 3u);
    QVERIFY(found[1].value("message", "") == huge);
    QVERIFY(seqIsComplete(found));
}

void TestFileSink::othersMayNotReadTheFile()
{
    const LogFolder folder;
    const mode_t before = ::umask(0);
    const auto sink = FileSink::open(folder.options());
    ::umask(before);
    QVERIFY(sink.ok());

    struct stat file = {};
    QCOMPARE(::stat(folder.activePath().toUtf8().constData(), &file), 0);
    QCOMPARE(file.st_mode & 0777u, 0640u);
    struct stat parent = {};
    QCOMPARE(::stat(folder.path().toUtf8().constData(), &parent), 0);
    QCOMPARE(parent.st_mode & 0777u, 0750u);
}

void TestFileSink::saysWhyItCannotOpen_data()
{
    QTest::addColumn<QString>("directory"); // relative to a temporary folder
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("why");
    QTest::addColumn<QString>("hint");

    QTest::addRow("a folder that cannot be made") << "/proc/tapewatch/logs"
                                                  << "Cannot create log folder"
                                                  << "ENOENT"
                                                  << "`directory`";
    QTest::addRow("a file in place of the folder") << "occupied"
                                                   << "Cannot create log folder"
                                                   << "EEXIST"
                                                   << "A file stands where";
    QTest::addRow("a file in place of a parent") << "occupied/logs"
                                                 << "Cannot create log folder"
                                                 << "EEXIST"
                                                 << "A file stands where";
    QTest::addRow("a link in place of the file") << "linked"
                                                 << "Cannot open log file"
                                                 << "ELOOP"
                                                 << "remove the link";
    QTest::addRow("a folder in place of the file") << "folder"
                                                   << "Cannot open log file"
                                                   << "EISDIR"
                                                   << "`directory`";
    QTest::addRow("a pipe in place of the file") << "pipe"
                                                 << "Cannot open log file"
                                                 << "EINVAL"
                                                 << "`directory`";
}

void TestFileSink::saysWhyItCannotOpen()
{
    QFETCH(QString, directory);
    QFETCH(QString, what);
    QFETCH(QString, why);
    QFETCH(QString, hint);
    const QTemporaryDir folder;
    QFile occupied(folder.filePath("occupied"));
    QVERIFY(occupied.open(QIODevice::WriteOnly));
    QVERIFY(QDir(folder.path()).mkpath("linked"));
    QVERIFY(QFile::link("/dev/null", folder.filePath("linked/alpha.main.log")));
    QVERIFY(QDir(folder.path()).mkpath("folder/alpha.main.log"));
    QVERIFY(QDir(folder.path()).mkpath("pipe"));
    QCOMPARE(::mkfifo(folder.filePath("pipe/alpha.main.log").toUtf8().constData(), 0600), 0);
    FileSink::Options options = LogFolder().options();
    options.directory = (directory.startsWith('/') ? directory : folder.filePath(directory)).toStdString();

    const auto sink = FileSink::open(options);

    QVERIFY(!sink.ok());
    QCOMPARE(sink.error().code, Error::Code::Io);
    QVERIFY2(QString::fromStdString(sink.error().what).startsWith(what), sink.error().what.c_str());
    QVERIFY2(QString::fromStdString(sink.error().why).contains(why), sink.error().why.c_str());
    QVERIFY2(QString::fromStdString(sink.error().hint).contains(hint), sink.error().hint.c_str());
}

void TestFileSink::countsWhatItWrote()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    (*sink)->append(record("1", at(1), Level::Info));
    (*sink)->append(record("2", at(2), Level::Error));
    QCOMPARE((*sink)->metrics().written, 0u);
    QVERIFY((*sink)->metrics().pendingBytes > 0);

    QVERIFY(!(*sink)->flush(at(3)));
    (*sink)->append(record("3", at(4), Level::Info));

    const CategoryMetrics &metrics = (*sink)->metrics();
    QCOMPARE(metrics.name, "main");
    QCOMPARE(QString::fromStdString(metrics.file), folder.activePath());
    QCOMPARE(metrics.written, 2u);
    QCOMPARE(metrics.byLevel[static_cast<std::size_t>(Level::Info)], 1u);
    QCOMPARE(metrics.byLevel[static_cast<std::size_t>(Level::Error)], 1u);
    QCOMPARE(static_cast<qsizetype>(metrics.bytes), folder.text("alpha.main.log").size());
    QCOMPARE((*sink)->pendingRecords(), 1u);
    QCOMPARE(metrics.lastError, "");
}

void TestFileSink::reportsLossesInTheirPlace()
{
    const LogFolder folder;
    {
        auto sink = FileSink::open(folder.options());
        QVERIFY(sink.ok());
        (*sink)->append(record("1", at(1)));
        (*sink)->countDropped(Level::Debug, 40);
        (*sink)->countDropped(Level::Info, 2);
        QCOMPARE((*sink)->append(record("2", at(2))), 3u);
        QCOMPARE((*sink)->metrics().dropped[static_cast<std::size_t>(Level::Debug)], 40u);
    }

    const auto found = allRecords(folder);
    QCOMPARE(messages(found), QStringList({"1", "records dropped: 42", "2"}));
    QVERIFY(seqIsComplete(found));
    QCOMPARE(found[1].value("level", ""), "warning");
    QCOMPARE(found[1].value("logger", ""), "tapewatch");
    QCOMPARE(found[1].value("bot", ""), "alpha");
    const nlohmann::json expected{
        {"event", "records_dropped"}, {"dropped", 42}, {"dropped_debug", 40}, {"dropped_info", 2}};
    QCOMPARE(found[1]["fields"].dump(), expected.dump());
}

void TestFileSink::reportsLossesWithoutAnotherRecord()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    (*sink)->countDropped(Level::Info, 7);

    for (const int second : {1, 2}) {
        (*sink)->stage(at(second), {});
        QVERIFY(!(*sink)->flush(at(second)));
    }

    QCOMPARE(messages(allRecords(folder)), QStringList({"records dropped: 7"}));
}

void TestFileSink::reportsLossesAsDocumented()
{
    sinks::Losses losses;
    losses.add(Level::Debug, 40, at(0));
    losses.add(Level::Info, 2, at(0.9));
    const sinks::LossReport report(losses, "alpha", at(1));
    RecordView dropped = report.record();
    dropped.category = "main";
    dropped.seq = 1042;
    dropped.pid = 4711;
    dropped.thread = 4712;
    std::string line;
    appendJsonLine(dropped, line);

    QFile page(QString(TAPEWATCH_SOURCE_DIR) + "/docs/rotation-and-retention.md");
    QVERIFY(page.open(QIODevice::ReadOnly));
    QVERIFY2(page.readAll().contains(QByteArray::fromStdString("```json\n" + line + "```\n")), line.c_str());
}

QTEST_GUILESS_MAIN(TestFileSink)
#include "tst_file_sink.moc"
