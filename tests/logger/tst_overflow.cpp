// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "front/ring_registry.h"
#include "logger/recorder_fixture.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// What calls do when the backend stands still and the ring is full.
class TestOverflow : public QObject {
    Q_OBJECT
private slots:
    void followsThePolicy_data();
    void followsThePolicy();
    void waitsUntilThereIsRoom();
};

namespace {

/// Keeps the backend from emptying rings until it is opened.
class Dam final : public Output {
public:
    void write(const RecordView &) override
    {
        entered = true;
        entered.notify_all();
        open.wait(false);
    }
    void flush() override {}
    void release()
    {
        open = true;
        open.notify_all();
    }

    std::atomic<bool> entered{false};
    std::atomic<bool> open{false};
};

constexpr int kCalls = 5000; // far more than 64 KiB of ring hold

} // namespace

void TestOverflow::followsThePolicy_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<bool>("infoDropped");
    QTest::addColumn<bool>("warningDropped");
    QTest::addRow("shed: info goes, a few warnings still fit") << int(OverflowPolicy::Shed) << true << false;
    QTest::addRow("drop: nothing fits") << int(OverflowPolicy::Drop) << true << true;
    QTest::addRow("block: waits, then drops") << int(OverflowPolicy::Block) << true << true;
}

void TestOverflow::followsThePolicy()
{
    QFETCH(int, policy);
    QFETCH(bool, infoDropped);
    QFETCH(bool, warningDropped);
    RecorderFixture f;
    f.config.queue.ringBytes = 64 * 1024;
    f.config.categories["main"].overflow = static_cast<OverflowPolicy>(policy);
    f.config.categories["main"].blockFor = 0ms;
    auto dam = std::make_shared<Dam>();
    auto recorder = Recorder::start(f.config, {.outputs = {dam}, .hooks = {}, .onError = {}});
    QVERIFY(recorder.ok());

    std::thread([&] { // a thread of its own has a ring of the configured size
        const auto log = logger("a");
        TW_INFO(log, "first");
        dam->entered.wait(false);
        for (int i = 0; i < kCalls; ++i)
            TW_INFO(log, "info {}", i);
        for (int i = 0; i < 10; ++i)
            TW_WARNING(log, "warning {}", i);
        dam->release();
    })
        .join();
    QVERIFY(recorder->flush(kPatience).complete);
    TW_INFO(logger("a"), "last");
    const DrainResult result = recorder->stop(kPatience);
    QVERIFY(result.complete);

    int infos = 0;
    int warnings = 0;
    std::uint64_t reported = 0;
    for (const auto &record : f.records()) {
        if (record["logger"] == "tapewatch")
            reported += record["fields"]["dropped"].get<std::uint64_t>();
        else if (record["level"] == "warning")
            ++warnings;
        else
            ++infos;
    }
    QCOMPARE(infos < kCalls, infoDropped);
    QCOMPARE(warnings < 10, warningDropped);
    QCOMPARE(reported, result.dropped);
    QCOMPARE(quint64(infos + warnings) + reported, quint64(kCalls + 12)); // every call is accounted for
}

void TestOverflow::waitsUntilThereIsRoom()
{
    RecorderFixture f;
    f.config.queue.ringBytes = 64 * 1024;
    f.config.categories["trade"].blockFor = std::chrono::duration_cast<std::chrono::milliseconds>(kPatience);
    auto dam = std::make_shared<Dam>();
    auto recorder = Recorder::start(f.config, {.outputs = {dam}, .hooks = {}, .onError = {}});
    QVERIFY(recorder.ok());
    const auto &rings = front::RingRegistry::instance();
    const std::uint64_t before = rings.blockedCalls();
    std::thread bot([] {
        for (int i = 0; i < kCalls; ++i)
            TW_TRADE(logger("a"), .event = TradeAction::Placed, .symbol = "BTCUSDT", .qty = Decimal(i));
    });
    QTRY_VERIFY_WITH_TIMEOUT(rings.blockedCalls() > before, 60'000);
    dam->release();
    bot.join();
    const DrainResult result = recorder->stop(kPatience);
    QVERIFY(result.complete);
    QCOMPARE(result.dropped, 0u);
    QCOMPARE(f.records("trade").size(), std::size_t(kCalls));
}

QTEST_GUILESS_MAIN(TestOverflow)
#include "tst_overflow.moc"
