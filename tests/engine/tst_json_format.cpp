// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/json_format.h"

#include "engine/parse_support.h"

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::PaddedLine;
using tapewatch::test::text;

class TestJsonFormat : public QObject {
    Q_OBJECT

private slots:
    void readsLines_data();
    void readsLines();
    void saysWhatIsNoRecord_data();
    void saysWhatIsNoRecord();
    void keepsNumbersDigitForDigit();
    void takesTimesWithoutZoneByTheContext();
    void foldsTracebacks();
    void survivesHostileLines_data();
    void survivesHostileLines();
};

void TestJsonFormat::readsLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("time");
    QTest::addColumn<QString>("level");
    QTest::addColumn<QString>("category");
    QTest::addColumn<QString>("bot");
    QTest::addColumn<QString>("logger");
    QTest::addColumn<QString>("message");

    QTest::addRow("freqtrade")
        << QByteArray(
               R"({"timestamp":"2025-03-01T12:00:00.123Z","level":"INFO","logger":"freqtrade.worker","message":"..."})")
        << "2025-03-01T12:00:00.123000000Z"
        << "info"
        << "main"
        << ""
        << "freqtrade.worker"
        << "...";
    QTest::addRow("nautilus")
        << QByteArray(
               R"({"timestamp":"2026-01-05T10:15:30.123456789Z","trader_id":"TESTER-001","level":"INFO","color":"NORMAL","component":"RiskEngine","message":"READY"})")
        << "2026-01-05T10:15:30.123456789Z"
        << "info"
        << "main"
        << "TESTER-001"
        << "RiskEngine"
        << "READY";
    QTest::addRow("quill")
        << QByteArray(
               R"({"timestamp":"1795384480999700016","file_name":"q.cpp","line":"10","thread_id":"23807","logger":"trades","log_level":"INFO","message":"order {order_id} filled {side}","order_id":"ORD123","side":"BUY"})")
        << "2026-11-22T21:54:40.999700016Z"
        << "info"
        << "trade"
        << ""
        << "trades"
        << "order {order_id} filled {side}";
    QTest::addRow("metaexpert trade")
        << QByteArray(
               R"({"timestamp":"2026-11-22T21:48:29.430940","level":"INFO","logger":"metaexpert.trade","message":"trade executed","log_type":"trade","trade_data":{"symbol":"BTCUSDT","side":"BUY","quantity":0.01,"price":50000,"order_id":"ORD123","strategy_id":1001}})")
        << "2026-11-22T21:48:29.430940000Z"
        << "info"
        << "trade"
        << ""
        << "metaexpert.trade"
        << "trade executed";
    QTest::addRow("metaexpert error")
        << QByteArray(
               R"({"timestamp":"2026-11-22T21:48:29.431940","level":"ERROR","logger":"metaexpert","message":"order failed","log_type":"error","severity":"high","error_context":{"error_code":-2010,"component":"binance"}})")
        << "2026-11-22T21:48:29.431940000Z"
        << "error"
        << "error"
        << ""
        << "metaexpert"
        << "order failed";
    QTest::addRow("structlog of metaexpert")
        << QByteArray(
               R"({"event_type":"trade","symbol":"BTCUSDT","side":"buy","price":50000,"quantity":0.01,"level":"info","timestamp":"2026-11-22T21:56:19.505157Z","message":"trade executed"})")
        << "2026-11-22T21:56:19.505157000Z"
        << "info"
        << "trade"
        << ""
        << ""
        << "trade executed";
    QTest::addRow("plain structlog")
        << QByteArray(R"({"event": "connected", "level": "debug", "timestamp": "2026-01-05T10:15:30Z"})")
        << "2026-01-05T10:15:30.000000000Z"
        << "debug"
        << "main"
        << ""
        << ""
        << "connected";
    QTest::addRow("journald")
        << QByteArray(
               R"({"__REALTIME_TIMESTAMP":"1574787377588773","PRIORITY":"6","_SYSTEMD_UNIT":"freqtrade.service","_PID":"26112","MESSAGE":"..."})")
        << "2019-11-26T16:56:17.588773000Z"
        << "info"
        << "main"
        << ""
        << "freqtrade.service"
        << "...";
    QTest::addRow("journald bytes")
        << QByteArray(
               R"({"__REALTIME_TIMESTAMP":"1574787377588773","PRIORITY":"3","SYSLOG_IDENTIFIER":"bot","MESSAGE":[111,107,27,91,109,255]})")
        << "2019-11-26T16:56:17.588773000Z"
        << "error"
        << "error"
        << ""
        << "bot" << QString::fromUtf8("ok\xEF\xBF\xBD");
    QTest::addRow("bunyan")
        << QByteArray(
               R"({"name":"api","pid":3,"level":50,"msg":"boom","time":"2026-01-05T10:15:30.001Z","v":0})")
        << "2026-01-05T10:15:30.001000000Z"
        << "error"
        << "error"
        << ""
        << "api"
        << "boom";
    QTest::addRow("python numbers") << QByteArray(R"({"levelno":30,"name":"n","msg":"m","ts":1767608130.25})")
                                    << "2026-01-05T10:15:30.250000000Z"
                                    << "warning"
                                    << "main"
                                    << ""
                                    << "n"
                                    << "m";
    QTest::addRow("ours, read as anybody's")
        << QByteArray(
               R"({"timestamp":"2026-01-05T10:15:30.123456789Z","level":"info","category":"main","logger":"a.b","message":"m","bot":"alpha"})")
        << "2026-01-05T10:15:30.123456789Z"
        << "info"
        << "main"
        << "alpha"
        << "a.b"
        << "m";
    QTest::addRow("milliseconds and the worst level")
        << QByteArray(R"({"t":1767608130123,"severity":"FATAL","text":"x","compliance":{"rule":"r"}})")
        << "2026-01-05T10:15:30.123000000Z"
        << "critical"
        << "compliance"
        << ""
        << ""
        << "x";
    QTest::addRow("escapes and another alphabet")
        << QByteArray(
               R"({"time":"2026-01-05 10:15:30,5 +02:00","lvl":"warn","msg":"\u00e9\ud83d\ude00\n","logger_name":"a\"b"})")
        << "2026-01-05T08:15:30.500000000Z"
        << "warning"
        << "main"
        << ""
        << "a\"b" << QString::fromUtf8("\xc3\xa9\xf0\x9f\x98\x80\n");
    QTest::addRow("invalid UTF-8")
        << QByteArray("{\"time\":\"2026-01-05T10:15:30Z\",\"level\":\"info\",\"msg\":\"caf\xe9\"}")
        << "2026-01-05T10:15:30.000000000Z"
        << "info"
        << "main"
        << ""
        << "" << QString::fromUtf8("caf\xEF\xBF\xBD");
    QTest::addRow("no columns at all") << QByteArray(R"({"a":{"b":[1,2]}})") << "none"
                                       << "none"
                                       << "main"
                                       << ""
                                       << ""
                                       << "";
}

void TestJsonFormat::readsLines()
{
    QFETCH(QByteArray, line);
    const JsonFormat format;
    const auto scratch = format.makeScratch();
    const PaddedLine padded(line.toStdString());
    const ParsedLine parsed = format.parse(padded.view(), {}, *scratch);
    const Record record = format.decode(padded.view(), {});

    QCOMPARE(parsed.kind, ParsedLine::Kind::Record);
    QVERIFY(record.wellFormed);
    QTEST(test::timeText(parsed.hasTime ? std::optional(parsed.time) : std::nullopt), "time");
    QTEST(test::timeText(record.time), "time");
    QTEST(test::levelText(parsed.hasLevel ? std::optional(parsed.level) : std::nullopt), "level");
    QTEST(test::levelText(record.level), "level");
    QTEST(text(parsed.category), "category");
    QTEST(text(record.category), "category");
    QTEST(text(parsed.bot), "bot");
    QTEST(text(record.bot), "bot");
    QTEST(text(parsed.logger), "logger");
    QTEST(text(record.logger), "logger");
    QTEST(text(record.message), "message");
}

void TestJsonFormat::saysWhatIsNoRecord_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ParsedLine::Kind>("kind");

    QTest::addRow("text") << QByteArray("Killed") << ParsedLine::Kind::Malformed;
    QTest::addRow("torn") << QByteArray(R"({"time":"2026-01-05T10:1)") << ParsedLine::Kind::Malformed;
    QTest::addRow("unclosed string") << QByteArray(R"({"a":"b})") << ParsedLine::Kind::Malformed;
    QTest::addRow("more behind it") << QByteArray(R"({"a":1}{"a":2})") << ParsedLine::Kind::Malformed;
    QTest::addRow("an array") << QByteArray("[1,2]") << ParsedLine::Kind::Malformed;
    QTest::addRow("a traceback's head")
        << QByteArray("Traceback (most recent call last):") << ParsedLine::Kind::Continuation;
    QTest::addRow("indented") << QByteArray("  File \"a.py\", line 1") << ParsedLine::Kind::Continuation;
    QTest::addRow("a traceback's end")
        << QByteArray("ccxt.base.errors.ExchangeError: no") << ParsedLine::Kind::Continuation;
}

void TestJsonFormat::saysWhatIsNoRecord()
{
    QFETCH(QByteArray, line);
    const JsonFormat format;
    const auto scratch = format.makeScratch();
    const PaddedLine padded(line.toStdString());

    QTEST(format.parse(padded.view(), {}, *scratch).kind, "kind");
}

void TestJsonFormat::keepsNumbersDigitForDigit()
{
    const Record record =
        JsonFormat().decode(R"({"a":0.1000,"b":123456789012345678901234567890,"c":1E-9,"d":-0,"e":NaN})", {});

    QStringList values;
    for (const RecordField &field : record.fields) {
        QCOMPARE(field.kind, RecordField::Kind::Number);
        values << text(field.value);
    }
    QCOMPARE(values, (QStringList{"0.1000", "123456789012345678901234567890", "1E-9", "-0", "NaN"}));
}

void TestJsonFormat::takesTimesWithoutZoneByTheContext()
{
    LineContext context;
    context.utcOffset = std::chrono::hours(2);
    const Record local = JsonFormat().decode(R"({"time":"2026-01-05T10:15:30"})", context);
    const Record zoned = JsonFormat().decode(R"({"time":"2026-01-05T10:15:30Z"})", context);

    QCOMPARE(test::timeText(local.time), "2026-01-05T08:15:30.000000000Z");
    QCOMPARE(test::timeText(zoned.time), "2026-01-05T10:15:30.000000000Z");
}

void TestJsonFormat::foldsTracebacks()
{
    const Record record =
        JsonFormat().decode("{\"message\":\"failed\",\"level\":\"error\"}\r\nTraceback\n  x", {});

    QVERIFY(record.wellFormed);
    QCOMPARE(text(record.message), "failed\nTraceback\n  x");
}

void TestJsonFormat::survivesHostileLines_data()
{
    QTest::addColumn<QByteArray>("line");

    QTest::addRow("nothing") << QByteArray();
    QTest::addRow("NUL bytes") << QByteArray("{\"a\0b\":\"\0\"}", 11);
    QTest::addRow("deep objects") << QByteArray("{\"a\":").repeated(100'000) +
                                         QByteArray("}").repeated(100'000);
    QTest::addRow("deep arrays") << "{\"a\":" + QByteArray("[").repeated(100'000) +
                                        QByteArray("]").repeated(100'000) + "}";
    QTest::addRow("10 MiB") << "{\"level\":\"info\",\"message\":\"" +
                                   QByteArray("x").repeated(10 * 1024 * 1024) + "\"}";
    QTest::addRow("lone surrogates") << QByteArray(R"({"message":"\ud800 \udc00\ud800x","logger":"\ud800"})");
    QTest::addRow("a backslash at the end") << QByteArray(R"({"a":"\)");
    QTest::addRow("huge exponent") << QByteArray(R"({"time":1e999999,"level":99999999999999999999})");
    QTest::addRow("only quotes") << QByteArray("\"").repeated(1001);
}

void TestJsonFormat::survivesHostileLines()
{
    QFETCH(QByteArray, line);
    const JsonFormat format;
    const auto scratch = format.makeScratch();
    const PaddedLine padded(line.toStdString());

    const ParsedLine parsed = format.parse(padded.view(), {}, *scratch);
    const Record record = format.decode(padded.view(), {});

    QVERIFY(!parsed.hasTime);
    QVERIFY(record.message.size() <= static_cast<std::size_t>(line.size()) * 3);
}

QTEST_GUILESS_MAIN(TestJsonFormat)
#include "tst_json_format.moc"
