// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/logfmt_format.h"
#include "engine/parse/text_format.h"

#include "engine/parse_support.h"

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::PaddedLine;
using tapewatch::test::text;

namespace {

constexpr const char *kFolder = TAPEWATCH_SOURCE_DIR "/resources/formats";

std::string definitionFile(const QString &name)
{
    QFile file(QDir(kFolder).filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

TextFormat builtin(const QString &name)
{
    return TextFormat(*parseFormatDefinition(definitionFile(name + ".json")));
}

} // namespace

class TestTextFormats : public QObject {
    Q_OBJECT

private slots:
    void definitionsReadTheirSamples_data();
    void definitionsReadTheirSamples();
    void readsTheExampleOfTheManual();
    void faultyDefinitionsPointAtTheFault_data();
    void faultyDefinitionsPointAtTheFault();
    void sortsLines_data();
    void sortsLines();
    void embedsJsonOfTheMessage();
    void fieldsStandInTheOrderOfTheLine();
    void localTimesTakeTheOffset();
    void userTimesAndLevels();
    void logfmtColumns_data();
    void logfmtColumns();
    void logfmtReadsQuotesOverLines();
};

void TestTextFormats::definitionsReadTheirSamples_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file : QDir(kFolder).entryList({"*.json"}))
        QTest::addRow("%s", qPrintable(file)) << file;
}

void TestTextFormats::definitionsReadTheirSamples()
{
    QFETCH(QString, file);
    auto definition = parseFormatDefinition(definitionFile(file));
    QVERIFY2(definition.ok(), definition.ok() ? "" : definition.error().text().c_str());
    QCOMPARE(text(definition->name) + ".json", file);

    const auto checked = TextFormat(*std::move(definition)).checkSamples();

    QVERIFY2(checked.ok(), checked.ok() ? "" : checked.error().text().c_str());
}

void TestTextFormats::readsTheExampleOfTheManual()
{
    QFile manual(TAPEWATCH_SOURCE_DIR "/docs/log-formats.md");
    QVERIFY(manual.open(QIODevice::ReadOnly));
    const QByteArray page = manual.readAll();
    const qsizetype start = page.indexOf("```json\n") + 8;
    FormatCatalog catalog;

    const auto added = catalog.add(page.mid(start, page.indexOf("```", start) - start).toStdString());

    QVERIFY2(added.ok(), added.ok() ? "" : added.error().text().c_str());
}

void TestTextFormats::faultyDefinitionsPointAtTheFault_data()
{
    QTest::addColumn<QByteArray>("change"); // JSON merge patch on a good definition
    QTest::addColumn<QString>("pointer");

    QTest::addRow("no name") << QByteArray(R"({"name":null})") << "/name";
    QTest::addRow("a name with blanks") << QByteArray(R"({"name":"My Format"})") << "/name";
    QTest::addRow("unknown member") << QByteArray(R"({"pattern":"x"})") << "/pattern";
    QTest::addRow("specificity too large") << QByteArray(R"({"specificity":100})") << "/specificity";
    QTest::addRow("no patterns") << QByteArray(R"({"patterns":[]})") << "/patterns";
    QTest::addRow("a broken pattern")
        << QByteArray(R"json({"patterns":["(?<message>.*)","(?<x>["]})json") << "/patterns/1";
    QTest::addRow("a pattern without names") << QByteArray(R"({"patterns":[".*"]})") << "/patterns/0";
    QTest::addRow("an unknown conversion") << QByteArray(R"({"time":["iso","%Y %Q"]})") << "/time/1";
    QTest::addRow("no level") << QByteArray(R"({"levels":{"a/b":"loud"}})") << "/levels/a~1b";
    QTest::addRow("rule for no group")
        << QByteArray(R"({"categories":[{"category":"trade","field":"nope","pattern":"x"}]})")
        << "/categories/0/field";
    QTest::addRow("rule with a broken pattern")
        << QByteArray(R"json({"categories":[{"category":"trade","pattern":"("}]})json")
        << "/categories/0/pattern";
    QTest::addRow("no samples") << QByteArray(R"({"samples":null})") << "/samples";
    QTest::addRow("sample without message")
        << QByteArray(R"({"samples":[{"text":"I x","category":"main"}]})") << "/samples/0/message";
    QTest::addRow("sample read otherwise")
        << QByteArray(R"({"samples":[{"text":"I x","level":"error","category":"main","message":"x"}]})")
        << "/samples/0/level";
    QTest::addRow("sample not read") << QByteArray(
                                            R"({"samples":[{"text":"?","category":"main","message":"x"}]})")
                                     << "/samples/0/text";
    QTest::addRow("a name in code") << QByteArray(R"({"name":"json"})") << "/name";
}

void TestTextFormats::faultyDefinitionsPointAtTheFault()
{
    QFETCH(QByteArray, change);
    const auto good = nlohmann::json::parse(R"json({
        "name": "mine", "title": "Mine", "patterns": ["(?<level>[IE]) (?<message>.*)"],
        "levels": {"I": "info", "E": "error"},
        "samples": [{"text": "I x", "level": "info", "category": "main", "message": "x"}]})json");
    FormatCatalog catalog;
    QVERIFY(catalog.add(good.dump()).ok());
    nlohmann::json faulty = good;
    faulty.merge_patch(nlohmann::json::parse(change.toStdString()));

    const auto added = catalog.add(faulty.dump());

    QVERIFY(!added.ok());
    QCOMPARE(added.error().code, Error::Code::InvalidArgument);
    QTEST(text(added.error().pointer), "pointer");
    QVERIFY(!added.error().why.empty());
}

void TestTextFormats::sortsLines_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ParsedLine::Kind>("kind");

    using Kind = ParsedLine::Kind;
    QTest::addRow("traceback") << "freqtrade" << QByteArray("  File \"x.py\", line 1") << Kind::Continuation;
    QTest::addRow("end of a traceback") << "freqtrade" << QByteArray("KeyError: 'a'") << Kind::Continuation;
    QTest::addRow("a line of a table")
        << "freqtrade" << QByteArray("| Pair | Profit |") << Kind::Continuation;
    QTest::addRow("torn record") << "freqtrade" << QByteArray("2022-12-08 23:48:13,601 - freqtr")
                                 << Kind::Malformed;
    QTest::addRow("no such month") << "freqtrade"
                                   << QByteArray("2022-13-08 23:48:13,601 - freqtrade.x - INFO - a")
                                   << Kind::Malformed;
    QTest::addRow("carriage return") << "freqtrade"
                                     << QByteArray("2022-12-08 23:48:13,601 - freqtrade.x - INFO - a\r")
                                     << Kind::Record;
    QTest::addRow("unknown level is a record")
        << "freqtrade" << QByteArray("2022-12-08 23:48:13,601 - freqtrade.x - LOUD - a") << Kind::Record;
    QTest::addRow("empty") << "spdlog" << QByteArray() << Kind::Continuation;
    QTest::addRow("NUL bytes") << "spdlog" << QByteArray("\0\0\0", 3) << Kind::Continuation;
}

void TestTextFormats::sortsLines()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, line);
    const TextFormat reader = builtin(format);
    const auto scratch = reader.makeScratch();
    const PaddedLine padded(line.toStdString());

    QTEST(reader.parse(padded.view(), {}, *scratch).kind, "kind");
}

void TestTextFormats::embedsJsonOfTheMessage()
{
    const Record record =
        builtin("hummingbot")
            .decode(
                R"(2024-02-12 17:32:30,353 - 1 - h.event_reporter - EVENT_LOG - {"price":"3.7163","event_name":"OrderFilledEvent"})",
                {});

    QCOMPARE(text(record.fields.back().name), "event");
    QCOMPARE(text(record.fields.back().children[0].name), "price");
    QCOMPARE(text(record.fields.back().children[0].value), "3.7163");
}

void TestTextFormats::fieldsStandInTheOrderOfTheLine()
{
    const Record record = builtin("octobot").decode(
        "2026-01-05 10:15:31 ERROR  Trader               trader.py:88       Order refused", {});

    QStringList fields;
    for (const RecordField &field : record.fields)
        fields << text(field.name) + "=" + text(field.value);
    QCOMPARE(fields, (QStringList{"time=2026-01-05 10:15:31", "level=ERROR", "logger=Trader",
                                  "source=trader.py:88", "message=Order refused"}));
}

void TestTextFormats::localTimesTakeTheOffset()
{
    LineContext context;
    context.utcOffset = std::chrono::hours(-5);

    QCOMPARE(test::timeText(builtin("jesse").decode("[INFO | 2026-01-05T10:15:30] a", context).time),
             "2026-01-05T15:15:30.000000000Z");
    QCOMPARE(test::timeText(
                 builtin("nautilus").decode("2026-01-05T10:15:30.123456789Z [INFO] A-1.B: c", context).time),
             "2026-01-05T10:15:30.123456789Z");
}

void TestTextFormats::userTimesAndLevels()
{
    const auto definition = parseFormatDefinition(R"json({
        "name": "mine", "title": "Mine", "time": "%d/%b/%Y:%I:%M:%S %p %z",
        "patterns": ["(?<when>[^|]+)\\|(?<sev>\\w+)\\|(?<who>\\w+)\\|(?<message>.*)"],
        "fields": {"when": "time", "sev": "level", "who": "bot"}, "levels": {"BAD": "critical"},
        "categories": [{"category": "compliance", "field": "bot", "pattern": "^auditor$"}],
        "samples": [{"text": "05/Jan/2026:10:15:30 PM +0100|BAD|auditor|limit", "bot": "auditor",
                     "time": "2026-01-05T21:15:30Z", "level": "critical", "category": "compliance",
                     "message": "limit"}]})json");
    QVERIFY2(definition.ok(), definition.ok() ? "" : definition.error().text().c_str());

    const auto checked = TextFormat(*definition).checkSamples();

    QVERIFY2(checked.ok(), checked.ok() ? "" : checked.error().text().c_str());
}

void TestTextFormats::logfmtColumns_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("columns");

    QTest::addRow("metaexpert")
        << QByteArray(
               R"(event_type=trade symbol=BTCUSDT side=buy price=50000 level=info timestamp=2026-11-22T21:56:19.687761Z message="trade executed")")
        << "2026-11-22T21:56:19.687761000Z|info|trade||trade executed";
    QTest::addRow("escapes") << QByteArray(R"(ts=1767608130 lvl=warn logger="a\"b" msg="one\ntwo\\")")
                             << "2026-01-05T10:15:30.000000000Z|warning|main|a\"b|one\ntwo\\";
    QTest::addRow("empty values") << QByteArray("level=error msg= a=\"\"") << "none|error|error||";
    QTest::addRow("open quote") << QByteArray("level=info msg=\"one") << "none|info|main||one";
}

void TestTextFormats::logfmtColumns()
{
    QFETCH(QByteArray, line);
    const LogfmtFormat format;
    const auto scratch = format.makeScratch();
    const PaddedLine padded(line.toStdString());
    const ParsedLine parsed = format.parse(padded.view(), {}, *scratch);
    const Record record = format.decode(padded.view(), {});

    QCOMPARE(parsed.kind, ParsedLine::Kind::Record);
    const auto join = [&](auto time, auto level, auto category, auto logger) {
        return QStringList{test::timeText(time), test::levelText(level), text(category), text(logger),
                           text(record.message)}
            .join('|');
    };
    QTEST(join(parsed.hasTime ? std::optional(parsed.time) : std::nullopt,
               parsed.hasLevel ? std::optional(parsed.level) : std::nullopt, parsed.category, parsed.logger),
          "columns");
    QTEST(join(record.time, record.level, std::string_view(record.category), std::string_view(record.logger)),
          "columns");
}

void TestTextFormats::logfmtReadsQuotesOverLines()
{
    const LogfmtFormat format;
    const auto scratch = format.makeScratch();
    const PaddedLine second("second line\" symbol=ETHUSDT");

    QCOMPARE(format.parse(second.view(), {}, *scratch).kind, ParsedLine::Kind::Continuation);
    const Record record =
        format.decode("level=info msg=\"first line\nsecond line\" symbol=ETHUSDT\n  at x", {});
    QCOMPARE(text(record.message), "first line\nsecond line\nat x");
    QCOMPARE(text(record.fields.back().value), "ETHUSDT");
}

QTEST_GUILESS_MAIN(TestTextFormats)
#include "tst_text_formats.moc"
