// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "front/ring_registry.h"
#include "logger/recorder_fixture.h"
#include "support/faulty_disk.h"

#include <QTest>

#include <thread>

using namespace tapewatch;
using namespace tapewatch::test;

/// What calls do while a write() does not return (docs/overflow.md).
class TestStalledDisk : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { FaultyDisk::instance().release(); }

    void followsThePolicy_data();
    void followsThePolicy();
    void keepsRoomForATradeWhileMainFloods();
};

namespace {

constexpr int kCalls = 5000; // far more than 64 KiB of ring hold
constexpr int kWarnings = 500;
constexpr auto kBlockFor = 2ms;

struct Counts {
    std::uint64_t infos = 0;
    std::uint64_t warnings = 0;
    std::uint64_t droppedInfos = 0; ///< as the stream says
    std::uint64_t droppedWarnings = 0;
};

Counts count(const std::vector<nlohmann::json> &records)
{
    Counts counts;
    for (const auto &record : records) {
        if (record["logger"] == "tapewatch") {
            counts.droppedInfos += record["fields"].value("dropped_info", std::uint64_t{0});
            counts.droppedWarnings += record["fields"].value("dropped_warning", std::uint64_t{0});
        } else {
            ++(record["level"] == "warning" ? counts.warnings : counts.infos);
        }
    }
    return counts;
}

/// A recorder whose backend stands in a write to the main file, with small rings.
struct Stalled {
    RecorderFixture f;
    std::optional<Result<Recorder>> recorder;

    explicit Stalled(OverflowPolicy policy, std::chrono::milliseconds blockFor)
    {
        f.config.queue.ringBytes = 64 * 1024;
        f.config.categories["main"].overflow = policy;
        f.config.categories["main"].blockFor = blockFor;
        recorder.emplace(Recorder::start(f.config));
        FaultyDisk::instance().stall(FaultyDisk::Write, "alpha.main.log");
        TW_INFO(logger("a"), "first");
        FaultyDisk::instance().waitForStall(FaultyDisk::Write);
    }
};

} // namespace

void TestStalledDisk::followsThePolicy_data()
{
    QTest::addColumn<int>("policy");
    QTest::addColumn<bool>("infosWait");
    QTest::addColumn<bool>("warningsWait");
    QTest::addColumn<bool>("warningsHaveRoom"); // that infos could not take
    QTest::addRow("shed") << int(OverflowPolicy::Shed) << false << true << true;
    QTest::addRow("block") << int(OverflowPolicy::Block) << true << true << false;
    QTest::addRow("drop") << int(OverflowPolicy::Drop) << false << false << false;
}

/// Every call returns although the disk never does; one that is refused has waited exactly where its policy
/// says so, and not less than `block_for`.
void TestStalledDisk::followsThePolicy()
{
    QFETCH(int, policy);
    QFETCH(bool, infosWait);
    QFETCH(bool, warningsWait);
    QFETCH(bool, warningsHaveRoom);
    Stalled stalled(static_cast<OverflowPolicy>(policy), kBlockFor);
    QVERIFY(stalled.recorder->ok());
    const auto &rings = front::RingRegistry::instance();
    const std::uint64_t before = rings.blockedCalls();
    std::uint64_t infosBlocked = 0;
    std::uint64_t warningsBlocked = 0;
    std::chrono::steady_clock::duration waited{};
    std::thread([&] { // a thread of its own has a ring of the configured size
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < kCalls; ++i)
            TW_INFO(logger("a"), "info {}", i);
        infosBlocked = rings.blockedCalls() - before;
        for (int i = 0; i < kWarnings; ++i)
            TW_WARNING(logger("a"), "warning {}", i);
        warningsBlocked = rings.blockedCalls() - before - infosBlocked;
        waited = std::chrono::steady_clock::now() - begin;
    })
        .join();

    FaultyDisk::instance().release();
    const DrainResult result = (*stalled.recorder)->stop(kPatience);
    QVERIFY(result.complete);
    const Counts counts = count(stalled.f.records());
    QCOMPARE(counts.infos + counts.droppedInfos, std::uint64_t(kCalls + 1));
    QCOMPARE(counts.warnings + counts.droppedWarnings, std::uint64_t(kWarnings));
    QCOMPARE(counts.droppedInfos + counts.droppedWarnings, result.dropped);
    QVERIFY(counts.droppedInfos > 0 && counts.droppedWarnings > 0);
    QCOMPARE(counts.warnings > 0, warningsHaveRoom);
    QCOMPARE(infosBlocked, infosWait ? counts.droppedInfos : 0);
    QCOMPARE(warningsBlocked, warningsWait ? counts.droppedWarnings : 0);
    QVERIFY(waited >= kBlockFor * static_cast<std::int64_t>(infosBlocked + warningsBlocked));
}

void TestStalledDisk::keepsRoomForATradeWhileMainFloods()
{
    Stalled stalled(OverflowPolicy::Shed, 0ms);
    QVERIFY(stalled.recorder->ok());
    constexpr int kTrades = 50;
    const std::uint64_t before = front::RingRegistry::instance().blockedCalls();
    std::thread([] {
        for (int i = 0; i < kCalls; ++i) {
            TW_INFO(logger("a"), "info {}", i);
            if (i % (kCalls / kTrades) == 0)
                TW_TRADE(logger("a"), .event = TradeAction::Placed, .symbol = "BTCUSDT", .qty = Decimal(i));
        }
    }).join();
    QCOMPARE(front::RingRegistry::instance().blockedCalls(), before);
    FaultyDisk::instance().release();
    QVERIFY((*stalled.recorder)->stop(kPatience).complete);
    QCOMPARE(stalled.f.records("trade").size(), std::size_t(kTrades));
    const Counts counts = count(stalled.f.records());
    QVERIFY(counts.droppedInfos > 0);
    QCOMPARE(counts.infos + counts.droppedInfos, std::uint64_t(kCalls + 1));
}

QTEST_GUILESS_MAIN(TestStalledDisk)
#include "tst_stalled_disk.moc"
