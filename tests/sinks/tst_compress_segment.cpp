// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sink_support.h"

#include "sinks/compress_segment.h"
#include "sinks/instance_lock.h"
#include "support/compressed_files.h"

#include <QDateTime>
#include <QFileInfo>

#include <csignal>
#include <cstring>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::test;
using sinks::Compressed;
using sinks::compressSegment;

namespace {

const std::atomic<bool> goOn{false};
const char *const kName = "alpha.main.20260105T010000.000000000Z.log";

/// So many bytes of lines that differ.
QByteArray logText(int bytes, int seed = 0)
{
    QByteArray text;
    for (int i = 0; text.size() < bytes; ++i)
        text += QByteArray::number(seed) + " order " + QByteArray::number(i * 7919) + " sent at " +
                QByteArray::number(i) + "\n";
    text.resize(bytes);
    return text;
}

QStringList namesIn(const LogFolder &folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

Result<Compressed> compress(const LogFolder &folder, const QString &name = kName)
{
    return compressSegment(folder.filePath(name).toStdString(), {3, goOn});
}

QString segmentName(int number)
{
    return QString("alpha.main.20260105T0100%1.000000000Z.log").arg(number, 2, 10, QChar('0'));
}

} // namespace

class TestCompressSegment : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryByte_data();
    void keepsEveryByte();
    void saysItsSizeAndCarriesChecksums();
    void keepsTimeAndRights();
    void doesItAgainWhereBothAreThere();
    void leavesThePlainFileWhereItFails_data();
    void leavesThePlainFileWhereItFails();
    void leavesTheSegmentToWhoHasIt();
    void stopsBetweenFrames();
    void clearsUpAfterAKilledProcess_data();
    void clearsUpAfterAKilledProcess();
    void noticesWhatReadsBackAsSomethingElse();
    void givesTheNewNameBeforeTheOldOneGoes();
    void losesNothingWhenItIsKilled();
};

void TestCompressSegment::keepsEveryByte_data()
{
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("level");

    QTest::addRow("empty") << 0 << 3;
    QTest::addRow("one byte") << 1 << 3;
    QTest::addRow("one frame, exactly") << 1024 * 1024 << 3;
    QTest::addRow("a byte more than a frame") << 1024 * 1024 + 1 << 3;
    QTest::addRow("several frames, fast") << 5'000'000 << 1;
    QTest::addRow("several frames, small") << 2'500'000 << 19;
}

void TestCompressSegment::keepsEveryByte()
{
    QFETCH(int, bytes);
    QFETCH(int, level);
    const LogFolder folder;
    folder.write(kName, logText(bytes));

    const auto done = compressSegment(folder.filePath(kName).toStdString(), {level, goOn});

    QVERIFY2(done.ok(), done ? "" : done.error().text().c_str());
    QCOMPARE(*done, Compressed::Done);
    QCOMPARE(namesIn(folder), QStringList{QString(kName) + ".zst"});
    QCOMPARE(contentOf(folder.filePath(QString(kName) + ".zst")), logText(bytes));
}

void TestCompressSegment::saysItsSizeAndCarriesChecksums()
{
    const LogFolder folder;
    folder.write(kName, logText(2'500'000));
    QCOMPARE(compress(folder).value(), Compressed::Done);
    QByteArray file = folder.text(QString(kName) + ".zst");

    const auto length = seekTableLength(file.right(qsizetype(kSeekFooterBytes)).toStdString());
    QVERIFY(length.has_value());
    const auto table = parseSeekTable(file.right(qsizetype(*length)).toStdString());
    QVERIFY(table.has_value());
    QCOMPARE(table->size(), std::size_t(3));
    qsizetype at = 0;
    for (const SeekEntry &entry : *table) {
        QCOMPARE(ZSTD_getFrameContentSize(file.constData() + at, entry.compressedBytes), entry.bytes);
        at += entry.compressedBytes;
    }
    QCOMPARE(std::uint64_t(at) + *length, std::uint64_t(file.size()));

    const qsizetype lastOfFrame = (*table)[0].compressedBytes - 1; // in the checksum
    file[lastOfFrame] = char(file[lastOfFrame] ^ 1);
    QVERIFY(zstdContent(file).isNull());
}

void TestCompressSegment::keepsTimeAndRights()
{
    const LogFolder folder;
    folder.write(kName, logText(1000));
    const QDateTime changed(QDate(2026, 1, 5), QTime(2, 3, 4, 567), Qt::UTC);
    QFile file(folder.filePath(kName));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(changed, QFileDevice::FileModificationTime));
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup));
    const auto rights = file.permissions();
    file.close();

    QCOMPARE(compress(folder).value(), Compressed::Done);

    const QFileInfo compressed(folder.filePath(QString(kName) + ".zst"));
    QCOMPARE(compressed.lastModified().toUTC(), changed);
    QCOMPARE(compressed.permissions(), rights);
}

/// A process that was killed between giving the name and deleting the plain file leaves both.
void TestCompressSegment::doesItAgainWhereBothAreThere()
{
    const LogFolder folder;
    folder.write(kName, logText(5000));
    folder.write(QString(kName) + ".zst", "not what it should be");

    QCOMPARE(compress(folder).value(), Compressed::Done);

    QCOMPARE(namesIn(folder), QStringList{QString(kName) + ".zst"});
    QCOMPARE(contentOf(folder.filePath(QString(kName) + ".zst")), logText(5000));
}

void TestCompressSegment::leavesThePlainFileWhereItFails_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::addColumn<QString>("why");

    QTest::addRow("no place for the new file") << "part is a folder"
                                               << "EISDIR";
    QTest::addRow("no room on the disk") << "limit"
                                         << "EFBIG";
    QTest::addRow("the name leads to a folder") << "name is a folder"
                                                << "EISDIR";
    QTest::addRow("a link, not a file") << "link"
                                        << "ELOOP";
}

void TestCompressSegment::leavesThePlainFileWhereItFails()
{
    QFETCH(QString, obstacle);
    QFETCH(QString, why);
    const LogFolder folder;
    const QString target = QString(kName) + ".zst";
    QString name = kName;
    folder.write(kName, logText(3'000'000));
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    if (obstacle == "part is a folder")
        QVERIFY(QDir(folder.path()).mkdir("." + target + ".part"));
    else if (obstacle == "name is a folder")
        QVERIFY(QDir(folder.path()).mkdir(target));
    else if (obstacle == "link")
        QVERIFY(QFile::link(folder.filePath(kName), folder.filePath(name = segmentName(59))));
    // The system's answer to a full disk, without one.
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{16 * 1024, before.rlim_max};
    if (obstacle == "limit")
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);

    const auto done = compress(folder, name);

    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!done);
    QCOMPARE(QString::fromStdString(done.error().what), "Cannot compress log file " + folder.filePath(name));
    QVERIFY2(done.error().why.find(why.toStdString()) != std::string::npos, done.error().text().c_str());
    QCOMPARE(folder.text(kName), logText(3'000'000));
    QVERIFY(namesIn(folder).filter(".part").isEmpty());
}

void TestCompressSegment::leavesTheSegmentToWhoHasIt()
{
    const LogFolder folder;
    folder.write(kName, logText(1000));
    folder.write("." + QString(kName) + ".zst.part", "the other's");
    QFile other(folder.filePath(kName));
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(flock(other.handle(), LOCK_EX), 0);

    QCOMPARE(compress(folder).value(), Compressed::Passed);
    sinks::removeHalfCompressed(folder.path().toStdString(), "alpha");

    QCOMPARE(folder.text(kName), logText(1000));
    QCOMPARE(folder.text("." + QString(kName) + ".zst.part"), QByteArray("the other's"));
    QCOMPARE(compress(folder, segmentName(7)).value(), Compressed::Passed); // not there (any more)
}

void TestCompressSegment::stopsBetweenFrames()
{
    const LogFolder folder;
    folder.write(kName, logText(1000));
    const std::atomic<bool> stop{true};

    const auto done = compressSegment(folder.filePath(kName).toStdString(), {3, stop});

    QCOMPARE(done.value(), Compressed::Stopped);
    QCOMPARE(namesIn(folder), QStringList{kName});
}

void TestCompressSegment::clearsUpAfterAKilledProcess_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("stays");

    const QString part = QString(".%1.main.20260105T010000.000000000Z.log.zst.part");
    QTest::addRow("ours") << part.arg("alpha") << false;
    QTest::addRow("of an instance of ours") << part.arg("alpha-4711") << false;
    QTest::addRow("of another bot") << part.arg("beta") << true;
    QTest::addRow("of a bot that looks like an instance") << part.arg("alpha-2") << true;
    QTest::addRow("not a log") << ".notes.zst.part" << true;
    QTest::addRow("not hidden") << part.arg("alpha").mid(1) << true;
}

void TestCompressSegment::clearsUpAfterAKilledProcess()
{
    QFETCH(QString, name);
    QFETCH(bool, stays);
    const LogFolder folder;
    folder.write(name, "half");
    const auto otherBot = sinks::InstanceLock::take(folder.path().toStdString(), "alpha-2");

    sinks::removeHalfCompressed(folder.path().toStdString(), "alpha");

    QCOMPARE(QFile::exists(folder.filePath(name)), stays);
}

void TestCompressSegment::noticesWhatReadsBackAsSomethingElse()
{
    const LogFolder folder;
    folder.write("plain", logText(1000));
    folder.write("compressed", "what was written before stands in the way");
    QFile plain(folder.filePath("plain"));
    QFile compressed(folder.filePath("compressed"));
    QVERIFY(plain.open(QIODevice::ReadOnly) && compressed.open(QIODevice::ReadWrite | QIODevice::Append));

    const auto encoded = sinks::encodeSegment(plain.handle(), 1000, compressed.handle(), {3, goOn});

    QVERIFY(!encoded);
    QVERIFY2(encoded.error().why.find("reads back") != std::string::npos, encoded.error().why.c_str());
}

/// As the system saw it: a kill falls between the two only now and then.
void TestCompressSegment::givesTheNewNameBeforeTheOldOneGoes()
{
    const LogFolder folder;
    folder.write(kName, logText(1000));
    QFile events;
    const int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    QVERIFY(events.open(watch, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle));
    QVERIFY(inotify_add_watch(watch, folder.path().toUtf8().constData(), IN_MOVED_TO | IN_DELETE) >= 0);

    QCOMPARE(compress(folder).value(), Compressed::Done);

    const QByteArray seen = events.read(4096);
    QStringList steps;
    for (qsizetype at = 0; at < seen.size();) {
        inotify_event event{};
        std::memcpy(&event, seen.constData() + at, sizeof event);
        steps += ((event.mask & IN_DELETE) != 0 ? "gone: " : "there: ") +
                 QString(seen.constData() + at + qsizetype(sizeof event));
        at += qsizetype(sizeof event + event.len);
    }
    QCOMPARE(steps, QStringList({"there: " + QString(kName) + ".zst", "gone: " + QString(kName)}));
}

void TestCompressSegment::losesNothingWhenItIsKilled()
{
    constexpr int kSegments = 20;
    const LogFolder folder;
    std::vector<QByteArray> texts;
    for (int i = 0; i < kSegments; ++i) {
        texts.push_back(logText(200'000, i));
        folder.write(segmentName(i), texts.back());
    }
    const auto done = [&] { return int(namesIn(folder).filter(QRegularExpression("^alpha.*zst$")).size()); };

    for (int round = 1; done() < kSegments; ++round) {
        const int enough = std::min(kSegments, done() + round % 4);
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            sinks::removeHalfCompressed(folder.path().toStdString(), "alpha");
            for (int i = 0; i < kSegments; ++i)
                static_cast<void>(compress(folder, segmentName(i)));
            _exit(0);
        }
        while (done() < enough)
            std::this_thread::yield();
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);

        for (int i = 0; i < kSegments; ++i) {
            const QString plain = folder.filePath(segmentName(i));
            const QString compressed = plain + ".zst";
            QVERIFY(QFile::exists(plain) || QFile::exists(compressed));
            QVERIFY(!QFile::exists(plain) || bytesOf(plain) == texts[std::size_t(i)]);
            QVERIFY(!QFile::exists(compressed) || contentOf(compressed) == texts[std::size_t(i)]);
        }
    }
    for (int i = 0; i < kSegments; ++i)
        QVERIFY(compress(folder, segmentName(i)).ok());
    sinks::removeHalfCompressed(folder.path().toStdString(), "alpha");
    QCOMPARE(namesIn(folder).size(), kSegments); // nothing but compressed segments
    QCOMPARE(done(), kSegments);
}

QTEST_GUILESS_MAIN(TestCompressSegment)
#include "tst_compress_segment.moc"
