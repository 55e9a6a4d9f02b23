// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

namespace {
enum class Mode : int { Live = 3 };
} // namespace

/// From a call to the line in the file.
class TestLogCalls : public QObject {
    Q_OBJECT
private slots:
    void formatsMessages();
    void keepsTypesOfFields();
    void skipsDisabledLevels_data();
    void skipsDisabledLevels();
    void inheritsLevels();
    void carriesBoundAndScopedContext();
    void routesTypedEvents();
    void copiesErrorsToTheErrorFile();
    void sendsUserCategoriesToTheirFile();
    void tellsSourceAndThread();
    void takesStringsOfAnySize();
    void doesNothingWithoutRecorder();
};

void TestLogCalls::formatsMessages()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY2(recorder.ok(), recorder.ok() ? "" : recorder.error().text().c_str());
    const auto log = logger("strategy");
    const std::string symbol = "BTCUSDT";
    const char *nothing = nullptr;
    TW_INFO(log, "plain {{braces}}");
    TW_INFO(log, "order {} {:>6} {:.2f} {:#x} {}", symbol, 42, 3.14159, 255u, true);
    TW_INFO(log, "{} at {:>10}|{}", 'c', 50000.10_dec, 0.1f);
    TW_INFO(log, "{} {}", Mode::Live, nothing);
    QVERIFY(recorder->stop(kPatience).complete);

    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(4));
    QVERIFY(same(records[0]["message"], "plain {braces}"));
    QVERIFY(same(records[1]["message"], "order BTCUSDT     42 3.14 0xff true"));
    QVERIFY(same(records[2]["message"], "c at   50000.10|0.1"));
    QVERIFY(same(records[3]["message"], "3 (null)"));
}

void TestLogCalls::keepsTypesOfFields()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const std::optional<int> absent;
    TW_INFO(logger("a"), "m", "text"_f = "x", "int"_f = -5, "unsigned"_f = 18446744073709551615ull,
            "real"_f = 0.25, "flag"_f = false, "price"_f = 50000.10_dec, "absent"_f = absent,
            "single"_f = 0.1f);
    QVERIFY(recorder->stop(kPatience).complete);

    const auto lines = familyLines(f.folder.path(), "alpha", "main");
    QCOMPARE(lines.size(), std::size_t(1));
    const std::string expected =
        R"("fields":{"text":"x","int":-5,"unsigned":18446744073709551615,"real":0.25,)"
        R"("flag":false,"price":50000.10,"absent":null,"single":0.1})";
    QVERIFY2(lines[0].find(expected) != std::string::npos, lines[0].c_str());
}

void TestLogCalls::skipsDisabledLevels_data()
{
    QTest::addColumn<int>("threshold");
    QTest::addColumn<int>("written");
    for (int level = 0; level <= static_cast<int>(Level::Off); ++level)
        QTest::addRow("%s", kLevelNames[std::size_t(level)].data()) << level << 6 - level;
}

void TestLogCalls::skipsDisabledLevels()
{
    QFETCH(int, threshold);
    QFETCH(int, written);
    RecorderFixture f;
    f.config.levels[""] = static_cast<Level>(threshold);
    f.config.categories["error"].enabled = false;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto log = logger("a");
    int evaluated = 0;
    TW_TRACE(log, "{}", ++evaluated);
    TW_DEBUG(log, "{}", ++evaluated);
    TW_INFO(log, "{}", ++evaluated);
    TW_WARNING(log, "{}", ++evaluated);
    TW_ERROR(log, "{}", ++evaluated);
    TW_CRITICAL(log, "{}", ++evaluated);
    QVERIFY(recorder->stop(kPatience).complete);

    QCOMPARE(evaluated, written); // arguments of a disabled call are not evaluated
    QCOMPARE(int(f.records().size()), written);
}

void TestLogCalls::inheritsLevels()
{
    RecorderFixture f;
    f.config.levels = {{"", Level::Warning}, {"exchange", Level::Debug}, {"exchange.ws", Level::Error}};
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(!logger("strategy").enabled(Level::Info));
    QVERIFY(logger("exchange").enabled(Level::Debug));
    QVERIFY(logger("exchange.rest.orders").enabled(Level::Debug));
    QVERIFY(!logger("exchange").child("ws").child("public").enabled(Level::Warning));
    QVERIFY(!logger("exchanges").enabled(Level::Info)); // a name, not a prefix of characters
}

void TestLogCalls::carriesBoundAndScopedContext()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto log = logger("a").with("symbol"_f = "BTCUSDT");
    {
        ScopedContext outer("run"_f = 7);
        {
            ScopedContext inner("order_id"_f = "X1");
            TW_INFO(log, "both", "own"_f = 1);
        }
        TW_INFO(log.with("leg"_f = 2), "outer");
    }
    TW_INFO(logger("a"), "none");
    QVERIFY(recorder->stop(kPatience).complete);

    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(3));
    QCOMPARE(records[0]["fields"].dump(), R"({"order_id":"X1","own":1,"run":7,"symbol":"BTCUSDT"})");
    QCOMPARE(records[1]["fields"].dump(), R"({"leg":2,"run":7,"symbol":"BTCUSDT"})");
    QVERIFY(!records[2].contains("fields"));
}

void TestLogCalls::routesTypedEvents()
{
    RecorderFixture f;
    f.config.levels[""] = Level::Error; // trades and compliance do not ask it
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto log = logger("strategy");
    TW_TRADE(log, .event = TradeAction::PartiallyFilled, .symbol = "BTCUSDT", .side = Side::Buy,
             .qty = 0.010_dec, .price = 50000.10_dec, .orderId = "O1");
    TW_COMPLIANCE(log, .rule = "max_position", .verdict = Verdict::Pass, .limit = 5_dec, .observed = 1.5_dec);
    TW_RISK(log, .rule = "max_drawdown", .observed = 12_dec);
    TW_API_CALL(log, .exchange = "x", .status = 200); // debug: below the logger's level
    TW_FAILURE(log, "order refused", .type = "ExchangeError", .code = "-2010", .stack = "a\nb");
    QVERIFY(recorder->stop(kPatience).complete);

    const auto trades = f.records("trade");
    QCOMPARE(trades.size(), std::size_t(1));
    QVERIFY(same(trades[0]["message"], "partially filled buy 0.010 BTCUSDT @ 50000.10, order O1"));
    QVERIFY(same(trades[0]["trade"]["event"], "partially_filled"));
    QVERIFY(!trades[0]["trade"].contains("reason"));
    const auto compliance = f.records("compliance");
    QCOMPARE(compliance.size(), std::size_t(2));
    QVERIFY(same(compliance[0]["compliance"]["verdict"], "pass"));
    QVERIFY(same(compliance[1]["risk"]["rule"], "max_drawdown"));
    const auto main = f.records("main");
    QCOMPARE(main.size(), std::size_t(1));
    QVERIFY(same(main[0]["message"], "order refused"));
    QVERIFY(same(main[0]["error"]["stack"], "a\nb"));
    QCOMPARE(f.records("error").size(), std::size_t(2)); // the refused order and the risk violation
}

void TestLogCalls::copiesErrorsToTheErrorFile()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    TW_WARNING(logger("a"), "warning");
    TW_ERROR(logger("a"), "first");
    TW_CRITICAL(logger("a").in("trade"), "second");
    QVERIFY(recorder->stop(kPatience).complete);

    const auto errors = f.records("error");
    QCOMPARE(errors.size(), std::size_t(2));
    QVERIFY(same(errors[1]["message"], "second"));
    QVERIFY(same(errors[1]["category"], "trade")); // it says where it belongs
    QVERIFY(same(errors[1]["seq"], 2));            // and is numbered in the file it stands in
    QCOMPARE(f.records("main").size(), std::size_t(2));
    QVERIFY(same(f.records("trade")[0]["seq"], 1));
}

void TestLogCalls::sendsUserCategoriesToTheirFile()
{
    RecorderFixture f;
    f.config.categories["signals"] = {};
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    TW_INFO(logger("a").in("signals"), "known");
    TW_INFO(logger("a").in("unknown"), "goes to main");
    QVERIFY(recorder->stop(kPatience).complete);
    QVERIFY(same(f.records("signals").at(0)["message"], "known"));
    QVERIFY(same(f.records("main").at(0)["message"], "goes to main"));
}

void TestLogCalls::tellsSourceAndThread()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    TW_INFO(logger("a"), "here");
    const int line = __LINE__ - 1;
    QVERIFY(recorder->stop(kPatience).complete);
    const auto record = f.records().at(0);
    QVERIFY(QString::fromStdString(record["source"]).endsWith(QString("tst_log_calls.cpp:%1").arg(line)));
    QVERIFY(same(record["function"], "tellsSourceAndThread"));
    QCOMPARE(record["pid"].get<qint64>(), QCoreApplication::applicationPid());
    QVERIFY(same(record["bot"], "alpha"));
}

void TestLogCalls::takesStringsOfAnySize()
{
    RecorderFixture f;
    f.config.queue.ringBytes = 64 * 1024;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const std::string large(10 * 1024 * 1024, 'x'); // does not fit the ring
    ScopedContext context("run"_f = 1);
    TW_INFO(logger("a").in("trade"), "{}", large, "qty"_f = 1);
    TW_INFO(logger("a").in("trade"), "after");
    QVERIFY(recorder->stop(kPatience).complete);
    const auto records = f.records("trade");
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0]["message"].get<std::string>().size(), large.size());
    QCOMPARE(records[0]["fields"].dump(), R"({"qty":1,"run":1})");
    QVERIFY(same(records[1]["message"], "after"));
}

void TestLogCalls::doesNothingWithoutRecorder()
{
    const auto log = logger("a");
    QVERIFY(!log.enabled(Level::Critical));
    QVERIFY(!Logger().enabled(Level::Critical));
    TW_CRITICAL(log, "nobody listens");
    TW_TRADE(log, .event = TradeAction::Filled);
    TW_TRADE(Logger(), .event = TradeAction::Filled);
}

QTEST_GUILESS_MAIN(TestLogCalls)
#include "tst_log_calls.moc"
