// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/doc_blocks.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/control.h>
#include <tapewatch/format/file_name.h>
#include <tapewatch/format/metrics.h>
#include <tapewatch/format/record.h>

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

using namespace tapewatch;
using namespace tapewatch::literals;
using nlohmann::json;

namespace {

constexpr std::int64_t kNoon = 1'767'608'130'123'456'789; // 2026-01-05T10:15:30.123456789Z
constexpr std::int64_t kSecond = 1'000'000'000;

std::string_view text(const char *text)
{
    return text;
}

RecordView base(std::int64_t ns, Level level, std::string_view category, std::string_view logger,
                std::string_view message, std::uint64_t seq)
{
    RecordView record;
    record.timestamp = {ns};
    record.level = level;
    record.category = category;
    record.logger = logger;
    record.message = message;
    record.bot = "alpha";
    record.pid = 4711;
    record.thread = 4712;
    record.seq = seq;
    return record;
}

/// At `seconds` after 10:15:30, on the dot.
std::int64_t after(int seconds)
{
    return kNoon - 123'456'789 + seconds * kSecond;
}

QString lineOf(const RecordView &record)
{
    std::string line;
    appendJsonLine(record, line);
    return QString::fromStdString(line).chopped(1);
}

/// What docs/record-format.md shows, in its order.
QStringList exampleLines()
{
    QStringList lines;
    const auto add = [&lines](RecordView record, std::initializer_list<FieldView> fields) {
        record.fields = {fields.begin(), fields.size()};
        lines += lineOf(record);
    };
    const auto addEvent = [&lines](RecordView record, const char *key,
                                   std::initializer_list<FieldView> members) {
        record.eventKey = key;
        record.event = {members.begin(), members.size()};
        lines += lineOf(record);
    };

    RecordView signal = base(kNoon, Level::Info, "main", "strategy.momentum", "signal long BTCUSDT", 1);
    signal.sourceFile = "strategies/momentum.cpp";
    signal.sourceLine = 88;
    signal.function = "onCandle";
    add(signal, {{"symbol", text("BTCUSDT")}, {"strength", 0.75}, {"candles", std::int64_t(240)}});

    add(base(kNoon + 1, Level::Debug, "main", "", "every kind of value", 2),
        {{"nothing", std::monostate()},
         {"yes", true},
         {"least", std::numeric_limits<std::int64_t>::min()},
         {"most", std::numeric_limits<std::uint64_t>::max()},
         {"ratio", 0.1},
         {"tiny", 5e-324},
         {"whole", 100.0},
         {"unknown", std::nan("")},
         {"price", 50000.10_dec},
         {"text", text("plain")}});

    RecordView answer =
        base(kNoon + 2, Level::Warning, "main", "exchange.rest",
             "answer was \"\x1B[31mno\x1B[0m\"\n\ttwice \xE4\xBE \xE4\xBE\xA1\xE6\xA0\xBC", 3);
    answer.sourceFile = "exchange\\rest.cpp";
    answer.sourceLine = 12;
    add(answer, {});

    addEvent(
        base(after(1), Level::Info, "trade", "strategy.momentum", "filled buy 0.0100 BTCUSDT @ 50000.10", 1),
        "trade",
        {{"event", text("filled")},
         {"symbol", text("BTCUSDT")},
         {"side", text("buy")},
         {"order_type", text("limit")},
         {"qty", 0.0100_dec},
         {"price", 50000.10_dec},
         {"order_id", text("ORD123")},
         {"exec_id", text("E1")},
         {"strategy_id", text("momentum-1")},
         {"fee", 0.50_dec},
         {"fee_asset", text("USDT")},
         {"position", Decimal::fromMantissa(-200, 4)},
         {"reason", text("")}});
    addEvent(base(after(2), Level::Error, "compliance", "risk", "max_position violated: 1.2 over 1.0", 1),
             "compliance",
             {{"rule", text("max_position")},
              {"verdict", text("violation")},
              {"limit", 1.0_dec},
              {"observed", 1.2_dec},
              {"action", text("blocked")},
              {"jurisdiction", text("EU")},
              {"reviewer_hint", text("second time today")}});
    addEvent(base(after(3), Level::Error, "compliance", "risk", "max_drawdown passed", 2), "risk",
             {{"rule", text("max_drawdown")},
              {"symbol", text("ETHUSDT")},
              {"limit", 0.05_dec},
              {"observed", 0.061_dec},
              {"action", text("reduced")},
              {"strategy_id", text("momentum-1")}});

    RecordView error = base(after(4), Level::Error, "error", "exchange.rest", "order refused", 1);
    error.thread = 4713;
    addEvent(error, "error",
             {{"type", text("ExchangeError")},
              {"code", text("-2010")},
              {"component", text("binance.rest")},
              {"operation", text("place_order")},
              {"stack", text("placeOrder\nonSignal")}});

    RecordView call = base(after(5), Level::Debug, "main", "exchange.rest", "POST /api/v3/order 200", 4);
    call.thread = 4713;
    addEvent(call, "api",
             {{"exchange", text("binance")},
              {"method", text("POST")},
              {"endpoint", text("/api/v3/order")},
              {"status", std::int64_t(200)},
              {"latency_us", std::int64_t(18'250)},
              {"request_id", text("r-77")}});

    RecordView limited = base(after(6), Level::Warning, "main", "exchange.rest", "rate limit reached", 5);
    limited.thread = 4713;
    limited.recovered = true;
    addEvent(limited, "rate_limit",
             {{"exchange", text("binance")},
              {"scope", text("orders_10s")},
              {"used", std::int64_t(50)},
              {"limit", std::int64_t(50)},
              {"retry_after_ms", std::int64_t(4000)}});

    RecordView count = base(after(10), Level::Warning, "main", "feed", "stale book for BTCUSDT", 106);
    count.thread = 4713;
    add(count, {{"depth", std::int64_t(5)},
                {"repeated", std::uint64_t(9900)},
                {"first_repeat", text("2026-01-05T10:15:31.000000000Z")},
                {"last_repeat", text("2026-01-05T10:15:39.000000000Z")}});
    RecordView pong = base(after(9), Level::Debug, "main", "exchange.ws", "pong after 40 ms", 107);
    pong.thread = 4713;
    pong.backtrace = true;
    add(pong, {});
    return lines;
}

QStringList blockLines(const QString &page, const QString &language)
{
    QStringList lines;
    for (const DocBlock &block : docBlocks(page))
        if (block.language == language)
            lines += block.text.split('\n');
    return lines;
}

/// Cells of every table row of `page`, backticks taken off.
QList<QStringList> tableRows(const QString &page)
{
    QList<QStringList> rows;
    for (const QString &line : docLines(page)) {
        if (!line.startsWith("| `"))
            continue;
        QStringList cells = line.split('|').mid(1);
        for (QString &cell : cells)
            cell = cell.trimmed().remove('`');
        rows.append(cells);
    }
    return rows;
}

/// "categories.<category>.rotation.every" and so on, for every leaf of a document.
QSet<QString> keyNames(const json &document)
{
    QSet<QString> names;
    const json flat = document.flatten();
    for (const auto &[pointer, value] : flat.items()) {
        QStringList steps = QString::fromStdString(pointer).split('/').mid(1);
        if (steps.first() == "categories")
            steps[1] = "<category>";
        if (steps.first() == "levels")
            steps[1] = "<logger>";
        names.insert(steps.join('.'));
    }
    return names;
}

} // namespace

class TestFormatDocs : public QObject {
    Q_OBJECT

private slots:
    void recordsAreWrittenAsShown();
    void fileNamesAreReadAsShown();
    void configurationsLoadOrFailAsShown();
    void presetsAreAsShown();
    void everyKeyIsListed();
    void variablesWorkAsListed();
    void messagesAreAsShown();
    void resultsCanBeRead();
    void socketNamesAreReadAsShown();
};

void TestFormatDocs::recordsAreWrittenAsShown()
{
    const QStringList shown = blockLines("record-format.md", "json");
    const QStringList written = exampleLines();
    QCOMPARE(shown.size(), written.size());
    for (qsizetype i = 0; i < shown.size(); ++i)
        QCOMPARE(written[i], shown[i]);
}

void TestFormatDocs::fileNamesAreReadAsShown()
{
    const QStringList ours = blockLines("files.md", "names");
    const QStringList others = blockLines("files.md", "others");
    QVERIFY(!ours.isEmpty() && !others.isEmpty());
    for (const QString &line : ours) {
        const std::string name = line.section(' ', 0, 0).toStdString();
        const auto parsed = parseLogFileName(name);
        QVERIFY2(parsed, name.c_str());
        QCOMPARE(toString(*parsed), name);
        QCOMPARE(parsed->active(), line.contains("active"));
        QCOMPARE(parsed->compressed, line.contains("compressed"));
    }
    for (const QString &name : others)
        QVERIFY2(!parseLogFileName(name.toStdString()), qPrintable(name));
}

void TestFormatDocs::configurationsLoadOrFailAsShown()
{
    const std::vector<DocBlock> blocks = docBlocks("configuration.md");
    int loaded = 0;
    int refused = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].language != "json")
            continue;
        const Result<Config> config = configFromText(blocks[i].text.toStdString());
        const QString fault = config.ok() ? QString() : QString::fromStdString(config.error().text());
        const bool isRefusal = i + 1 < blocks.size() && blocks[i + 1].language == "text";
        QCOMPARE(fault, isRefusal ? blocks[i + 1].text : QString());
        ++(isRefusal ? refused : loaded);
    }
    QVERIFY(loaded >= 4);
    QVERIFY(refused >= 5);
}

void TestFormatDocs::presetsAreAsShown()
{
    int presets = 0;
    for (const DocBlock &block : docBlocks("configuration.md")) {
        const Result<Config> preset = presetConfig(block.heading.toStdString());
        if (!preset)
            continue;
        ++presets;
        const Config shown = configFromText(block.text.toStdString()).value();
        QCOMPARE(configToJson(shown).dump(), configToJson(*preset).dump());
    }
    QCOMPARE(presets, 3);
}

void TestFormatDocs::everyKeyIsListed()
{
    QSet<QString> listed;
    for (const QStringList &row : tableRows("configuration.md"))
        if (!row[0].startsWith("TAPEWATCH_"))
            listed.insert(row[0]);
    QSet<QString> known = keyNames(configToJson(Config()));
    known += {"preset", "$schema"};
    QCOMPARE(listed, known);
}

void TestFormatDocs::variablesWorkAsListed()
{
    int variables = 0;
    for (const QStringList &row : tableRows("configuration.md")) {
        if (!row[0].startsWith("TAPEWATCH_"))
            continue;
        ++variables;
        const Result<json> applied =
            applyEnvironment(json::object(), {{row[0].toStdString(), row[2].toStdString()}});
        QVERIFY2(applied.ok(), qPrintable(row[0]));
        QCOMPARE(applied->flatten().size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(applied->flatten().begin().key()), row[1]);
    }
    QCOMPARE(variables, 11);
}

void TestFormatDocs::messagesAreAsShown()
{
    int requests = 0;
    for (const QString &line : blockLines("control-protocol.md", "json")) {
        const std::string message = line.toStdString();
        if (line.contains("\"method\":")) {
            const auto request = control::parseRequest(message);
            QVERIFY2(std::holds_alternative<control::Request>(request), message.c_str());
            QCOMPARE(control::toLine(std::get<control::Request>(request)), message + '\n');
            ++requests;
        } else {
            const Result<control::Response> response = control::parseResponse(message);
            QVERIFY2(response.ok(), message.c_str());
            QCOMPARE(control::toLine(*response), message + '\n');
        }
    }
    QVERIFY(requests >= 6);
    const auto fault = control::parseRequest("hello");
    const control::Response answer{nullptr, nullptr, std::get<control::RpcError>(fault)};
    QCOMPARE(control::toLine(answer), blockLines("control-protocol.md", "json").last().toStdString() + '\n');
}

void TestFormatDocs::resultsCanBeRead()
{
    QSet<QString> seen;
    for (const DocBlock &block : docBlocks("control-protocol.md")) {
        const json result = json::parse(block.text.section('\n', 1, 1).toStdString(), nullptr, false);
        if (!result.is_object() || !result.contains("result"))
            continue;
        seen.insert(block.heading);
        if (block.heading == "hello")
            QVERIFY(control::helloFromJson(result["result"]).ok());
        else if (block.heading == "metrics")
            QVERIFY(metricsFromJson(result["result"]).ok());
        else if (block.heading != "loggers")
            QVERIFY(configFromJson(control::configStateFromJson(result["result"])->config).ok());
    }
    QCOMPARE(seen, QSet<QString>({"hello", "metrics", "config.get", "config.patch", "level.set", "loggers"}));
}

void TestFormatDocs::socketNamesAreReadAsShown()
{
    const QStringList names = blockLines("control-protocol.md", "sockets");
    QVERIFY(!names.isEmpty());
    for (const QString &name : names)
        QVERIFY2(control::parseSocketName(name.toStdString()), qPrintable(name));
}

QTEST_GUILESS_MAIN(TestFormatDocs)
#include "tst_format_docs.moc"
