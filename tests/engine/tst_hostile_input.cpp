// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/line_format.h"
#include "engine/query/query.h"

#include "engine/parse_support.h"

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::Mutator;
using tapewatch::test::PaddedLine;

/// Damaged lines and queries: whatever comes, every reader answers, and what it answers holds together.
class TestHostileInput : public QObject {
    Q_OBJECT

private slots:
    void damagedLines_data();
    void damagedLines();
    void damagedSamples();
    void damagedQueries_data();
    void damagedQueries();
    void endlessNesting_data();
    void endlessNesting();
};

void TestHostileInput::damagedLines_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("line");

    QTest::addRow("ours")
        << QByteArray("tapewatch")
        << QByteArray(
               R"({"timestamp":"2026-01-05T10:15:30.123456789Z","level":"info","category":"main","logger":"a.b","message":"m\u00e9","bot":"alpha","fields":{"a":[1,{"b":-2.5e3}]}})");
    QTest::addRow("JSON")
        << QByteArray("json")
        << QByteArray(
               R"({"ts":1767608130.5,"lvl":30,"MESSAGE":[104,105],"trade_data":{"a":[1,[2,[3]]]},"name":"x\ud83d\ude00"})");
    QTest::addRow("logfmt") << QByteArray("logfmt")
                            << QByteArray(
                                   "level=info ts=2026-01-05T10:15:30Z msg=\"a \\\"b\\\"\" x=1.5 y=true");
    QTest::addRow("freqtrade")
        << QByteArray("freqtrade")
        << QByteArray("2022-12-08 23:48:13,601 - freqtrade.worker - INFO - LIMIT_BUY has been fulfilled");
    QTest::addRow("Hummingbot")
        << QByteArray("hummingbot")
        << QByteArray(
               R"(2024-02-12 17:32:30,353 - 2 - h.r - EVENT_LOG - {"timestamp":1.0,"event_name":"OrderFilledEvent"})");
    QTest::addRow("Nautilus") << QByteArray("nautilus")
                              << QByteArray("\x1b[1m2026-01-05T10:15:30.123456789Z\x1b[0m \x1b[91m[ERROR] "
                                            "TESTER-001.RiskEngine: READY\x1b[0m");
    QTest::addRow("spdlog") << QByteArray("spdlog")
                            << QByteArray(
                                   "[2026-11-22 21:54:51.461] [trades] [error] order rejected code=-2010");
    QTest::addRow("syslog") << QByteArray("syslog")
                            << QByteArray("<14>Apr 28 04:02:03 host syslogd[12]: a - INFO - b");
    QTest::addRow("plain") << QByteArray("plain") << QByteArray("\x1b]0;title\x07 some \xc3\xa9 text");
}

void TestHostileInput::damagedLines()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, line);
    const FormatCatalog catalog;
    const auto reader = catalog.find(format.toStdString());
    const auto scratch = reader->makeScratch();
    LineContext context;
    context.reference = Timestamp{};
    Mutator mutator;
    for (int i = 0; i < 3'000; ++i) {
        const PaddedLine damaged(mutator.mutated(line.toStdString()));
        const ParsedLine parsed = reader->parse(damaged.view(), context, *scratch);
        const Record record = reader->decode(damaged.view(), context);
        // One line, so that both see the same text.
        if (parsed.kind != ParsedLine::Kind::Record || damaged.view().find('\n') != std::string_view::npos ||
            !record.wellFormed)
            continue;
        QVERIFY2(parsed.hasTime == record.time.has_value(), damaged.view().data());
        QVERIFY2(!record.time || *record.time == parsed.time, damaged.view().data());
        QVERIFY2(parsed.logger == record.logger, damaged.view().data());
        QVERIFY2(parsed.category == record.category, damaged.view().data());
    }
}

void TestHostileInput::damagedSamples()
{
    const FormatCatalog catalog;
    Mutator mutator;
    const std::string sample =
        "2022-12-08 23:48:13,601 - freqtrade.worker - INFO - a\nTraceback\n  x\n"
        "{\"level\":\"info\",\"msg\":\"m\"}\nlevel=info a=b\n<14>Apr 28 04:02:03 h a: b\n";
    for (int i = 0; i < 300; ++i) {
        const auto scores = catalog.detect(mutator.mutated(sample), "x.log");
        QVERIFY(scores.size() > 10);
        for (const FormatScore &score : scores)
            QVERIFY(score.score >= 0 && score.score <= 1);
    }
}

void TestHostileInput::damagedQueries_data()
{
    QTest::addColumn<QByteArray>("query");

    QTest::addRow("everything") << QByteArray(
        R"(level>=warning category:trade symbol:BTC* price>=50000 "insufficient \"funds\"" /reject(ed)?/i -logger:x (a OR b) last:15m)");
    QTest::addRow("times") << QByteArray(
        "time>=10:15 time:2026-01-05..2026-01-06 time<-15m last:1h30m has:a.b");
    QTest::addRow("sets") << QByteArray("level:(info or error) price:1..2 bot!=(a b) not (not x and -y)");
}

void TestHostileInput::damagedQueries()
{
    QFETCH(QByteArray, query);
    Mutator mutator;
    const std::string line = query.toStdString();
    const Record record;
    const NameTable names;
    RowProbe row;
    row.text = [&]() -> const std::string & { return line; };
    row.record = [&]() -> const Record & { return record; };
    int good = 0;
    for (int i = 0; i < 10'000; ++i) {
        const std::string damaged = mutator.mutated(line);
        const auto result = Query::parse(damaged, Timestamp{1'767'608'130'000'000'000});
        if (const auto *error = std::get_if<QueryError>(&result)) {
            QVERIFY2(error->column + error->length <= damaged.size(), damaged.c_str());
            QVERIFY2(!error->message.empty(), damaged.c_str());
            continue;
        }
        ++good;
        // Either answer will do: it must only come.
        (void)std::get<Query>(result).matches(row, names);
    }
    QVERIFY(good > 1'000);
}

void TestHostileInput::endlessNesting_data()
{
    QTest::addColumn<QByteArray>("part");

    QTest::addRow("parentheses") << QByteArray("(");
    QTest::addRow("dashes") << QByteArray("-");
    QTest::addRow("not") << QByteArray("not ");
}

void TestHostileInput::endlessNesting()
{
    QFETCH(QByteArray, part);
    const auto result = Query::parse((part.repeated(100'000) + "x").toStdString(), Timestamp{});
    const auto *error = std::get_if<QueryError>(&result);

    QVERIFY(error != nullptr);
    QCOMPARE(tapewatch::test::text(error->message), "nested too deeply");
}

QTEST_GUILESS_MAIN(TestHostileInput)
#include "tst_hostile_input.moc"
