// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/repeat_folder.h"
#include "logger/recorder_fixture.h"

#include <tapewatch/detail/event_members.h>

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// A message that floods is counted.
class TestRepeats : public QObject {
    Q_OBJECT
private slots:
    void countsWhatFloods();
    void writesEverythingWhileOff();
    void leavesAlone_data();
    void leavesAlone();
    void tellsMessagesApart_data();
    void tellsMessagesApart();
    void ignoresWhatPadsARecord();
    void foldsErrorsToo();
    void endsWithAnotherMessage();
    void endsWithItsWindow();
    void givesUpTheOldestSite();
    void changesAtRunTime();
};

namespace {

struct Folding : RecorderFixture {
    explicit Folding(std::uint32_t after = 3) { config.repeats.after = after; }

    /// Logs `work` and gives back the category's records.
    template <typename Work>
    std::vector<nlohmann::json> recordsOf(Work &&work, const std::string &category = "main")
    {
        auto recorder = Recorder::start(config);
        if (!recorder.ok())
            return {};
        work();
        if (!recorder->stop(kPatience).complete)
            return {};
        folded = recorder->metrics().folded;
        return records(category);
    }
    std::uint64_t folded = 0;
};

using Bytes = std::vector<std::byte>;

Bytes recordOf(std::uint32_t site, std::uint32_t logger, std::int64_t value)
{
    const std::size_t size = detail::aligned(sizeof(detail::RecordHeader) + 9);
    const detail::RecordHeader header{static_cast<std::uint32_t>(size),
                                      site,
                                      0,
                                      logger,
                                      0,
                                      static_cast<std::uint8_t>(Level::Warning),
                                      detail::kMainIndex};
    Bytes bytes(size);
    std::memcpy(bytes.data(), &header, sizeof header);
    detail::putWire(value, bytes.data() + sizeof header);
    return bytes;
}

const front::Site kSite{"{}", "f.cpp", "f", 1, {""}, {}, 0};
constexpr Timestamp kStart{1'767'608'130'000'000'000};

/// A folder and what it settled: count, first, last.
struct Folder {
    std::vector<std::tuple<std::uint64_t, Timestamp, Timestamp>> settled;
    backend::RepeatFolder folder{[this](const backend::RepeatFolder::Repeated &repeated, Timestamp) {
        settled.emplace_back(repeated.count, repeated.first, repeated.last);
    }};
    explicit Folder(const RepeatsConfig &config) { folder.configure(config, kStart); }

    bool fold(const Bytes &record, std::chrono::nanoseconds after)
    {
        return folder.fold(record, kSite, 1, kStart + after);
    }
};

} // namespace

void TestRepeats::countsWhatFloods()
{
    Folding f;

    const auto records = f.recordsOf([] {
        for (int i = 0; i < 1000; ++i)
            TW_WARNING(logger("feed"), "stale book for {}", "BTCUSDT", "depth"_f = 5);
    });

    QCOMPARE(records.size(), std::size_t(4));
    QCOMPARE(f.folded, 997u);
    const nlohmann::json &count = records[3];
    QVERIFY(same(count["message"], "stale book for BTCUSDT"));
    QVERIFY(same(count["level"], "warning"));
    QVERIFY(same(count["logger"], "feed"));
    QVERIFY(same(count["seq"], 4));
    QVERIFY(same(count["fields"]["depth"], 5));
    QVERIFY(same(count["fields"]["repeated"], 997));
    QVERIFY(count["fields"]["first_repeat"] >= records[2]["timestamp"]);
    QVERIFY(count["fields"]["last_repeat"] >= count["fields"]["first_repeat"]);
    QVERIFY(count["timestamp"] >= count["fields"]["last_repeat"]);
    QVERIFY(!records[2]["fields"].contains("repeated"));
}

void TestRepeats::writesEverythingWhileOff()
{
    Folding f(0);
    const auto records = f.recordsOf([] {
        for (int i = 0; i < 1000; ++i)
            TW_WARNING(logger("feed"), "stale book");
    });
    QCOMPARE(records.size(), std::size_t(1000));
    QCOMPARE(f.folded, 0u);
    QCOMPARE(Config{}.repeats.after, 0u);
}

void TestRepeats::leavesAlone_data()
{
    using Work = std::function<void()>;
    QTest::addColumn<Work>("work");
    QTest::addColumn<QString>("category");

    QTest::addRow("a trade") << Work([] { TW_TRADE(logger("a"), .event = TradeAction::Placed); }) << "trade";
    QTest::addRow("a message in trade")
        << Work([] { TW_INFO(logger("a").in("trade"), "position checked"); }) << "trade";
    QTest::addRow("a check") << Work([] { TW_COMPLIANCE(logger("a"), .rule = "limit"); }) << "compliance";
    QTest::addRow("a risk") << Work([] { TW_RISK(logger("a"), .rule = "limit"); }) << "compliance";
    QTest::addRow("a message in compliance")
        << Work([] { TW_INFO(logger("a").in("compliance"), "checked"); }) << "compliance";
    QTest::addRow("a call of an API") << Work([] { TW_API_CALL(logger("a"), .exchange = "x"); }) << "main";
    QTest::addRow("a rate limit") << Work([] { TW_RATE_LIMIT(logger("a"), .exchange = "x"); }) << "main";
    QTest::addRow("a large record") << Work([] { TW_INFO(logger("a"), "{}", std::string(2000, 'x')); })
                                    << "main";
}

void TestRepeats::leavesAlone()
{
    QFETCH(std::function<void()>, work);
    QFETCH(QString, category);
    Folding f;

    const auto records = f.recordsOf(
        [&] {
            for (int i = 0; i < 20; ++i)
                work();
        },
        category.toStdString());

    QCOMPARE(records.size(), std::size_t(20));
}

void TestRepeats::tellsMessagesApart_data()
{
    using Work = std::function<void(int)>;
    QTest::addColumn<Work>("work");

    QTest::addRow("by an argument") << Work([](int i) { TW_INFO(logger("a"), "candle {}", i % 2); });
    QTest::addRow("by a field") << Work([](int i) { TW_INFO(logger("a"), "candle", "n"_f = i % 2 == 0); });
    QTest::addRow("by the last letter")
        << Work([](int i) { TW_INFO(logger("a"), "{}", i % 2 == 0 ? "wide" : "wine"); });
    QTest::addRow("by the context") << Work([](int i) {
        const ScopedContext context("order"_f = i % 2);
        TW_INFO(logger("a"), "placed");
    });
    QTest::addRow("by the level") << Work(
        [](int i) { TW_LOG(logger("a"), i % 2 == 0 ? Level::Info : Level::Warning, "slow"); });
}

void TestRepeats::tellsMessagesApart()
{
    QFETCH(std::function<void(int)>, work);
    Folding f(1);
    const auto records = f.recordsOf([&] {
        for (int i = 0; i < 20; ++i)
            work(i);
    });
    QCOMPARE(records.size(), std::size_t(20));
    QCOMPARE(f.folded, 0u);
}

void TestRepeats::ignoresWhatPadsARecord()
{
    Folder f({1, 0s});
    const Bytes record = recordOf(1, 1, 7);
    Bytes padded = record;
    padded.back() = std::byte{0xab};
    Bytes other = recordOf(1, 1, 7 | (std::int64_t{1} << 56)); // differs in the last byte that counts

    QVERIFY(!f.fold(record, 0s));
    QVERIFY(f.fold(padded, 1s));
    QVERIFY(!f.fold(other, 2s));
}

void TestRepeats::foldsErrorsToo()
{
    Folding f(1);
    const auto records = f.recordsOf(
        [] {
            for (int i = 0; i < 10; ++i)
                TW_FAILURE(logger("a"), "order refused", .type = "ExchangeError", .code = "-2010");
        },
        "error");
    QCOMPARE(records.size(), std::size_t(2));
    QVERIFY(same(records[1]["fields"]["repeated"], 9));
    QVERIFY(same(records[1]["error"]["code"], "-2010"));
}

void TestRepeats::endsWithAnotherMessage()
{
    Folding f(1);
    const auto records = f.recordsOf([] {
        for (const int symbol : {1, 1, 1, 2, 2})
            TW_INFO(logger("a"), "symbol {}", symbol);
        TW_INFO(logger("a"), "elsewhere");
    });
    QStringList lines;
    for (const auto &record : records)
        lines +=
            QString::fromStdString(record["message"].get<std::string>()) + " " +
            QString::fromStdString(record.contains("fields") ? record["fields"]["repeated"].dump() : "-");
    QCOMPARE(lines, (QStringList{"symbol 1 -", "symbol 1 2", "symbol 2 -", "elsewhere -", "symbol 2 1"}));
}

void TestRepeats::endsWithItsWindow()
{
    Folder f({2, 10s});
    const Bytes record = recordOf(1, 1, 7);
    QVERIFY(!f.fold(record, 0s));
    QVERIFY(!f.fold(record, 1s));
    QVERIFY(f.fold(record, 2s));
    QVERIFY(f.fold(record, 9s));
    f.folder.settleDue(kStart + 9'999ms);
    QVERIFY(f.settled.empty());

    f.folder.settleDue(kStart + 10s);
    QVERIFY(!f.fold(record, 11s)); // a new window: the first two are written again
    QVERIFY(!f.fold(record, 12s));
    QVERIFY(f.fold(record, 13s));
    QVERIFY(!f.fold(record, 21s)); // ended by the next one, before anybody looked

    QCOMPARE(f.settled.size(), std::size_t(2));
    QVERIFY(f.settled[0] == std::tuple(std::uint64_t(2), kStart + 2s, kStart + 9s));
    QVERIFY(f.settled[1] == std::tuple(std::uint64_t(1), kStart + 13s, kStart + 13s));
}

void TestRepeats::givesUpTheOldestSite()
{
    using backend::RepeatFolder;
    Folder f({1, 0s});
    const auto siteInOneSet = [](std::size_t i) {
        return static_cast<std::uint32_t>(i * RepeatFolder::kSets);
    };
    for (std::size_t i = 1; i <= RepeatFolder::kWays; ++i)
        for (int n = 0; n < 3; ++n)
            f.fold(recordOf(siteInOneSet(i), 1, 7), std::chrono::seconds(i));
    QVERIFY(f.fold(recordOf(siteInOneSet(1), 1, 7), 20s));

    QVERIFY(!f.fold(recordOf(siteInOneSet(9), 1, 7), 21s));

    QCOMPARE(f.settled.size(), std::size_t(1)); // of the second site: the first was seen since
    QVERIFY(f.settled[0] == std::tuple(std::uint64_t(2), kStart + 2s, kStart + 2s));
    QVERIFY(f.fold(recordOf(siteInOneSet(1), 1, 7), 22s));
}

void TestRepeats::changesAtRunTime()
{
    Folding f(1);
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto flood = [] {
        for (int i = 0; i < 10; ++i)
            TW_INFO(logger("a"), "same");
    };
    flood();
    QVERIFY(recorder->flush(kPatience).complete);
    QCOMPARE(f.records().size(), std::size_t(2)); // a flush leaves nothing uncounted

    QVERIFY(recorder->patch({{"repeats", {{"after", 0}}}}, "look closer").ok());
    flood();
    QVERIFY(recorder->flush(kPatience).complete);
    QCOMPARE(f.records().size(), std::size_t(12));
    QVERIFY(recorder->stop(kPatience).complete);
}

QTEST_GUILESS_MAIN(TestRepeats)
#include "tst_repeats.moc"
