// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/log_files.h"

#include <QProcess>
#include <QTest>

#include <cmath>
#include <csignal>
#include <map>
#include <set>

using nlohmann::json;
using tapewatch::test::familyRecords;

class TestDemoBot : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void sameSeedSameStory_data();
    void sameSeedSameStory();
    void otherSeedOtherStory();
    void tellsWholeStories_data();
    void tellsWholeStories();
    void stopsOnSignal_data();
    void stopsOnSignal();
    void replaysCandles();
    void stopsAfterDuration();
    void refusesBadInput_data();
    void refusesBadInput();
    void quickstartRecords();

private:
    QTemporaryDir m_folder;
    QString m_config;
};

namespace {

constexpr int kPatienceMs = 120'000;
const QStringList kCategories{QStringLiteral("main"), QStringLiteral("trade"), QStringLiteral("error"),
                              QStringLiteral("compliance"), QStringLiteral("signals")};

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

struct Outcome {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Outcome finish(QProcess &process)
{
    if (!process.waitForFinished(kPatienceMs))
        process.kill();
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome runBot(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(DEMO_BOT), arguments);
    return finish(process);
}

/// The records without what differs from run to run.
std::vector<json> story(const QString &folder, const QString &category)
{
    std::vector<json> records = familyRecords(folder, "bot", category.toStdString());
    for (json &record : records)
        for (const char *key : {"timestamp", "pid", "thread"})
            record.erase(key);
    return records;
}

std::string member(const json &record, const char *object, const char *name)
{
    const auto found = record.find(object);
    return found == record.end() ? "" : found->value(name, "");
}

/// The life of one order, as its records tell it.
struct Order {
    bool placed = false;
    bool ended = false;
    double open = 0.0; ///< quantity

    /// False where `trade` cannot come next.
    bool take(const json &trade)
    {
        const std::string event = trade["event"];
        if (event == "position_changed")
            return placed;
        if (placed == (event == "placed") || ended)
            return false;
        const bool fills = event == "filled" || event == "partially_filled";
        if (event == "placed")
            open = trade["qty"];
        else if (fills)
            open -= trade["qty"].get<double>();
        placed = true;
        ended = event == "filled" || event == "cancelled" || event == "rejected";
        return event == "filled" ? std::abs(open) < 1e-6 : open > 1e-6;
    }
};

} // namespace

void TestDemoBot::initTestCase()
{
    // Nothing may be shed, however slow the machine: the test counts every record.
    m_config = m_folder.filePath(QStringLiteral("bot.json"));
    writeFile(m_config, R"({"bot": "bot", "levels": {"": "debug"}, "categories": {
        "main": {"overflow": "block", "block_for": "60s"},
        "signals": {"overflow": "block", "block_for": "60s"}}})");
}

void TestDemoBot::sameSeedSameStory_data()
{
    QTest::addColumn<QString>("strategy");
    for (const char *strategy : {"momentum", "mean_reversion", "market_maker"})
        QTest::addRow("%s", strategy) << QString::fromLatin1(strategy);
}

void TestDemoBot::sameSeedSameStory()
{
    QFETCH(QString, strategy);
    const QStringList arguments{QStringLiteral("--strategy"), strategy,
                                QStringLiteral("--seed"),     QStringLiteral("5"),
                                QStringLiteral("--records"),  QStringLiteral("3000"),
                                QStringLiteral("--rate"),     QStringLiteral("100000"),
                                QStringLiteral("--config"),   m_config,
                                QStringLiteral("--directory")};
    const QTemporaryDir first;
    const QTemporaryDir second;
    QCOMPARE(runBot(arguments + QStringList{first.path()}).status, 0);
    QCOMPARE(runBot(arguments + QStringList{second.path()}).status, 0);

    std::size_t records = 0;
    for (const QString &category : kCategories) {
        const std::vector<json> one = story(first.path(), category);
        const std::vector<json> other = story(second.path(), category);
        QCOMPARE(one.size(), other.size());
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY(tapewatch::test::same(other[i], one[i]));
        if (category != QStringLiteral("error")) // copies of the others' records
            records += one.size();
    }
    QVERIFY2(records >= 3000 && records < 3100, qPrintable(QString::number(records)));
}

void TestDemoBot::otherSeedOtherStory()
{
    const QTemporaryDir first;
    const QTemporaryDir second;
    const QStringList arguments{QStringLiteral("--records"), QStringLiteral("500"),
                                QStringLiteral("--rate"),    QStringLiteral("100000"),
                                QStringLiteral("--config"),  m_config};
    QCOMPARE(runBot(arguments + QStringList{"--seed", "1", "--directory", first.path()}).status, 0);
    QCOMPARE(runBot(arguments + QStringList{"--seed", "2", "--directory", second.path()}).status, 0);

    QVERIFY(story(first.path(), QStringLiteral("main")) != story(second.path(), QStringLiteral("main")));
}

void TestDemoBot::tellsWholeStories_data()
{
    sameSeedSameStory_data();
}

void TestDemoBot::tellsWholeStories()
{
    QFETCH(QString, strategy);
    const QTemporaryDir folder;
    QCOMPARE(runBot({"--strategy", strategy, "--seed", "3", "--records", "20000", "--rate", "100000",
                     "--config", m_config, "--directory", folder.path()})
                 .status,
             0);

    std::map<std::string, Order> orders;
    std::set<std::string> seen;
    for (const json &record : familyRecords(folder.path(), "bot", "trade")) {
        QVERIFY2(orders[member(record, "trade", "order_id")].take(record["trade"]), record.dump().c_str());
        seen.insert(member(record, "trade", "event"));
    }
    for (const char *event :
         {"acknowledged", "partially_filled", "filled", "cancelled", "rejected", "position_changed"})
        QVERIFY2(seen.count(event) == 1, event);

    std::set<std::string> rules;
    std::set<std::string> verdicts;
    for (const json &record : familyRecords(folder.path(), "bot", "compliance")) {
        rules.insert(member(record, "compliance", "rule") + member(record, "risk", "rule"));
        verdicts.insert(member(record, "compliance", "verdict"));
    }
    QVERIFY(rules.count("max_order_value") == 1 && rules.count("max_drawdown") == 1);
    QVERIFY(verdicts.count("pass") == 1 && verdicts.count("violation") == 1);

    std::set<std::string> loggers;
    std::set<std::string> failures;
    for (const json &record : familyRecords(folder.path(), "bot", "main")) {
        loggers.insert(record.value("logger", ""));
        if (member(record, "error", "stack").find("OrderDesk::submit (order_desk.cpp:") != std::string::npos)
            failures.insert(member(record, "error", "type"));
    }
    QVERIFY(failures.count("OrderRefused") == 1);
    for (const char *logger :
         {"market.feed", "exchange.ws", "exchange.rest", "orders", "portfolio", "risk", "bot.heartbeat"})
        QVERIFY2(loggers.count(logger) == 1, logger);
    QVERIFY(!familyRecords(folder.path(), "bot", "signals").empty());
}

void TestDemoBot::stopsOnSignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("rate");
    QTest::addRow("SIGINT while waiting") << SIGINT << QStringLiteral("1");
    QTest::addRow("SIGTERM while waiting") << SIGTERM << QStringLiteral("1");
    QTest::addRow("SIGTERM while busy") << SIGTERM << QStringLiteral("20000");
}

void TestDemoBot::stopsOnSignal()
{
    QFETCH(int, signal);
    QFETCH(QString, rate);
    const QTemporaryDir folder;
    QProcess process;
    process.start(QStringLiteral(DEMO_BOT),
                  {"--rate", rate, "--config", m_config, "--directory", folder.path()});
    QVERIFY(process.waitForReadyRead(kPatienceMs)); // it says where it writes once it runs
    QTRY_VERIFY_WITH_TIMEOUT(process.state() == QProcess::NotRunning ||
                                 !familyRecords(folder.path(), "bot", "main").empty(),
                             kPatienceMs);

    QCOMPARE(::kill(pid_t(process.processId()), signal), 0);

    const Outcome outcome = finish(process);
    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("all written"), outcome.out.constData());
}

void TestDemoBot::replaysCandles()
{
    const QTemporaryDir folder;
    const QString candles = folder.filePath(QStringLiteral("ADAUSDT.csv"));
    QByteArray text("time,open,high,low,close,volume\n");
    for (int i = 0; i < 50; ++i)
        text += "2026-01-05T10:" + QByteArray::number(10 + i) + ":00Z,0.4510,0.4525,0.4490,0.4500,90000\n";
    writeFile(candles, text);

    const Outcome outcome = runBot(
        {"--candles", candles, "--rate", "100000", "--config", m_config, "--directory", folder.path()});

    QVERIFY2(outcome.status == 0, outcome.err.constData());
    std::set<std::string> bids;
    for (const json &record : familyRecords(folder.path(), "bot", "main"))
        if (record.value("logger", "") == "market.feed" && record["level"] == "debug") {
            QCOMPARE(member(record, "fields", "symbol"), std::string("ADAUSDT"));
            bids.insert(record["message"].get<std::string>());
        }
    QVERIFY(bids.count("ADAUSDT 0.4525 / 0.4526") == 1);
}

void TestDemoBot::stopsAfterDuration()
{
    const QTemporaryDir folder;
    const Outcome outcome =
        runBot({"--duration", "1s", "--rate", "50", "--config", m_config, "--directory", folder.path()});

    QVERIFY2(outcome.status == 0, outcome.err.constData());
    QVERIFY(outcome.out.contains("all written"));
}

void TestDemoBot::refusesBadInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("complaint");
    QTest::addRow("unknown strategy") << QStringList{"--strategy", "martingale"} << QByteArray("martingale");
    QTest::addRow("rate of 0") << QStringList{"--rate", "0"} << QByteArray("--rate");
    QTest::addRow("rate too high") << QStringList{"--rate", "100001"} << QByteArray("--rate");
    QTest::addRow("duration without unit") << QStringList{"--duration", "soon"} << QByteArray("90s");
    QTest::addRow("unknown option") << QStringList{"--fast"} << QByteArray("--fast");
    QTest::addRow("no candles") << QStringList{"--candles", "/no/such.csv"} << QByteArray("/no/such.csv");
    QTest::addRow("no configuration")
        << QStringList{"--config", "/no/such.json"} << QByteArray("/no/such.json");
    QTest::addRow("bad name") << QStringList{"--name", "a/b", "--directory", "/dev/null/x"}
                              << QByteArray("a/b");
    QTest::addRow("unwritable folder")
        << QStringList{"--directory", "/dev/null/x"} << QByteArray("/dev/null");
}

void TestDemoBot::refusesBadInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, complaint);

    const Outcome outcome = runBot(arguments + QStringList{"--no-control", "--records", "1"});

    QVERIFY(outcome.status > 0);
    QVERIFY2((outcome.err + outcome.out).contains(complaint), (outcome.err + outcome.out).constData());
}

void TestDemoBot::quickstartRecords()
{
    const QTemporaryDir folder;
    QProcess process;
    process.setWorkingDirectory(folder.path());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TAPEWATCH_RUNTIME_DIR"), folder.filePath(QStringLiteral("run")));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(QUICKSTART), QStringList());
    const Outcome outcome = finish(process);

    QVERIFY2(outcome.status == 0, outcome.err.constData());
    const QString logs = folder.filePath(QStringLiteral("logs"));
    QCOMPARE(familyRecords(logs, "my-bot", "main").size(), std::size_t(2));
    const std::vector<json> trades = familyRecords(logs, "my-bot", "trade");
    QCOMPARE(trades.size(), std::size_t(1));
    QCOMPARE(member(trades[0], "trade", "order_id"), std::string("first-1"));
}

QTEST_GUILESS_MAIN(TestDemoBot)
#include "tst_demo_bot.moc"
