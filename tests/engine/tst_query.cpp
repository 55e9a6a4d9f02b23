// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/tapewatch_format.h"
#include "engine/query/ast.h"
#include "engine/query/query.h"

#include "engine/parse_support.h"

#include <QFile>

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::text;

namespace {

const Timestamp kNow = *parseRfc3339("2026-01-05T10:30:00Z");

constexpr const char *kReject =
    R"({"timestamp":"2026-01-05T10:15:30.123456789Z","level":"warning","category":"trade","logger":"exchange.binance","message":"Order rejected: insufficient funds","bot":"alpha","pid":1,"thread":2,"seq":3,"source":"f.cpp:12","function":"f","fields":{"latency_us":1250,"note":"caf\u0065 open","tags":["fast","retry"],"at":"2026-01-05T10:00:00Z","log.level":"odd","none":null,"sure":true},"trade":{"event":"rejected","symbol":"BTCUSDT","qty":"0.30","price":50000.10,"order_id":"ORD123"}})";

/// One row with everything that a query can ask; counts how often its text and its record are fetched.
class Row {
public:
    explicit Row(std::string line)
        : m_text(std::move(line))
    {
        const TapewatchFormat format;
        const auto scratch = format.makeScratch();
        const ParsedLine parsed = format.parse(m_text, {}, *scratch);
        m_record = format.decode(m_text, {});
        probe.columns.time = parsed.time;
        probe.columns.level = parsed.level;
        probe.columns.hasLevel = parsed.hasLevel;
        probe.columns.category = names.intern(parsed.category);
        probe.columns.bot = names.intern(parsed.bot);
        probe.columns.logger = names.intern(parsed.logger);
        probe.text = [this]() -> const std::string & {
            ++textsRead;
            return m_text;
        };
        probe.record = [this]() -> const Record & {
            ++recordsRead;
            return m_record;
        };
    }

    RowProbe probe;
    NameTable names;
    int textsRead = 0;
    int recordsRead = 0;

private:
    std::string m_text;
    Record m_record;
};

Query parsed(const std::string &query)
{
    auto result = Query::parse(query, kNow);
    if (const auto *error = std::get_if<QueryError>(&result))
        qFatal("%s: column %zu: %s", query.c_str(), error->column, error->message.c_str());
    return std::get<Query>(std::move(result));
}

} // namespace

class TestQuery : public QObject {
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void matchesRowsWithoutColumns();
    void saysWhereItIsWrong_data();
    void saysWhereItIsWrong();
    void knowsWhatItNeeds_data();
    void knowsWhatItNeeds();
    void asksCheapThingsFirst();
    void joins();
    void endlessRegexesEnd();
    void readsTheExamplesOfTheManual();
};

void TestQuery::matches_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("match");

    const auto row = [](const char *query, bool match) {
        QTest::addRow("%s", query) << QString(query) << match;
    };
    row("", true);
    row("   ", true);
    row("rejected", true);
    row("REJECTED insufficient", true);
    row("rejected filled", false);
    row("\"insufficient funds\"", true);
    row("\"funds insufficient\"", false);
    row("insuff*funds", true);
    row("funds*insuff", false);
    row("*", true);
    row("/reject(ed)?/", true);
    row("/REJECT/", false);
    row("/REJECT/i", true);
    row("/f\\.cpp:\\d+/", true);
    row("/a\\/b/", false);

    row("level:warning", true);
    row("level:WARN", true);
    row("level:error", false);
    row("level=warning", true);
    row("level!=warning", false);
    row("level>=warning", true);
    row("level>warning", false);
    row("level<error", true);
    row("level<=info", false);
    row("level:(error warning)", true);
    row("level!=(error warning)", false);
    row("level:info..error", true);
    row("level:error..critical", false);

    row("category:trade", true);
    row("category:TRADE", true);
    row("category:tra", false);
    row("category:tra*", true);
    row("category!=trade", false);
    row("bot:alp", true);
    row("bot=alp", false);
    row("bot=alpha", true);
    row("bot:(beta or alpha)", true);
    row("logger:exchange", true);
    row("logger:exchange.binance", true);
    row("logger:exch", false);
    row("logger:binance", false);
    row("logger:*binance", true);
    row("logger=exchange", false);
    row("logger!=exchange", true);
    row("logger:/bin.nce$/", true);
    row("-logger:exchange", false);

    row("message:rejected", true);
    row("message:\"insufficient funds\"", true);
    row("message:BTCUSDT", false);
    row("message=rejected", false);
    row("message:Order*funds", true);
    row("message:rejected*", false);
    row("message:*rejected*", true);
    row("msg:/funds$/", true);

    row("trade.symbol:BTCUSDT", true);
    row("symbol:btc", true);
    row("symbol=btc", false);
    row("symbol=btcusdt", true);
    row("symbol:BTC*", true);
    row("symbol:*USD", false);
    row("symbol!=ETHUSDT", true);
    row("nosuch!=ETHUSDT", false);
    row("-nosuch:ETHUSDT", true);
    row("fields.symbol:BTCUSDT", false);
    row("trade:BTCUSDT", true);
    row("log.level:odd", true);
    row("note:cafe", true); // written with an escape in the line
    row("tags:retry", true);
    row("tags:slow", false);
    row("sure:true", true);
    row("none:null", false);
    row("order_id:123", true);

    row("price>=50000", true);
    row("price>50000.1", false);
    row("price:50000.1", true);
    row("price=50000.100", true);
    row("price:5000", false);
    row("price!=50000.10", false);
    row("price:50000..51000", true);
    row("price:50001..51000", false);
    row("price<50000.100000000000000000001", true);
    row("qty=0.3", true);
    row("qty<0.31", true);
    row("latency_us>1249.5", true);
    row("symbol>5", false);
    row("at<2026-01-05T10:00:01Z", true);
    row("at>=2026-01-05T10:00:01Z", false);
    row("seq=3", true);

    row("has:trade.symbol", true);
    row("has:symbol", true);
    row("has:none", false);
    row("has:nosuch", false);
    row("has:level", true);
    row("has:logger", true);
    row("-has:compliance", true);

    row("last:15m", true);
    row("last:14m", false);
    row("last:1h30m", true);
    row("time>=10:15", true);
    row("time>10:15", false);
    row("time:10:15", true);
    row("time=10:15:30", true);
    row("time:10:15:31", false);
    row("time<=10:15", true);
    row("time<10:15:30.123456789", false);
    row("time:2026-01-05", true);
    row("time:2026-01-04", false);
    row("time:today", true);
    row("time:yesterday", false);
    row("time>=-20m", true);
    row("time>=-10m", false);
    row("time:10:00..10:15", true);
    row("time>=\"2026-01-05 10:15:30\"", true);
    row("time>=2026-01-05T11:15:30.2+01:00", false);

    row("rejected and level>=error", false);
    row("rejected AND NOT level>=error", true);
    row("level>=error or symbol:BTCUSDT", true);
    row("level>=error or filled or cancelled", false);
    row("filled or rejected level:info", false); // and binds tighter than or
    row("(filled or rejected) level:warning", true);
    row("-(filled or rejected)", false);
    row("not not rejected", true);
    row("-filled", true);
    row("- rejected", true); // a lone dash is a word, and the date has it
    row("level>=warning category:trade symbol:BTCUSDT price>=50000 \"insufficient funds\" /reject(ed)?/ "
        "-logger:heartbeat (f.cpp OR b) last:15m",
        true);
    row("https://x", false);
    row("50000.10", true);
    row("10:15:30", true);
}

void TestQuery::matches()
{
    QFETCH(QString, query);
    QFETCH(bool, match);
    Row row(kReject);

    QCOMPARE(parsed(query.toStdString()).matches(row.probe, row.names), match);
}

void TestQuery::matchesRowsWithoutColumns()
{
    Row row("no record at all");

    QVERIFY(!parsed("level>=trace").matches(row.probe, row.names));
    QVERIFY(!parsed("level!=error").matches(row.probe, row.names));
    QVERIFY(!parsed("bot!=alpha").matches(row.probe, row.names));
    QVERIFY(parsed("-has:level -has:bot record").matches(row.probe, row.names));
}

void TestQuery::saysWhereItIsWrong_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<std::size_t>("column");
    QTest::addColumn<std::size_t>("length");
    QTest::addColumn<QString>("message"); // its start

    const auto row = [](const char *query, std::size_t column, std::size_t length, const char *message) {
        QTest::addRow("%s", query) << QString(query) << column << length << QString(message);
    };
    row("level>=loud", 7, 4,
        "expected a level (trace, debug, info, warning, error or critical) after 'level>=', found 'loud'");
    row("foo level:", 4, 6, "expected a value after 'level:', found the end");
    row("level:)", 6, 1, "expected a value after 'level:', found ')'");
    row("(a or b", 0, 1, "expected ')' for this '('");
    row("a )", 2, 1, "found ')' without a '(' before it");
    row("()", 1, 1, "expected a word or a field, found ')'");
    row("a or", 4, 0, "expected a word or a field, found the end");
    row("or a", 0, 2, "expected a word or a field, found 'or'");
    row("a and and b", 6, 3, "expected a word or a field, found 'and'");
    row("not", 3, 0, "expected a word or a field, found the end");
    row("\"open", 0, 5, "expected '\"' at the end of the phrase");
    row("/open", 0, 5, "expected '/' at the end of the regex");
    row("/a/xyz", 3, 3, "expected 'i' or a blank behind the regex, found 'xyz'");
    row("x /a(/", 5, 1, "invalid regex: missing closing parenthesis");
    row("message:/[/", 10, 1, "invalid regex:");
    row("last:soon", 5, 4, "expected a duration (90s, 15m, 2h, 1d) after 'last:', found 'soon'");
    row("time>=noon", 6, 4, "expected a time (10:15, 2026-01-05, 2026-01-05T10:15:30Z, today or -15m)");
    row("price>=high", 7, 4, "expected a number or a time after 'price>=', found 'high'");
    row("bot>a", 0, 4, "'bot' can be asked with ':', '=' and '!=' only, found 'bot>'");
    row("level:(info", 6, 1, "expected ')' for this '('");
    row("level:()", 6, 1, "expected a value in these parentheses");
    row("level:(info loud)", 12, 4, "expected a level");
}

void TestQuery::saysWhereItIsWrong()
{
    QFETCH(QString, query);
    QFETCH(QString, message);
    const auto result = Query::parse(query.toStdString(), kNow);
    const auto *error = std::get_if<QueryError>(&result);

    QVERIFY(error != nullptr);
    QVERIFY2(text(error->message).startsWith(message), error->message.c_str());
    QTEST(error->column, "column");
    QTEST(error->length, "length");
}

void TestQuery::knowsWhatItNeeds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("columnsOnly");
    QTest::addColumn<bool>("everything");

    QTest::addRow("empty") << "" << true << true;
    QTest::addRow("columns") << "level>=warning -category:trade (bot:a or logger:b) last:1h has:level" << true
                             << false;
    QTest::addRow("word") << "level>=warning word" << false << false;
    QTest::addRow("regex") << "level>=warning or /x/" << false << false;
    QTest::addRow("message") << "message:x" << false << false;
    QTest::addRow("field") << "-symbol:x" << false << false;
    QTest::addRow("presence of a field") << "has:symbol" << false << false;
}

void TestQuery::knowsWhatItNeeds()
{
    QFETCH(QString, query);
    const Query result = parsed(query.toStdString());

    QTEST(result.columnsOnly(), "columnsOnly");
    QTEST(result.matchesEverything(), "everything");
}

void TestQuery::asksCheapThingsFirst()
{
    Row row(kReject);

    QVERIFY(!parsed("symbol:BTCUSDT rejected level:error").matches(row.probe, row.names));
    QCOMPARE(row.textsRead, 0);
    QVERIFY(parsed("symbol:BTCUSDT or rejected").matches(row.probe, row.names));
    QCOMPARE(row.recordsRead, 0);
    QVERIFY(!parsed("symbol:NOTHERE").matches(row.probe, row.names));
    QCOMPARE(row.recordsRead, 1); // the line has an escape, which may hide the text
}

void TestQuery::joins()
{
    Row row(kReject);
    const Query everything;
    const Query trade = parsed("category:trade");
    const Query error = parsed("level:error or level:info");

    QVERIFY((everything && everything).matchesEverything());
    QVERIFY((everything && trade).matches(row.probe, row.names));
    QVERIFY((trade && everything).columnsOnly());
    QVERIFY(!(trade && error).matches(row.probe, row.names));
}

void TestQuery::endlessRegexesEnd()
{
    Row row(std::string(20'000, 'a'));

    QVERIFY(!parsed("/^(a+)+(a+)+b$/").matches(row.probe, row.names));
}

void TestQuery::readsTheExamplesOfTheManual()
{
    QFile manual(TAPEWATCH_SOURCE_DIR "/docs/query-language.md");
    QVERIFY(manual.open(QIODevice::ReadOnly));
    int examples = 0;
    bool inExample = false;
    for (const QString &line : QString::fromUtf8(manual.readAll()).split('\n')) {
        if (line.startsWith("```")) {
            inExample = line == "```query";
        } else if (inExample) {
            ++examples;
            const auto result = Query::parse(line.toStdString(), kNow);
            QVERIFY2(std::holds_alternative<Query>(result), qPrintable(line));
        }
    }
    QCOMPARE(examples, 11);
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
