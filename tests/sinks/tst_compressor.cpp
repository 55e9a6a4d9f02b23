// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sink_support.h"

#include "sinks/compressor.h"
#include "support/compressed_files.h"

#include <mutex>
#include <sys/file.h>

using namespace tapewatch;
using namespace tapewatch::test;
using sinks::Compressor;
using sinks::FileSink;

namespace {

constexpr int kPatience = 60'000; // a test that needs it has failed

using Categories = std::map<std::string, CategoryConfig, std::less<>>;

Categories compressing(const QStringList &names)
{
    Categories categories = Config::defaultCategories();
    for (const QString &name : names)
        categories[name.toStdString()].compression.enabled = true;
    return categories;
}

QString segmentName(int number, const QString &category = "main")
{
    return QString("alpha.%1.20260105T0100%2.000000000Z.log").arg(category).arg(number, 2, 10, QChar('0'));
}

QByteArray lines(int number)
{
    return QByteArray("a line\n").repeated(1000 * number);
}

QStringList compressedIn(const LogFolder &folder)
{
    return QDir(folder.path()).entryList({"alpha.*.zst"}, QDir::Files, QDir::Name);
}

QStringList plainIn(const LogFolder &folder)
{
    return QDir(folder.path()).entryList({"alpha.*.2026*.log"}, QDir::Files, QDir::Name);
}

/// What a compressor reports.
class Reports {
public:
    void add(const Error &error)
    {
        const std::lock_guard lock(m_mutex);
        m_errors.push_back(error);
    }
    [[nodiscard]] std::size_t count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_errors.size();
    }
    [[nodiscard]] Error last() const
    {
        const std::lock_guard lock(m_mutex);
        return m_errors.back();
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Error> m_errors;
};

Compressor::Options optionsFor(const LogFolder &folder, Reports &reports)
{
    return {folder.path().toStdString(), "alpha", [&reports](const Error &error) { reports.add(error); }};
}

} // namespace

class TestCompressor : public QObject {
    Q_OBJECT

private slots:
    void doesWhatWasLeft();
    void doesOnlyTheCategoriesThatAskForIt();
    void doesWhatASinkFinishes();
    void doesWhatWasFinishedBeforeItWasTurnedOn();
    void reportsAFaultOnce();
    void canBeStoppedAtAnyMoment();
};

void TestCompressor::doesWhatWasLeft()
{
    const LogFolder folder;
    for (const int number : {1, 2, 3})
        folder.write(segmentName(number), lines(number));
    folder.write("." + segmentName(9) + ".zst.part", "half");
    Reports reports;
    Compressor compressor(optionsFor(folder, reports));

    compressor.configure(compressing({"main"}));

    QTRY_COMPARE_WITH_TIMEOUT(plainIn(folder).size(), 0, kPatience);
    for (const int number : {1, 2, 3})
        QCOMPARE(contentOf(folder.filePath(segmentName(number) + ".zst")), lines(number));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 3);
    QCOMPARE(reports.count(), std::size_t(0));
}

void TestCompressor::doesOnlyTheCategoriesThatAskForIt()
{
    const LogFolder folder;
    folder.write(segmentName(1, "main"), lines(1));
    folder.write(segmentName(1, "compliance"), lines(1));
    folder.write(segmentName(1, "trade"), lines(1));
    Reports reports;
    Compressor compressor(optionsFor(folder, reports));

    compressor.configure(compressing({"trade"}));
    QTRY_COMPARE_WITH_TIMEOUT(compressedIn(folder), QStringList{segmentName(1, "trade") + ".zst"}, kPatience);
    compressor.configure(compressing({"main"}));

    QTRY_COMPARE_WITH_TIMEOUT(plainIn(folder), QStringList{segmentName(1, "compliance")}, kPatience);
}

void TestCompressor::doesWhatASinkFinishes()
{
    const LogFolder folder;
    Reports reports;
    Compressor compressor(optionsFor(folder, reports));
    compressor.configure(compressing({"main"}));
    FileSink::Options options = folder.options();
    options.rotation.maxBytes = 1;
    options.onSegmentFinished = [&] { compressor.wake(); };
    auto sink = FileSink::open(options);
    QVERIFY(sink.ok());

    for (int i = 1; i <= 20; ++i)
        (*sink)->append(record(std::to_string(i), at(i)));
    QVERIFY(!(*sink)->flush(at(20)));

    QTRY_COMPARE_WITH_TIMEOUT(compressedIn(folder).size(), 19, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(plainIn(folder).size(), 0, kPatience);
    QByteArray text;
    for (const QString &name : compressedIn(folder))
        text += contentOf(folder.filePath(name));
    QCOMPARE(messages(parseLines(text + folder.text("alpha.main.log"))), numbers(20));
}

void TestCompressor::doesWhatWasFinishedBeforeItWasTurnedOn()
{
    const LogFolder folder;
    folder.write(segmentName(1), lines(1));
    Reports reports;
    Compressor compressor(optionsFor(folder, reports));
    compressor.configure(compressing({}));
    compressor.wake();
    QCOMPARE(compressedIn(folder).size(), 0);

    compressor.configure(compressing({"main"}));

    QTRY_COMPARE_WITH_TIMEOUT(plainIn(folder).size(), 0, kPatience);
    QCOMPARE(compressedIn(folder).size(), 1);
}

void TestCompressor::reportsAFaultOnce()
{
    const LogFolder folder;
    folder.write(segmentName(1), lines(1));
    QVERIFY(QDir(folder.path()).mkdir("." + segmentName(1) + ".zst.part"));
    Reports reports;
    Compressor compressor(optionsFor(folder, reports));

    compressor.configure(compressing({"main"}));
    QTRY_COMPARE_WITH_TIMEOUT(reports.count(), std::size_t(1), kPatience);
    QVERIFY(reports.last().what.starts_with("Cannot compress log file "));
    for (const int number : {2, 3}) { // the others are done all the same, and the fault is still the same one
        folder.write(segmentName(number), lines(number));
        compressor.wake();
        QTRY_COMPARE_WITH_TIMEOUT(compressedIn(folder).size(), number - 1, kPatience);
    }
    QCOMPARE(plainIn(folder), QStringList{segmentName(1)});
    QVERIFY(QDir(folder.path()).rmdir("." + segmentName(1) + ".zst.part"));
    compressor.wake();

    QTRY_COMPARE_WITH_TIMEOUT(plainIn(folder).size(), 0, kPatience);
    QCOMPARE(reports.count(), std::size_t(1));
}

void TestCompressor::canBeStoppedAtAnyMoment()
{
    const LogFolder folder;
    constexpr int kSegments = 20;
    for (int number = 0; number < kSegments; ++number)
        folder.write(segmentName(number), lines(number));
    Reports reports;

    for (int round = 0; compressedIn(folder).size() < kSegments; ++round) {
        const qsizetype enough = std::min<qsizetype>(kSegments, compressedIn(folder).size() + round % 3);
        Compressor compressor(optionsFor(folder, reports));
        compressor.configure(compressing({"main"}));
        while (compressedIn(folder).size() < enough)
            std::this_thread::yield();
    }

    Compressor compressor(optionsFor(folder, reports));
    compressor.configure(compressing({"main"}));
    QTRY_COMPARE_WITH_TIMEOUT(plainIn(folder).size(), 0, kPatience);
    for (int number = 0; number < kSegments; ++number)
        QCOMPARE(contentOf(folder.filePath(segmentName(number) + ".zst")), lines(number));
    QCOMPARE(reports.count(), std::size_t(0));
}

QTEST_GUILESS_MAIN(TestCompressor)
#include "tst_compressor.moc"
