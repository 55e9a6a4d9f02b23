// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/line_format.h"

#include "engine/parse_support.h"

using namespace tapewatch;
using namespace tapewatch::engine;
using tapewatch::test::PaddedLine;
using tapewatch::test::text;

namespace {

const QByteArray kOurs =
    R"({"timestamp":"2026-01-05T10:15:30.123456789Z","level":"info","category":"main","logger":"a","message":"m","bot":"alpha","pid":1,"thread":2,"seq":3})"
    "\n";
const QByteArray kJson = R"({"time":"2026-01-05T10:15:30Z","level":"info","msg":"m"})"
                         "\n";
const QByteArray kFreqtrade = "2022-12-08 23:48:13,601 - freqtrade.worker - INFO - Bot heartbeat.\n";
const QByteArray kPython = "2022-12-08 23:48:13,601 - ccxt.base - INFO - hello\n";
const QByteArray kTraceback = "Traceback (most recent call last):\n  File \"a\", line 1\nKeyError: 'x'\n";

} // namespace

class TestFormatCatalog : public QObject {
    Q_OBJECT

private slots:
    void detects_data();
    void detects();
    void saysWhyTheOthersLost();
    void plainStandsBehindWhatFits();
    void findsByName();
    void usersDefinitionsTakePart();
};

void TestFormatCatalog::detects_data()
{
    QTest::addColumn<QByteArray>("sample");
    QTest::addColumn<QString>("format");

    QTest::addRow("ours") << kOurs << "tapewatch";
    QTest::addRow("ours, one bad line") << kOurs.repeated(9) + "oops\n"
                                        << "tapewatch";
    QTest::addRow("ours, one line of other JSON") << kOurs.repeated(9) + kJson << "tapewatch";
    QTest::addRow("JSON") << kJson << "json";
    QTest::addRow("JSON, some bad lines") << kJson.repeated(3) + "bad\n" + kJson + "bad\n"
                                          << "json";
    QTest::addRow("JSON with tracebacks") << (kJson + kTraceback).repeated(3) << "json";
    QTest::addRow("freqtrade") << kFreqtrade << "freqtrade";
    QTest::addRow("freqtrade after a banner") << "Starting up\n\n" + kFreqtrade.repeated(5) << "freqtrade";
    QTest::addRow("freqtrade, tracebacks") << (kFreqtrade + kTraceback).repeated(2) << "freqtrade";
    QTest::addRow("freqtrade, libraries too") << kFreqtrade + kPython.repeated(4) << "freqtrade";
    QTest::addRow("freqtrade, cut in a line") << kFreqtrade.repeated(2) + kFreqtrade.left(20) << "freqtrade";
    QTest::addRow("Python, nothing of freqtrade") << kPython << "python";
    QTest::addRow("Python's short form") << QByteArray("INFO:root:hello\n") << "python";
    QTest::addRow("Hummingbot") << QByteArray(
                                       "2024-02-12 17:32:30,374 - 2021432 - "
                                       "hummingbot.connector.client_order_tracker - INFO - BUY order.\n")
                                << "hummingbot";
    QTest::addRow("Nautilus") << QByteArray(
                                     "2026-01-05T10:15:30.123456789Z [INFO] TESTER-001.RiskEngine: READY\n")
                              << "nautilus";
    QTest::addRow("Nautilus JSON")
        << QByteArray(
               R"({"timestamp":"2026-01-05T10:15:30.123456789Z","trader_id":"TESTER-001","level":"INFO","color":"NORMAL","component":"RiskEngine","message":"READY"})")
        << "json";
    QTest::addRow("Jesse") << QByteArray("[INFO | 2026-01-05T10:15:30] opened long BTC-USDT\n") << "jesse";
    QTest::addRow("OctoBot")
        << QByteArray("2026-01-05 10:15:30 INFO   OctoBot              octobot.py:120      Starting\n")
        << "octobot";
    QTest::addRow("spdlog") << QByteArray("[2026-11-22 21:54:51.461] [info] Bot started\n") << "spdlog";
    QTest::addRow("logfmt") << QByteArray("event_type=trade symbol=BTCUSDT level=info "
                                          "timestamp=2026-11-22T21:56:19.687761Z message=\"a b\"\n")
                            << "logfmt";
    QTest::addRow("syslog") << QByteArray("Apr 28 04:02:03 host syslogd 1.4.1: restart.\n") << "syslog";
    QTest::addRow("syslog, new")
        << QByteArray(
               "<14>1 2026-01-05T10:15:30.123Z host freqtrade 11119 - - freqtrade.worker - INFO - ...\n")
        << "syslog";
    QTest::addRow("prose") << QByteArray("It was a dark\nand stormy night\n") << "plain";
    QTest::addRow("one line of JSON in prose") << "some\nmore\ntext\nhere\n" + kJson << "plain";
    QTest::addRow("empty") << QByteArray() << "plain";
    QTest::addRow("zeros") << QByteArray(5000, '\0') << "plain";
}

void TestFormatCatalog::detects()
{
    QFETCH(QByteArray, sample);

    const auto scores = FormatCatalog().detect(sample.toStdString(), "x.log");

    QTEST(text(scores.front().format->name()), "format");
}

void TestFormatCatalog::saysWhyTheOthersLost()
{
    const auto scores = FormatCatalog().detect(kJson.toStdString() + "bad\n", "x.log");
    const auto reasonOf = [&](std::string_view name) {
        for (const FormatScore &score : scores)
            if (score.format->name() == name)
                return text(score.reason);
        return QString();
    };

    QCOMPARE(scores.front().score, 0.5);
    QCOMPARE(reasonOf("json"), "line 2: column 1: expected '{' of a JSON object, found 'bad'");
    QVERIFY2(reasonOf("tapewatch").startsWith("line 1: expected the keys timestamp, level"),
             qPrintable(reasonOf("tapewatch")));
    QVERIFY2(reasonOf("spdlog").startsWith("line 1: fits none of the patterns of spdlog"),
             qPrintable(reasonOf("spdlog")));
}

void TestFormatCatalog::plainStandsBehindWhatFits()
{
    const auto scores = FormatCatalog().detect(kOurs.toStdString(), "x.log");

    QCOMPARE(text(scores[0].format->name()), "tapewatch");
    QCOMPARE(text(scores[1].format->name()), "json");
    QCOMPARE(text(scores[2].format->name()), "plain");
    QCOMPARE(scores[3].score, 0.0);
}

void TestFormatCatalog::findsByName()
{
    const FormatCatalog catalog;

    for (const char *name : {"tapewatch", "json", "logfmt", "plain", "freqtrade", "hummingbot", "nautilus",
                             "jesse", "octobot", "spdlog", "python", "syslog"})
        QVERIFY2(catalog.find(name), name);
    QVERIFY(!catalog.find("nope"));
}

void TestFormatCatalog::usersDefinitionsTakePart()
{
    FormatCatalog catalog;
    const auto added = catalog.add(R"json({"name":"mine","title":"Mine",
        "patterns":["~(?<level>\\w+)~ (?<message>.*)"],
        "samples":[{"text":"~warn~ x","level":"warning","category":"main","message":"x"}]})json");
    QVERIFY2(added.ok(), added.ok() ? "" : added.error().text().c_str());

    QCOMPARE(text(catalog.detect("~info~ a\n~error~ b\n", "x.log").front().format->name()), "mine");
}

QTEST_GUILESS_MAIN(TestFormatCatalog)
#include "tst_format_catalog.moc"
