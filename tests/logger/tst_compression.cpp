// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::test;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kRecords = 2000;

/// Small files, and nothing shed.
void setUp(CategoryConfig &category)
{
    category.rotation.maxBytes = 10'000;
    category.overflow = OverflowPolicy::Block;
    category.blockFor = kPatience;
}

void logNumbers(int first, int count)
{
    static auto log = logger("strategy");
    for (int i = first; i < first + count; ++i)
        TW_INFO(log, "{}", i);
}

std::vector<std::string> numbersUpTo(int last)
{
    std::vector<std::string> numbers;
    for (int i = 1; i <= last; ++i)
        numbers.push_back(std::to_string(i));
    return numbers;
}

std::vector<std::string> messagesOf(const RecorderFixture &fixture)
{
    std::vector<std::string> messages;
    for (const auto &record : fixture.records())
        if (record.value("logger", "") == "strategy")
            messages.push_back(record.value("message", "?"));
    return messages;
}

qsizetype count(const RecorderFixture &fixture, const QString &pattern)
{
    return QDir(fixture.folder.path()).entryList({pattern}, QDir::Files | QDir::Hidden).size();
}

bool allCompressed(const RecorderFixture &fixture)
{
    return count(fixture, "alpha.main.2*.log") == 0;
}

} // namespace

class TestCompression : public QObject {
    Q_OBJECT

private slots:
    void compressesWhileTheBotLogs();
    void isTurnedOnByAPatch();
    void goesOnAfterARestart();
};

void TestCompression::compressesWhileTheBotLogs()
{
    RecorderFixture f;
    setUp(f.config.categories["main"]);
    f.config.categories["main"].compression.enabled = true;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());

    logNumbers(1, kRecords);
    QVERIFY(recorder->flush(kPatience).complete);

    QTRY_VERIFY_WITH_TIMEOUT(allCompressed(f), kPatienceMs);
    QVERIFY(recorder->stop(kPatience).complete);
    QVERIFY(count(f, "alpha.main.*.zst") > 10);
    QVERIFY(messagesOf(f) == numbersUpTo(kRecords));
}

void TestCompression::isTurnedOnByAPatch()
{
    RecorderFixture f;
    setUp(f.config.categories["main"]);
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    logNumbers(1, kRecords);
    QVERIFY(recorder->flush(kPatience).complete);
    QCOMPARE(count(f, "alpha.main.*.zst"), 0);

    QVERIFY(recorder->patch({{"categories", {{"main", {{"compression", {{"enabled", true}}}}}}}}, "less disk")
                .ok());

    QTRY_VERIFY_WITH_TIMEOUT(allCompressed(f), kPatienceMs);
    QVERIFY(recorder->stop(kPatience).complete);
    QVERIFY(messagesOf(f) == numbersUpTo(kRecords));
}

/// A stop abandons what is under way; whatever it left is done after the next start.
void TestCompression::goesOnAfterARestart()
{
    RecorderFixture f;
    setUp(f.config.categories["main"]);
    f.config.categories["main"].compression.enabled = true;
    for (int round = 0; round < 3; ++round) {
        auto recorder = Recorder::start(f.config);
        QVERIFY(recorder.ok());
        logNumbers(1 + round * kRecords, kRecords);
        QVERIFY(recorder->stop(kPatience).complete);
    }

    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QTRY_VERIFY_WITH_TIMEOUT(allCompressed(f), kPatienceMs);
    QVERIFY(recorder->stop(kPatience).complete);

    QVERIFY(messagesOf(f) == numbersUpTo(3 * kRecords));
    QCOMPARE(count(f, ".*.part"), 0);
}

QTEST_GUILESS_MAIN(TestCompression)
#include "tst_compression.moc"
