// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sink_support.h"

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::test;
using sinks::FileSink;

class TestFileFaults : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void comesBackAfterDeletion_data();
    void comesBackAfterDeletion();
    void waitsForAPlaceToWrite();
    void followsItsPathToAnotherFile();
    void doesNotFollowALink();
    void survivesALostDescriptor();
    void goesOnWhereAFullDiskStoppedIt_data();
    void goesOnWhereAFullDiskStoppedIt();
    void tearsNothingWhenTheHalfWrittenFileGoes();
    void writesAgainWhatWentToAVanishingFile();
    void countsWhatDidNotFitInMemory();
    void rotatesAfterAFullDiskAsIfNothingHadBeen();
};

namespace {

/// As long as it lives, no file of this process grows beyond `bytes`: a disk that is full.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

char vanishingFile[4096];

/// Runs between two writes of one batch: the disk is full, the file is deleted, there is room again.
void deleteAndMakeRoom(int)
{
    ::unlink(vanishingFile);
    const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &unlimited);
}

/// The descriptor that this process has of `path`, or -1.
int descriptorOf(const QString &path)
{
    for (const QFileInfo &entry : QDir("/proc/self/fd").entryInfoList(QDir::Files | QDir::System)) {
        if (entry.symLinkTarget() == path)
            return entry.fileName().toInt();
    }
    return -1;
}

} // namespace

void TestFileFaults::initTestCase()
{
    std::signal(SIGXFSZ, SIG_IGN); // write() fails with EFBIG then
}

void TestFileFaults::comesBackAfterDeletion_data()
{
    QTest::addColumn<bool>("wholeFolder");

    QTest::addRow("the file") << false;
    QTest::addRow("the folder") << true;
}

void TestFileFaults::comesBackAfterDeletion()
{
    QFETCH(bool, wholeFolder);
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    (*sink)->append(record("1", at(1)));
    QVERIFY(!(*sink)->flush(at(1)));
    (*sink)->append(record("2", at(1.1)));
    if (wholeFolder)
        QVERIFY(QDir(folder.path()).removeRecursively());
    else
        QVERIFY(QFile::remove(folder.activePath()));

    QVERIFY(!(*sink)->flush(at(1.2))); // within the second of the last look
    (*sink)->append(record("3", at(1.3)));
    QVERIFY(!(*sink)->flush(at(1.4)));

    QCOMPARE(messages(allRecords(folder)), QStringList({"2", "3"}));
    QCOMPARE((*sink)->metrics().written, 3u);
}

void TestFileFaults::waitsForAPlaceToWrite()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    QVERIFY(QDir(folder.path()).removeRecursively());
    QFile occupied(folder.path());
    QVERIFY(occupied.open(QIODevice::WriteOnly));

    (*sink)->append(record("1", at(1)));
    const auto error = (*sink)->flush(at(1));
    QVERIFY(error.has_value());
    QVERIFY(QString::fromStdString(error->what).startsWith("Cannot create log folder"));
    (*sink)->append(record("2", at(2)));
    QVERIFY(!(*sink)->flush(at(3))); // told already
    QCOMPARE((*sink)->pendingRecords(), 2u);
    QCOMPARE((*sink)->metrics().lastError, error->text());

    QVERIFY(occupied.remove());
    (*sink)->append(record("3", at(4)));
    QVERIFY(!(*sink)->flush(at(5)));

    QCOMPARE(messages(allRecords(folder)), numbers(3));
    QCOMPARE((*sink)->metrics().lastError, "");
}

void TestFileFaults::followsItsPathToAnotherFile()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    (*sink)->append(record("1", at(1)));
    QVERIFY(!(*sink)->flush(at(1)));
    QVERIFY(QFile::rename(folder.activePath(), folder.filePath("moved")));
    folder.write("alpha.main.log", "half a li");

    (*sink)->append(record("2", at(3)));
    QVERIFY(!(*sink)->flush(at(3)));

    QCOMPARE(messages(parseLines(folder.text("moved"))), QStringList("1"));
    QCOMPARE(messages(parseLines(folder.text("alpha.main.log"))), QStringList({"?", "2"}));
}

void TestFileFaults::doesNotFollowALink()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    QVERIFY(QFile::rename(folder.activePath(), folder.filePath("moved")));
    folder.write("elsewhere", "");
    QVERIFY(QFile::link(folder.filePath("elsewhere"), folder.activePath()));

    (*sink)->append(record("1", at(1)));
    const auto error = (*sink)->flush(at(1));
    QVERIFY(error.has_value());
    QVERIFY2(error->why.find("ELOOP") != std::string::npos, error->why.c_str());
    QCOMPARE(messages(parseLines(folder.text("moved"))), QStringList("1")); // still the file it has
    QCOMPARE(folder.text("elsewhere").size(), 0);

    QVERIFY(QFile::remove(folder.activePath()));
    (*sink)->append(record("2", at(3)));
    QVERIFY(!(*sink)->flush(at(3)));
    QCOMPARE(messages(parseLines(folder.text("alpha.main.log"))), QStringList("2"));
}

void TestFileFaults::survivesALostDescriptor()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    folder.write("foreign", "");
    const int descriptor = descriptorOf(folder.activePath());
    QVERIFY(descriptor >= 0);
    const int foreign = ::open(folder.filePath("foreign").toUtf8().constData(), O_WRONLY | O_CLOEXEC);
    QCOMPARE(::dup2(foreign, descriptor), descriptor); // the program closed it and opened something else

    (*sink)->append(record("1", at(1)));
    QVERIFY(!(*sink)->flush(at(1)));

    QCOMPARE(messages(allRecords(folder)), QStringList("1"));
    QCOMPARE(folder.text("foreign").size(), 0);
    // It was not the sink's to close.
    QCOMPARE(QFile::symLinkTarget("/proc/self/fd/" + QString::number(descriptor)),
             folder.filePath("foreign"));
    QCOMPARE(::close(descriptor), 0);
    QCOMPARE(::close(foreign), 0);
}

void TestFileFaults::goesOnWhereAFullDiskStoppedIt_data()
{
    QTest::addColumn<int>("room");
    QTest::addColumn<bool>("text");

    QTest::addRow("no room at all") << 0 << false;
    QTest::addRow("room for half a record") << 100 << false;
    QTest::addRow("room for some and a half") << 1'000 << false;
    QTest::addRow("text layout") << 1'000 << true;
}

void TestFileFaults::goesOnWhereAFullDiskStoppedIt()
{
    QFETCH(int, room);
    QFETCH(bool, text);
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.layout = text ? Layout::Text : Layout::Json;
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    std::optional<Error> first;
    std::optional<Error> second;
    std::uint64_t pending = 0;
    {
        const FullDisk full(static_cast<rlim_t>(room));
        for (int i = 1; i <= 50; ++i)
            (*sink)->append(record(std::to_string(i), at(i)));
        first = (*sink)->flush(at(50));
        for (int i = 51; i <= 100; ++i)
            (*sink)->append(record(std::to_string(i), at(i)));
        second = (*sink)->flush(at(100));
        pending = (*sink)->pendingRecords();
    }
    QVERIFY(first.has_value());
    QVERIFY2(QString::fromStdString(first->why).contains("EFBIG"), first->why.c_str());
    QVERIFY(!second.has_value());
    QCOMPARE(pending + static_cast<std::uint64_t>(folder.text("alpha.main.log").count('\n')), 100u);
    QCOMPARE((*sink)->metrics().written, 100 - pending);

    QVERIFY(!(*sink)->flush(at(101)));

    QCOMPARE((*sink)->metrics().written, 100u);
    QCOMPARE((*sink)->metrics().lastError, "");
    if (text) {
        const QList<QByteArray> lines = folder.text("alpha.main.log").split('\n');
        QCOMPARE(lines.size(), 101);
        for (int i = 0; i < 100; ++i)
            QVERIFY2(lines[i].endsWith("  " + QByteArray::number(i + 1)), lines[i].constData());
    } else {
        QCOMPARE(messages(allRecords(folder)), numbers(100));
        QVERIFY(seqIsComplete(allRecords(folder)));
    }
}

void TestFileFaults::tearsNothingWhenTheHalfWrittenFileGoes()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    {
        const FullDisk full(100);
        (*sink)->append(record("1", at(1)));
        (*sink)->append(record("2", at(1)));
        QVERIFY((*sink)->flush(at(1)).has_value());
    }
    QCOMPARE(folder.text("alpha.main.log").size(), 100);
    QVERIFY(QFile::remove(folder.activePath()));

    QVERIFY(!(*sink)->flush(at(2)));

    QCOMPARE(messages(allRecords(folder)), numbers(2));
}

void TestFileFaults::writesAgainWhatWentToAVanishingFile()
{
    const LogFolder folder;
    auto sink = FileSink::open(folder.options());
    QVERIFY(sink.ok());
    for (int i = 1; i <= 100; ++i)
        (*sink)->append(record(std::to_string(i), at(i)));
    qstrncpy(vanishingFile, folder.activePath().toUtf8().constData(), sizeof vanishingFile);
    {
        const FullDisk full(10'000);
        std::signal(SIGXFSZ, deleteAndMakeRoom);
        QVERIFY(!(*sink)->flush(at(100)));
        std::signal(SIGXFSZ, SIG_IGN);
    }

    QCOMPARE(messages(allRecords(folder)), numbers(100));
    QCOMPARE((*sink)->metrics().written, 100u);
}

void TestFileFaults::countsWhatDidNotFitInMemory()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.maxPendingBytes = 10'000;
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    int kept = 0;
    int refused = 0;
    std::uint64_t pendingBytes = 0;
    {
        const FullDisk full(0);
        for (int i = 1; i <= 1'000; ++i) {
            const std::uint64_t seq = (*sink)->append(record(std::to_string(i), at(i), Level::Debug));
            if (seq != 0)
                ++kept;
            else
                ++refused;
            if (i == 10)
                (*sink)->flush(at(i)); // here it notices
        }
        (*sink)->flush(at(1'000));
        pendingBytes = (*sink)->metrics().pendingBytes;
    }
    QCOMPARE(kept + refused, 1'000);
    QVERIFY(kept > 10 && refused > 10);
    QVERIFY(pendingBytes <= options.maxPendingBytes + 500); // the record at which it noticed
    QCOMPARE((*sink)->metrics().dropped[static_cast<std::size_t>(Level::Debug)],
             static_cast<std::uint64_t>(refused));

    (*sink)->stage(at(1'001), {});
    QVERIFY(!(*sink)->flush(at(1'001)));
    (*sink)->append(record("after", at(1'002)));
    QVERIFY(!(*sink)->flush(at(1'002)));

    QStringList expected = numbers(kept);
    expected << "records dropped: " + QString::number(refused) << "after";
    const auto found = allRecords(folder);
    QCOMPARE(messages(found), expected);
    QVERIFY(seqIsComplete(found));
    const nlohmann::json &fields = found[static_cast<std::size_t>(kept)]["fields"];
    QCOMPARE(fields.value("dropped_debug", 0), refused);
    QCOMPARE(fields.value("first_dropped", ""), toRfc3339(at(kept + 1)));
    QCOMPARE(fields.value("last_dropped", ""), toRfc3339(at(1'000)));
}

void TestFileFaults::rotatesAfterAFullDiskAsIfNothingHadBeen()
{
    const LogFolder folder;
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1'000;
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());
    {
        const FullDisk full(500);
        for (int i = 1; i <= 100; ++i)
            (*sink)->append(record(std::to_string(i), at(i)));
        QVERIFY((*sink)->flush(at(100)).has_value());
    }

    QVERIFY(!(*sink)->flush(at(101)));

    QCOMPARE(messages(allRecords(folder)), numbers(100));
    for (const QString &name : folder.files())
        QVERIFY2(folder.text(name).size() <= 1'000, qPrintable(name));
}

QTEST_GUILESS_MAIN(TestFileFaults)
#include "tst_file_faults.moc"
