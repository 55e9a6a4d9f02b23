// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/tapewatch_format.h"

#include "engine/parse_support.h"

#include <tapewatch/format/record.h>

#include <nlohmann/json.hpp>

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::Mutator;
using tapewatch::test::PaddedLine;
using tapewatch::test::text;

namespace {

constexpr const char *kLine =
    R"({"timestamp":"2026-01-05T10:15:30.123456789Z","level":"warning","category":"trade","logger":"exchange.binance","message":"order\tORD1 rejected","bot":"alpha","pid":1,"thread":2,"seq":3,"source":"f.cpp:12","function":"f","fields":{"latency_us":-12.50e3,"deep":{"list":[1,"two",null,true]}},"trade":{"event":"rejected","symbol":"BTCUSDT","price":50000.10}})";

std::string lineWith(std::string_view part, std::string_view replacement)
{
    std::string line = kLine;
    return line.replace(line.find(part), part.size(), replacement);
}

QString describe(const ParsedLine &line)
{
    if (line.kind != ParsedLine::Kind::Record)
        return QStringLiteral("malformed");
    return QStringList{text(toRfc3339(line.time)), text(levelName(line.level)), text(line.category),
                       text(line.bot), text(line.logger)}
        .join('|');
}

} // namespace

class TestTapewatchFormat : public QObject {
    Q_OBJECT

private slots:
    void readsColumns_data();
    void readsColumns();
    void readersAgree_data();
    void readersAgree();
    void readersAgreeOnDamagedLines();
    void takesTheFastWayForWrittenLines();
    void decodesEverythingInOrder();
    void showsUnreadableLinesAsTheyAre();
};

void TestTapewatchFormat::readsColumns_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("columns");

    const QString usual = "2026-01-05T10:15:30.123456789Z|warning|trade|alpha|exchange.binance";
    QTest::addRow("as written") << QByteArray(kLine) << usual;
    QTest::addRow("carriage return") << QByteArray(kLine) + "\r" << usual;
    QTest::addRow("blanks after colons")
        << QByteArray::fromStdString(lineWith(R"("level":)", R"("level" : )")) << usual;
    QTest::addRow("level in capitals") << QByteArray::fromStdString(lineWith("warning", "WARN")) << usual;
    QTest::addRow("milliseconds") << QByteArray::fromStdString(lineWith("123456789Z", "123Z"))
                                  << "2026-01-05T10:15:30.123000000Z|warning|trade|alpha|exchange.binance";
    QTest::addRow("escape in the bot's name")
        << QByteArray::fromStdString(lineWith(R"("alpha")", R"("\u0061l\/pha")"))
        << "2026-01-05T10:15:30.123456789Z|warning|trade|al/pha|exchange.binance";
    QTest::addRow("another order of keys")
        << QByteArray(
               R"({"bot":"b","message":"m","logger":"","category":"main","level":"info","timestamp":"2026-01-05T10:15:30Z"})")
        << "2026-01-05T10:15:30.000000000Z|info|main|b|";
    QTest::addRow("invalid UTF-8 in the message")
        << QByteArray::fromStdString(lineWith("ORD1", "\xff\xfe")) << usual;
    QTest::addRow("torn") << QByteArray(kLine).chopped(10) << "malformed";
    QTest::addRow("two lines torn into one")
        << QByteArray(kLine).left(150) + QByteArray(kLine) << "malformed";
    QTest::addRow("no such day") << QByteArray::fromStdString(lineWith("2026-01-05", "2026-02-30"))
                                 << "malformed";
    QTest::addRow("unknown level") << QByteArray::fromStdString(lineWith("warning", "loud")) << "malformed";
    QTest::addRow("a threshold is no level")
        << QByteArray::fromStdString(lineWith("warning", "off")) << "malformed";
    QTest::addRow("bot is a number") << QByteArray::fromStdString(lineWith(R"("alpha")", "7")) << "malformed";
    QTest::addRow("foreign JSON") << QByteArray(R"({"level":"info","message":"x"})") << "malformed";
    QTest::addRow("empty") << QByteArray() << "malformed";
}

void TestTapewatchFormat::readsColumns()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, columns);
    const TapewatchFormat format;
    const auto scratch = format.makeScratch();
    const PaddedLine padded(line.toStdString());

    QCOMPARE(describe(format.parse(padded.view(), {}, *scratch)), columns);
}

void TestTapewatchFormat::readersAgree_data()
{
    readsColumns_data();
}

void TestTapewatchFormat::readersAgree()
{
    QFETCH(QByteArray, line);
    const TapewatchFormat format;
    const auto scratch = format.makeScratch();
    const auto otherScratch = format.makeScratch();
    const ParsedLine fast = TapewatchFormat::parseKnownOrder(line.toStdString(), *scratch);

    if (fast.kind == ParsedLine::Kind::Record)
        QCOMPARE(describe(TapewatchFormat::parseAnyOrder(line.toStdString(), {}, *otherScratch)),
                 describe(fast));
}

void TestTapewatchFormat::readersAgreeOnDamagedLines()
{
    const TapewatchFormat format;
    const auto fastScratch = format.makeScratch();
    const auto slowScratch = format.makeScratch();
    Mutator mutator;
    int readByFast = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string line = mutator.mutated(kLine);
        const ParsedLine fast = TapewatchFormat::parseKnownOrder(line, *fastScratch);
        const ParsedLine slow = TapewatchFormat::parseAnyOrder(line, {}, *slowScratch);
        if (slow.kind == ParsedLine::Kind::Record)
            QVERIFY2(nlohmann::json::accept(line) || line.find_first_of("\x80\xff\xc3") != std::string::npos,
                     line.c_str());
        if (fast.kind != ParsedLine::Kind::Record)
            continue;
        ++readByFast;
        QVERIFY2(describe(fast) == describe(slow), line.c_str());
    }
    QVERIFY(readByFast > 1000);
}

void TestTapewatchFormat::takesTheFastWayForWrittenLines()
{
    const std::array<FieldView, 2> fields{
        {{"n", std::int64_t(-7)}, {"text", std::string_view("a\"b\n\x01")}}};
    RecordView record;
    record.timestamp = *parseRfc3339("2026-01-05T10:15:30.5Z");
    record.level = Level::Error;
    record.category = "main";
    record.logger = "a.b";
    record.message = "caf\xc3\xa9 \xff and \x1b[31m";
    record.bot = "alpha";
    record.sourceFile = "f.cpp";
    record.sourceLine = 12;
    record.fields = fields;
    record.recovered = true;
    std::string line;
    appendJsonLine(record, line);
    line.pop_back();
    const auto scratch = TapewatchFormat().makeScratch();

    QCOMPARE(describe(TapewatchFormat::parseKnownOrder(line, *scratch)),
             "2026-01-05T10:15:30.500000000Z|error|main|alpha|a.b");
}

void TestTapewatchFormat::decodesEverythingInOrder()
{
    const Record record = TapewatchFormat().decode(kLine, {});

    QVERIFY(record.wellFormed);
    QCOMPARE(test::timeText(record.time), "2026-01-05T10:15:30.123456789Z");
    QCOMPARE(test::levelText(record.level), "warning");
    QCOMPARE(text(record.category), "trade");
    QCOMPARE(text(record.bot), "alpha");
    QCOMPARE(text(record.logger), "exchange.binance");
    QCOMPARE(text(record.message), "order\tORD1 rejected");
    QStringList names;
    for (const RecordField &field : record.fields)
        names << text(field.name);
    QCOMPARE(names, (QStringList{"timestamp", "level", "category", "logger", "message", "bot", "pid",
                                 "thread", "seq", "source", "function", "fields", "trade"}));
    const RecordField &fields = record.fields[11];
    QCOMPARE(fields.kind, RecordField::Kind::Object);
    QCOMPARE(text(fields.children[0].value), "-12.50e3");
    const RecordField &list = fields.children[1].children[0];
    QCOMPARE(list.kind, RecordField::Kind::Array);
    QCOMPARE(text(list.children[1].value), "two");
    QCOMPARE(list.children[2].kind, RecordField::Kind::Null);
    QCOMPARE(text(record.fields[12].children[2].value), "50000.10");
}

void TestTapewatchFormat::showsUnreadableLinesAsTheyAre()
{
    LineContext context;
    context.bot = "alpha";
    const Record record = TapewatchFormat().decode("{\"timestamp\": \xff torn", context);

    QVERIFY(!record.wellFormed);
    QCOMPARE(text(record.message), QString::fromUtf8("{\"timestamp\": \xEF\xBF\xBD torn"));
    QCOMPARE(text(record.bot), "alpha");
}

QTEST_GUILESS_MAIN(TestTapewatchFormat)
#include "tst_tapewatch_format.moc"
