// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/pipeline.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sys/stat.h>

using namespace tapewatch;
using namespace tapewatch::engine;
namespace fs = std::filesystem;

namespace {

const char *const kSegment1 = "grid.main.20260105T101530.000000000Z.log";
const char *const kSegment2 = "grid.main.20260106T101530.000000000Z.log";

class Folder {
public:
    fs::path path(const std::string &name) const { return fs::path(m_folder.path().toStdString()) / name; }

    void add(const std::string &name, const std::string &content = "a line\n") const
    {
        fs::create_directories(path(name).parent_path());
        std::ofstream(path(name), std::ios::binary) << content;
    }

    /// "grid.main.log < first second; other.log"
    QString described(const std::vector<SourceSpec> &sources) const
    {
        QStringList all;
        for (const SourceSpec &source : sources) {
            QString one = name(source.path);
            for (const auto &segment : source.history)
                one += (&segment == &source.history.front() ? " < " : " ") + name(segment);
            all += one;
        }
        return all.join("; ");
    }

private:
    QString name(const fs::path &file) const
    {
        return QString::fromStdString(fs::relative(file, m_folder.path().toStdString()).string());
    }

    QTemporaryDir m_folder;
};

} // namespace

class TestDiscover : public QObject {
    Q_OBJECT

private slots:
    void findsLogs_data();
    void findsLogs();
    void refuses_data();
    void refuses();
    void passesOverWhatIsNoLog();
};

void TestDiscover::findsLogs_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::addColumn<QString>("open");
    QTest::addColumn<QString>("expected");

    const QString family = QString("grid.main.log < %1 %2").arg(kSegment1, kSegment2);
    QTest::newRow("a file as itself") << QStringList{"a.log", "a.log.1", "b.log"} << "a.log"
                                      << "a.log";
    QTest::newRow("a file of any name") << QStringList{"protocol"} << "protocol"
                                        << "protocol";
    QTest::newRow("our active file") << QStringList{"grid.main.log", kSegment2, kSegment1, "grid.trade.log"}
                                     << "grid.main.log" << family;
    QTest::newRow("our segment") << QStringList{"grid.main.log", kSegment2, kSegment1} << kSegment1 << family;
    QTest::newRow("our segments without the active file")
        << QStringList{kSegment2, kSegment1} << "" << family;
    QTest::newRow("a folder") << QStringList{"b.log", "a.jsonl", "c.txt", "sub/d.log"} << ""
                              << "a.jsonl; b.log; c.txt; sub/d.log";
    QTest::newRow("a folder with families")
        << QStringList{"grid.main.log", kSegment1, kSegment2, "grid.trade.log"} << ""
        << family + "; grid.trade.log";
    QTest::newRow("numbered rotations") << QStringList{"f.log", "f.log.1", "f.log.2", "f.log.10"} << ""
                                        << "f.log < f.log.10 f.log.2 f.log.1";
    QTest::newRow("rotated, but alone") << QStringList{"f.log.1"} << ""
                                        << "f.log.1";
    QTest::newRow("others' compressed files are left out")
        << QStringList{"f.log", "f.log.1", "f.log.2.gz", "f.log.3.zst"} << ""
        << "f.log < f.log.1";
    const QString withCompressed = QString("grid.main.log < %1.zst %2").arg(kSegment1, kSegment2);
    QTest::newRow("ours compressed, a folder")
        << QStringList{"grid.main.log", kSegment2, QString(kSegment1) + ".zst"} << "" << withCompressed;
    QTest::newRow("ours compressed, the file itself, damaged as it is")
        << QStringList{"grid.main.log", kSegment2, QString(kSegment1) + ".zst"} << QString(kSegment1) + ".zst"
        << withCompressed;
    QTest::newRow("nothing but a compressed one of ours")
        << QStringList{QString(kSegment1) + ".zst"} << "" << QString("grid.main.log < %1.zst").arg(kSegment1);
    QTest::newRow("hidden and locks") << QStringList{".hidden.log", ".git/a.log", "grid.lock", "a.log"} << ""
                                      << "a.log";
    QTest::newRow("depth") << QStringList{"1/2/3/a.log", "1/2/3/4/b.log"} << ""
                           << "1/2/3/a.log";
}

void TestDiscover::findsLogs()
{
    QFETCH(QStringList, files);
    QFETCH(QString, open);
    QFETCH(QString, expected);
    Folder folder;
    for (const QString &file : files)
        folder.add(file.toStdString());

    const auto sources = discoverSources(folder.path(open.toStdString()));

    QVERIFY2(sources.ok(), sources ? "" : sources.error().text().c_str());
    QCOMPARE(folder.described(*sources), expected);
}

void TestDiscover::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");

    using Code = Error::Code;
    const auto add = [](const char *row, const char *name, const QByteArray &content, Code code) {
        QTest::newRow(row) << name << content << static_cast<int>(code);
    };
    add("missing", "none.log", {}, Code::NotFound);
    add("binary", "a.log",
        QByteArray("\x7f"
                   "ELF\0\0\1\2\3\0",
                   10),
        Code::Unsupported);
    add("compressed", "a.log.gz", QByteArray("\x1f\x8b\x08\0\0\0", 6), Code::Unsupported);
    add("no zstd data", "a.log.zst", "a line\n", Code::Corrupt);
    add("folder without logs", "", {}, Code::NotFound);
}

void TestDiscover::refuses()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    Folder folder;
    if (!content.isEmpty())
        folder.add(name.toStdString(), content.toStdString());

    const auto sources = discoverSources(folder.path(name.toStdString()));

    QVERIFY(!sources);
    QCOMPARE(static_cast<int>(sources.error().code), code);
    QVERIFY(!sources.error().what.empty() && !sources.error().why.empty());
}

void TestDiscover::passesOverWhatIsNoLog()
{
    Folder folder;
    folder.add("a.log");
    folder.add("binary.log", std::string("\0\1\2\0", 4));
    folder.add("utf16.log", std::string("\xFF\xFEh\0i\0\n\0", 8));
    folder.add("config.json", "{\n  \"a\": 1\n}\n");
    folder.add("lines.json", "{\"a\":1}\n{\"a\":2}\n");
    folder.add("notes.md");
    QCOMPARE(::mkfifo(folder.path("pipe.log").c_str(), 0600), 0);

    const auto sources = discoverSources(folder.path(""));

    QVERIFY(sources.ok());
    QCOMPARE(folder.described(*sources), QString("a.log; lines.json; utf16.log"));
    QCOMPARE(discoverSources(folder.path("pipe.log")).error().code, Error::Code::Unsupported);
}

QTEST_GUILESS_MAIN(TestDiscover)
#include "tst_discover.moc"
