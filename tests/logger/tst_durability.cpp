// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"
#include "support/faulty_disk.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::test;

/// What is on the disk itself, when, and what is said where it is not.
class TestDurability : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { FaultyDisk::instance().release(); }

    void syncsAsConfigured_data();
    void syncsAsConfigured();
    void changesWhileItRuns();
    void syncsWhatRotationLeaves();
    void stopsWithEverythingOnTheDisk();
    void persistWaitsForTheDisk_data();
    void persistWaitsForTheDisk();
    void persistCoversFilesThatNobodySynced();
    void saysHowManyWaitForAStalledDisk();
    void saysWhyTheFileSystemRefuses();
    void doesNotForgetAFailedSync();
    void sharesOneSyncAmongManyCalls();
    void tellsEachThreadWhatWasRefused();
    void saysWhyThereIsNothingToWaitFor();
};

namespace {

constexpr auto kSecond = SyncConfig::When::Interval;

FaultyDisk &disk()
{
    return FaultyDisk::instance();
}

void check(int number)
{
    TW_COMPLIANCE(logger("risk"), .rule = "max_position", .verdict = Verdict::Pass,
                  .observed = Decimal(number));
}

QString text(const Result<void> &result)
{
    return result ? "ok" : QString::fromStdString(result.error().text());
}

/// Faults that the recorder reported.
struct Reports {
    std::mutex mutex;
    QStringList texts; // guarded by mutex

    [[nodiscard]] std::function<void(const Error &)> callback()
    {
        return [this](const Error &error) {
            const std::lock_guard lock(mutex);
            texts.append(QString::fromStdString(error.text()));
        };
    }
    [[nodiscard]] qsizetype containing(const QString &part)
    {
        const std::lock_guard lock(mutex);
        return texts.filter(part).size();
    }
};

} // namespace

void TestDurability::syncsAsConfigured_data()
{
    QTest::addColumn<QString>("sync");
    QTest::addColumn<bool>("synced");
    QTest::addRow("never") << "never" << false;
    QTest::addRow("interval") << "10ms" << true;
    QTest::addRow("always") << "always" << true;
}

void TestDurability::syncsAsConfigured()
{
    QFETCH(QString, sync);
    QFETCH(bool, synced);
    RecorderFixture f;
    disk().watch(f.folder.path().toStdString());
    auto document = configToJson(f.config);
    document["categories"]["compliance"]["sync"] = sync.toStdString();
    auto recorder = Recorder::start(configFromJson(document).value());
    QVERIFY(recorder.ok());
    TW_INFO(logger("a"), "not synced in any case");
    for (int i = 0; i < 3; ++i) {
        const int before = disk().count(FaultyDisk::SyncData);
        check(i);
        QVERIFY(recorder->flush(kPatience).complete);
        if (synced)
            QTRY_VERIFY_WITH_TIMEOUT(disk().count(FaultyDisk::SyncData) > before, 60'000);
    }
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(disk().count(FaultyDisk::SyncData) > 0, synced);
    QCOMPARE(disk().count(FaultyDisk::SyncFolder) > 0, synced); // the file is new in it
    QVERIFY(disk().count(FaultyDisk::SyncData) <= 5); // one a batch: none for what was synced before
}

void TestDurability::changesWhileItRuns()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    check(1);
    QVERIFY(recorder->flush(kPatience).complete);
    disk().watch("compliance");

    QVERIFY(recorder->patch({{"categories", {{"compliance", {{"sync", "always"}}}}}}, "test").ok());

    QTRY_VERIFY_WITH_TIMEOUT(disk().count(FaultyDisk::SyncData) > 0, 60'000);
    QVERIFY(recorder->stop(kPatience).complete);
}

void TestDurability::syncsWhatRotationLeaves()
{
    RecorderFixture f;
    f.config.categories["compliance"].sync = {kSecond, 24h}; // only at the end of each file, then
    f.config.categories["compliance"].rotation.maxBytes = 1000;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    check(0);
    QVERIFY(recorder->persist("compliance", kPatience).ok());
    disk().watch("compliance");
    for (int i = 1; i < 10; ++i)
        check(i);
    QVERIFY(recorder->flush(kPatience).complete);
    const auto files = int(familyFiles(f.folder.path(), "alpha", "compliance").size());
    QVERIFY(files > 2);
    QTRY_COMPARE_WITH_TIMEOUT(disk().count(FaultyDisk::SyncData), files - 1, 60'000);
    QVERIFY(recorder->stop(kPatience).complete);
}

void TestDurability::stopsWithEverythingOnTheDisk()
{
    RecorderFixture f;
    f.config.categories["compliance"].sync = {kSecond, 24h};
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(recorder->persist("compliance", kPatience).ok());
    disk().stall(FaultyDisk::SyncData, "compliance");
    check(1);
    std::atomic<bool> stopped{false};
    std::thread stopping([&] {
        QVERIFY(recorder->stop(kPatience).complete);
        stopped = true;
    });
    disk().waitForStall(FaultyDisk::SyncData);
    QVERIFY(!stopped);
    disk().release();
    stopping.join();
    QCOMPARE(f.records("compliance").size(), std::size_t(1));
}

void TestDurability::persistWaitsForTheDisk_data()
{
    syncsAsConfigured_data();
}

void TestDurability::persistWaitsForTheDisk()
{
    QFETCH(QString, sync);
    RecorderFixture f;
    auto document = configToJson(f.config);
    document["categories"]["compliance"]["sync"] = sync.toStdString();
    auto recorder = Recorder::start(configFromJson(document).value());
    QVERIFY(recorder.ok());
    QCOMPARE(text(persist("compliance", kPatience)), "ok"); // nothing to wait for
    for (int i = 1; i <= 20; ++i) {
        check(i);
        disk().stall(FaultyDisk::SyncData, "compliance");
        std::atomic<bool> returned{false};
        Result<void> result;
        std::thread caller([&] {
            result =
                i % 2 == 0 ? persist("compliance", kPatience) : recorder->persist("compliance", kPatience);
            returned = true;
        });
        disk().waitForStall(FaultyDisk::SyncData);
        QVERIFY(!returned);
        disk().release();
        caller.join();
        QCOMPARE(text(result), "ok");
        QCOMPARE(f.records("compliance").size(), std::size_t(i));
    }
}

void TestDurability::persistCoversFilesThatNobodySynced()
{
    RecorderFixture f;
    f.config.categories["compliance"].rotation.maxBytes = 1000;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    for (int i = 0; i < 10; ++i)
        check(i);
    QVERIFY(recorder->flush(kPatience).complete);
    disk().watch("compliance");

    QCOMPARE(text(recorder->persist("compliance", kPatience)), "ok");
    QCOMPARE(disk().count(FaultyDisk::SyncFileSystem), 1);

    check(11);
    QCOMPARE(text(recorder->persist("compliance", kPatience)), "ok");
}

void TestDurability::saysHowManyWaitForAStalledDisk()
{
    RecorderFixture f;
    f.config.categories["compliance"].sync.when = SyncConfig::When::Always;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(recorder->persist("compliance", kPatience).ok());
    disk().stall(FaultyDisk::SyncData, "compliance");
    check(1);
    check(2);
    check(3);
    disk().waitForStall(FaultyDisk::SyncData);
    QVERIFY(recorder->flush(kPatience).complete);

    const auto late = recorder->persist("compliance", 1ms);

    QVERIFY(!late.ok());
    QCOMPARE(late.error().code, Error::Code::Timeout);
    QCOMPARE(text(late),
             "3 records of \"compliance\" are not on the disk yet: the disk did not take them within "
             "1 ms. They are on their way: ask again, or give it more time");
    // The others do not wait for it.
    TW_TRADE(logger("a"), .event = TradeAction::Placed, .symbol = "BTCUSDT", .qty = Decimal(1));
    TW_INFO(logger("a"), "goes on");
    QVERIFY(recorder->flush(kPatience).complete);
    QCOMPARE(f.records("trade").size(), std::size_t(1));
    QCOMPARE(f.records("main").size(), std::size_t(1));

    disk().release();
    QCOMPARE(text(recorder->persist("compliance", kPatience)), "ok");
}

void TestDurability::saysWhyTheFileSystemRefuses()
{
    RecorderFixture f;
    Reports reports;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = reports.callback()});
    QVERIFY(recorder.ok());
    disk().fail(FaultyDisk::Write, "compliance", ENOSPC);
    check(1);
    check(2);
    QTRY_COMPARE_WITH_TIMEOUT(reports.containing("ENOSPC"), 1, 60'000);
    TW_INFO(logger("a"), "of another category");
    QCOMPARE(text(recorder->persist("main", kPatience)), "ok");

    const auto refused = recorder->persist("compliance", 1s);

    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, Error::Code::Io);
    QVERIFY2(text(refused).startsWith(
                 "2 records of \"compliance\" are not on the disk yet: Cannot write log file"),
             qPrintable(text(refused)));
    QVERIFY2(text(refused).contains("No space left on device (ENOSPC)"), qPrintable(text(refused)));

    disk().release();
    QCOMPARE(text(recorder->persist("compliance", kPatience)), "ok");
    QCOMPARE(f.records("compliance").size(), std::size_t(2));
}

/// The system may have dropped what it could not write: that the next sync succeeds means nothing.
void TestDurability::doesNotForgetAFailedSync()
{
    RecorderFixture f;
    f.config.categories["compliance"].sync.when = SyncConfig::When::Always;
    Reports reports;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = reports.callback()});
    QVERIFY(recorder.ok());
    check(1);
    QCOMPARE(text(recorder->persist("compliance", kPatience)), "ok");
    disk().fail(FaultyDisk::SyncData, "compliance", EIO);
    check(2);
    const auto failed = recorder->persist("compliance", kPatience);
    QVERIFY(!failed.ok());
    QCOMPARE(failed.error().code, Error::Code::Io);
    QVERIFY2(text(failed).contains("Input/output error (EIO); records from seq 2 on may be lost"),
             qPrintable(text(failed)));
    disk().release();

    QCOMPARE(text(recorder->persist("compliance", kPatience)), text(failed)); // the same file still

    int number = 3;
    QTRY_VERIFY_WITH_TIMEOUT((check(number++), recorder->persist("compliance", kPatience).ok()), 60'000);
    QVERIFY(familyFiles(f.folder.path(), "alpha", "compliance").size() == 2);
    QCOMPARE(reports.containing("EIO"), 1);
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(f.records("compliance").size(), std::size_t(number - 1));
}

void TestDurability::sharesOneSyncAmongManyCalls()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(recorder->persist("compliance", kPatience).ok());
    check(0);
    disk().stall(FaultyDisk::SyncData, "compliance");
    disk().watch("compliance");
    constexpr int kThreads = 16;
    std::atomic<int> persisted{0};
    std::vector<std::thread> bots;
    bots.emplace_back([&] { persisted += persist("compliance", kPatience).ok() ? 1 : 0; });
    disk().waitForStall(FaultyDisk::SyncData);
    std::atomic<int> logged{0};
    for (int i = 1; i < kThreads; ++i)
        bots.emplace_back([&, i] {
            check(i);
            ++logged;
            persisted += persist("compliance", kPatience).ok() ? 1 : 0;
        });
    QTRY_COMPARE_WITH_TIMEOUT(logged.load(), kThreads - 1, 60'000);
    QVERIFY(recorder->flush(kPatience).complete);
    disk().release();
    for (std::thread &bot : bots)
        bot.join();
    QCOMPARE(persisted.load(), kThreads);
    QVERIFY2(disk().count(FaultyDisk::SyncData) < kThreads / 2,
             qPrintable(QString::number(disk().count(FaultyDisk::SyncData))));
}

void TestDurability::tellsEachThreadWhatWasRefused()
{
    RecorderFixture f;
    f.config.categories["compliance"].overflow = OverflowPolicy::Drop;
    f.config.categories["compliance"].pendingBytes = 64 * 1024;
    auto recorder = Recorder::start(f.config, {.outputs = {}, .hooks = {}, .onError = [](const Error &) {}});
    QVERIFY(recorder.ok());
    disk().fail(FaultyDisk::Write, "compliance", ENOSPC);
    const auto dropped = [&] { return recorder->metrics().dropped; };
    check(0);
    QTRY_VERIFY_WITH_TIMEOUT(!recorder->metrics().categories.back().lastError.empty(), 60'000);
    for (int i = 0; i < 1000; ++i) // far more than fit
        check(i);
    QTRY_VERIFY_WITH_TIMEOUT(dropped() > 0, 60'000);
    disk().release();
    QVERIFY(recorder->flush(kPatience).complete);
    const QString expected = QString::number(dropped()) +
                             " records of \"compliance\" are not on the disk: they "
                             "were refused since this thread last asked";

    for (int asked = 0; asked < 2; ++asked)
        std::thread([&] {
            const auto first = persist("compliance", kPatience);
            QVERIFY2(text(first).startsWith(expected), qPrintable(text(first)));
            QCOMPARE(text(persist("compliance", kPatience)), "ok");
        }).join();
}

void TestDurability::saysWhyThereIsNothingToWaitFor()
{
    QVERIFY(text(persist("compliance", kPatience)).contains("no recorder runs in this process"));
    RecorderFixture f;
    f.config.categories["compliance"].enabled = false;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(text(persist("compliance", kPatience)).contains("the category is disabled"));
    const auto unknown = persist("trades", kPatience);
    QCOMPARE(text(unknown), "Cannot bring the records of \"trades\" to the disk: there is no such category: "
                            "they are main, trade, "
                            "error, compliance. Did you mean \"trade\"?");
    QVERIFY(recorder->stop(kPatience).complete);
    QVERIFY(text(recorder->persist("trade", kPatience)).contains("no recorder runs in this process"));
    QCOMPARE(persist("trade", kPatience).error().code, Error::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
