// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/text_layout.h"

#include "sinks/plain_text.h"

#include <QFile>
#include <QTest>

#include <limits>
#include <vector>

using namespace tapewatch;
using namespace tapewatch::literals;

class TestTextLayout : public QObject {
    Q_OBJECT

private slots:
    void escapesWhatATerminalWouldObey_data();
    void escapesWhatATerminalWouldObey();
    void quotesValuesWhereNeeded_data();
    void quotesValuesWhereNeeded();
    void writesEveryType();
    void fillsTheColumns();
    void writesTheLinesOfTheDocumentation();
};

namespace {

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

RecordView orderRejected()
{
    RecordView record;
    record.timestamp = {1'767'608'130'123'456'789};
    record.level = Level::Warning;
    record.category = "trade";
    record.logger = "strategy.momentum";
    record.message = "order rejected";
    return record;
}

std::string line(const RecordView &record)
{
    std::string text;
    sinks::appendTextLine(record, text);
    return text;
}

} // namespace

void TestTextLayout::escapesWhatATerminalWouldObey_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");

    QTest::addRow("plain") << QByteArray("BTC 5% = \"x\" C:\\a") << QByteArray("BTC 5% = \"x\" C:\\a");
    QTest::addRow("empty") << QByteArray("") << QByteArray("");
    QTest::addRow("UTF-8 of every length") << QByteArray("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x9A\x80")
                                           << QByteArray("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x9A\x80");
    QTest::addRow("newline, tab, return") << QByteArray("a\nb\tc\rd") << QByteArray("a\\nb\\tc\\rd");
    QTest::addRow("ANSI escape") << QByteArray("\x1b[2J") << QByteArray("\\x1b[2J");
    QTest::addRow("NUL and DEL") << QByteArray("a\0b\x7f", 4) << QByteArray("a\\x00b\\x7f");
    QTest::addRow("C1 control") << QByteArray("\xC2\x9B") + "2J" << QByteArray("\\u009b2J");
    QTest::addRow("direction override") << QByteArray("a\xE2\x80\xAE") + "b" << QByteArray("a\\u202eb");
    QTest::addRow("line separator") << QByteArray("\xE2\x80\xA8") << QByteArray("\\u2028");
    QTest::addRow("isolate") << QByteArray("\xE2\x81\xA6") << QByteArray("\\u2066");
    QTest::addRow("lone continuation") << QByteArray("\x80!") << QByteArray("\\x80!");
    QTest::addRow("cut short") << QByteArray("a\xE2\x82") << QByteArray("a\\xe2\\x82");
    QTest::addRow("overlong") << QByteArray("\xC0\xAF") << QByteArray("\\xc0\\xaf");
    QTest::addRow("overlong of three") << QByteArray("\xE0\x80\xAF") << QByteArray("\\xe0\\x80\\xaf");
    QTest::addRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\\xed\\xa0\\x80");
    QTest::addRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << QByteArray("\\xf4\\x90\\x80\\x80");
}

void TestTextLayout::escapesWhatATerminalWouldObey()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, plain);
    std::string out;

    sinks::appendPlain(text.toStdString(), out);

    QCOMPARE(bytes(out), plain);
}

void TestTextLayout::quotesValuesWhereNeeded_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");

    QTest::addRow("a word") << QByteArray("BTC/USDT:x-1,2") << QByteArray("BTC/USDT:x-1,2");
    QTest::addRow("nothing") << QByteArray("") << QByteArray("\"\"");
    QTest::addRow("a space") << QByteArray("no margin") << QByteArray("\"no margin\"");
    QTest::addRow("an equals sign") << QByteArray("a=b") << QByteArray("\"a=b\"");
    QTest::addRow("a quote") << QByteArray("a\"b") << QByteArray("\"a\\\"b\"");
    QTest::addRow("a backslash") << QByteArray("a\\b") << QByteArray("\"a\\\\b\"");
    QTest::addRow("a newline") << QByteArray("a\nb") << QByteArray("\"a\\nb\"");
    QTest::addRow("UTF-8") << QByteArray("\xE2\x82\xAC") << QByteArray("\"\xE2\x82\xAC\"");
}

void TestTextLayout::quotesValuesWhereNeeded()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, written);
    std::string out;

    sinks::appendPlainValue(value.toStdString(), out);

    QCOMPARE(bytes(out), written);
}

void TestTextLayout::writesEveryType()
{
    const std::vector<FieldView> fields{
        {"none", std::monostate{}},
        {"yes", true},
        {"least", std::numeric_limits<std::int64_t>::min()},
        {"most", std::numeric_limits<std::uint64_t>::max()},
        {"ratio", 0.1},
        {"price", 50000.10_dec},
        {"text", std::string_view("a b")},
        {"odd name", std::int64_t{1}},
    };
    RecordView record = orderRejected();
    record.fields = fields;
    std::string body;

    sinks::appendTextBody(record, body);

    QCOMPARE(bytes(body),
             QByteArray("order rejected  none=null yes=true least=-9223372036854775808 "
                        "most=18446744073709551615 ratio=0.1 price=50000.10 text=\"a b\" \"odd name\"=1"));
}

void TestTextLayout::fillsTheColumns()
{
    RecordView record = orderRejected();
    record.level = Level::Critical;
    record.category = "compliance";
    record.logger = "";
    record.recovered = true;

    const std::string text = line(record);

    QCOMPARE(bytes(text), QByteArray("2026-01-05 10:15:30.123456 CRITICAL compliance -  order rejected  "
                                     "recovered=true\n"));
    QCOMPARE(bytes(text.substr(sinks::kTextLevelColumn, sinks::kTextLevelWidth)), QByteArray("CRITICAL"));
}

void TestTextLayout::writesTheLinesOfTheDocumentation()
{
    RecordView started = orderRejected();
    started.level = Level::Info;
    started.category = "main";
    started.logger = "";
    started.message = "bot started";

    RecordView rejected = orderRejected();
    const std::vector<FieldView> fields{{"attempt", std::int64_t{2}}};
    const std::vector<FieldView> trade{{"event", std::string_view("rejected")},
                                       {"symbol", std::string_view("BTCUSDT")},
                                       {"qty", 0.010_dec},
                                       {"reason", std::string_view("no margin")}};
    rejected.fields = fields;
    rejected.eventKey = "trade";
    rejected.event = trade;

    RecordView failed = orderRejected();
    failed.level = Level::Error;
    failed.category = "error";
    failed.logger = "exchange.binance";
    failed.message = "order refused: \"bad\x1b[31m\"\nretry";
    const std::vector<FieldView> error{
        {"type", std::string_view("ExchangeError")},
        {"stack", std::string_view("place_order (exchange.cpp:88)\non_signal (momentum.cpp:41)\n")},
        {"code", std::string_view("-2010")}};
    failed.eventKey = "error";
    failed.event = error;

    QFile page(QString(TAPEWATCH_SOURCE_DIR) + "/docs/text-layout.md");
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    const QByteArray example = bytes("```text\n" + line(started) + line(rejected) + line(failed) + "```\n");
    QVERIFY2(text.contains(example), example.constData());
}

QTEST_GUILESS_MAIN(TestTextLayout)
#include "tst_text_layout.moc"
