// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/config.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace tapewatch;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

QString text(const Error &error)
{
    return QString::fromStdString(error.text());
}

} // namespace

class TestConfig : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheTable_data();
    void agreesWithTheTable();
    void readsEveryMember();
    void writesWhatItReads();
    void hasItsDefaults();
    void laysTheDocumentOverItsPreset();
    void nullTakesAPresetsLevelAway();
    void inheritsLevels_data();
    void inheritsLevels();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void refusesDeepNesting();
    void namesTheFile_data();
    void namesTheFile();
    void writesPathsThatAreNotUtf8();
};

void TestConfig::agreesWithTheTable_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<QString>("pointer");

    QFile file(TAPEWATCH_SOURCE_DIR "/tests/format/data/configs.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const json &row : json::parse(file.readAll().toStdString()))
        QTest::addRow("%s", row["name"].get<std::string>().c_str())
            << QByteArray::fromStdString(row["document"].dump()) << !row.contains("fault")
            << QString::fromStdString(row.value("fault", ""));
}

void TestConfig::agreesWithTheTable()
{
    QFETCH(QByteArray, document);
    QFETCH(bool, valid);
    const Result<Config> config = configFromText(document.toStdString());
    QVERIFY2(config.ok() == valid, config.ok() ? "was accepted" : qPrintable(text(config.error())));
    if (valid)
        return;
    QTEST(QString::fromStdString(config.error().pointer), "pointer");
    QVERIFY(!config.error().what.empty());
    QVERIFY(!config.error().why.empty());
}

void TestConfig::readsEveryMember()
{
    const Result<Config> config = configFromText(R"({
        "version": 1, "bot": "alpha", "directory": "/var/log/x",
        "levels": {"": "warning", "exchange.ws": "trace"},
        "categories": {"fills": {"enabled": false, "level": "error", "layout": "text",
            "rotation": {"max_bytes": "1MiB", "every": "1h"},
            "retention": {"max_files": 3, "max_age": "2d", "max_bytes": 5000, "min_free": "1GiB"},
            "overflow": "drop", "block_for": "250ms", "compression": {"enabled": true, "level": 19},
            "sync": "20ms", "pending_bytes": "1MiB"}},
        "console": {"enabled": true, "level": "critical", "color": "always"},
        "queue": {"ring_bytes": "2MiB"}, "repeats": {"after": 7, "window": "1m"},
        "backtrace": {"records": 8, "level": "trace"}, "control": {"enabled": true},
        "redaction": {"enabled": false, "keys": ["a b"], "patterns": ["x+"], "allow": ["token"]}})");
    QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(text(config.error())));

    Config expected;
    expected.bot = "alpha";
    expected.directory = "/var/log/x";
    expected.levels = {{"", Level::Warning}, {"exchange.ws", Level::Trace}};
    expected.categories["fills"] = {false,
                                    Level::Error,
                                    Layout::Text,
                                    {1024 * 1024, 1h},
                                    {3, 48h, 5000, 1024 * 1024 * 1024},
                                    OverflowPolicy::Drop,
                                    250ms,
                                    {true, 19},
                                    {SyncConfig::When::Interval, 20ms},
                                    1024 * 1024};
    expected.console = {true, Level::Critical, ConsoleConfig::Color::Always};
    expected.queue.ringBytes = 2 * 1024 * 1024;
    expected.repeats = {7, 60s};
    expected.backtrace = {8, Level::Trace};
    expected.control.enabled = true;
    expected.redaction = {false, {"a b"}, {"x+"}, {"token"}};
    QVERIFY(*config == expected);
}

void TestConfig::writesWhatItReads()
{
    for (const char *name : {"development", "production", "backtesting"}) {
        Config config = presetConfig(name).value();
        config.levels["a.b"] = Level::Off;
        config.categories["own"].rotation = {12'345'678, 90s};
        config.categories["own"].blockFor = 1234ms;
        config.categories["own"].layout = Layout::Text;
        config.redaction = {false, {"account"}, {"a(b)"}, {"token"}};
        config.categories["own"].sync = {SyncConfig::When::Interval, 1500ms};
        config.categories["own"].pendingBytes = 100'000;
        QVERIFY(configFromJson(configToJson(config)).value() == config);
    }
}

void TestConfig::hasItsDefaults()
{
    const Config config = configFromText("{}").value();
    QVERIFY(config == Config());
    QCOMPARE(config.categories.size(), std::size_t(4));
    QCOMPARE(config.categories.at("main").overflow, OverflowPolicy::Shed);
    QCOMPARE(config.categories.at("trade").overflow, OverflowPolicy::Block);
    QCOMPARE(config.categories.at("compliance").blockFor, 5000ms);
    QCOMPARE(config.categories.at("error").level, Level::Error);
    QVERIFY(!config.categories.at("trade").compression.enabled);
    QVERIFY(!config.control.enabled);
}

void TestConfig::laysTheDocumentOverItsPreset()
{
    const Config config =
        configFromText(R"({"categories":{"main":{"rotation":{"max_bytes":"1MiB"}}},"preset":"production"})")
            .value();
    const RotationConfig &rotation = config.categories.at("main").rotation;
    QCOMPARE(rotation.maxBytes, 1024u * 1024);
    QCOMPARE(rotation.every, std::chrono::seconds(24h));
    QCOMPARE(config.categories.at("main").retention.maxAge, std::chrono::seconds(14 * 24h));
}

void TestConfig::nullTakesAPresetsLevelAway()
{
    QCOMPARE(configFromText(R"({"preset":"development"})")->levels.at(""), Level::Debug);
    const Config config = configFromText(R"({"preset":"development","levels":{"":null,"a":null}})").value();
    QCOMPARE(config.levels.size(), std::size_t(1));
    QCOMPARE(config.levels.at(""), Level::Info);
}

void TestConfig::inheritsLevels_data()
{
    QTest::addColumn<QString>("logger");
    QTest::addColumn<int>("level");

    QTest::addRow("root") << "" << int(Level::Warning);
    QTest::addRow("own") << "exchange.ws" << int(Level::Trace);
    QTest::addRow("parent's") << "exchange.ws.depth" << int(Level::Trace);
    QTest::addRow("grandparent's") << "exchange.rest.orders" << int(Level::Debug);
    QTest::addRow("not a part of the name") << "exchange.wss" << int(Level::Debug);
    QTest::addRow("no ancestor") << "strategy" << int(Level::Warning);
    QTest::addRow("same beginning") << "exchanges" << int(Level::Warning);
}

void TestConfig::inheritsLevels()
{
    Config config;
    config.levels = {{"", Level::Warning}, {"exchange", Level::Debug}, {"exchange.ws", Level::Trace}};
    QFETCH(QString, logger);
    QTEST(int(effectiveLevel(config, logger.toStdString())), "level");
}

void TestConfig::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("expected");

    QTest::addRow("swapped letters")
        << R"({"contorl":{}})"
        << "/contorl: Unknown key \"contorl\": the keys here are version, preset, bot, directory, "
           "levels, categories, console, queue, repeats, backtrace, control, redaction, $schema. Did you "
           "mean "
           "\"control\"?";
    QTest::addRow("nothing near")
        << R"({"queue":{"zebra":1}})"
        << "/queue/zebra: Unknown key \"zebra\": the keys here are ring_bytes, crash_safe";
    QTest::addRow("upper case")
        << R"({"levels":{"":"INFO"}})"
        << "/levels/: Unknown level \"INFO\": a level is one of trace, debug, info, warning, error, "
           "critical, off. Did you mean \"info\"?";
    QTest::addRow("beginning of a word")
        << R"({"preset":"dev"})"
        << "/preset: Unknown preset \"dev\": the presets are development, production, "
           "backtesting. Did you mean \"development\"?";
    QTest::addRow("wildcard")
        << R"({"levels":{"*":"info"}})"
        << "/levels/*: Bad logger name \"*\": a logger's name is words of letters, digits, hyphens and "
           "underscores with dots between them, at most 200 characters. The root logger is \"\"";
    QTest::addRow("long value") << "{\"console\":{\"enabled\":\"" + QString(57, 'x') + "äöü\"}}"
                                << "/console/enabled: Bad value \"" + QString(57, 'x') +
                                       "ä…: \"enabled\" has to be true or false. Write it without quotes";
    QTest::addRow("object") << R"({"bot":{"name":"x"}})"
                            << "/bot: Bad value {…}: \"bot\" has to be text. Put it in double quotes";
    QTest::addRow("same key twice")
        << R"({"levels":{"a":"info","a":"debug"}})"
        << "Key \"a\" stands twice in one object: only one of the two could count. Remove one of "
           "them";
    QTest::addRow("cut off")
        << R"({"bot":)"
        << "Not valid JSON at line 1, column 8: syntax error while parsing value - unexpected end of "
           "input; expected '[', '{', or a literal";
    QTest::addRow("second line")
        << "{\n\"bot\": x}"
        << "Not valid JSON at line 2, column 8: syntax error while parsing value - invalid literal; "
           "last read: '\"bot\": x'";
}

void TestConfig::saysWhatIsWrong()
{
    QFETCH(QString, document);
    const Result<Config> config = configFromText(document.toStdString());
    QVERIFY(!config.ok());
    QTEST(text(config.error()), "expected");
}

void TestConfig::refusesDeepNesting()
{
    const std::string deep = R"({"levels":)" + std::string(500'000, '[') + std::string(500'000, ']') + "}";
    const Result<Config> config = configFromText(deep);
    QVERIFY(!config.ok());
    QCOMPARE(text(config.error()), "JSON is nested too deeply: more than 64 levels");
    QVERIFY(configFromText(
                R"({"directory":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})")
                .ok());
}

void TestConfig::namesTheFile_data()
{
    QTest::addColumn<QByteArray>("content"); // null: no file
    QTest::addColumn<QString>("expected");   // %1: the path
    QTest::addColumn<int>("code");

    QTest::addRow("missing")
        << QByteArray()
        << "Cannot read configuration %1: No such file or directory (ENOENT). Check the path; it counts "
           "from the folder that the program was started in"
        << int(Error::Code::NotFound);
    QTest::addRow("fault") << QByteArray(R"({"bot":1})")
                           << "/bot: Bad value 1 in %1: \"bot\" has to be text. Put it in double quotes"
                           << int(Error::Code::InvalidArgument);
    QTest::addRow("no JSON")
        << QByteArray("bot=alpha")
        << "Not valid JSON at line 1, column 1 in %1: syntax error while parsing value - invalid literal; "
           "last read: 'b'"
        << int(Error::Code::InvalidArgument);
    QTest::addRow("too large")
        << QByteArray(1024 * 1024 + 1, ' ')
        << "Cannot use configuration %1: it is larger than 1 MiB. Check that it is the right file"
        << int(Error::Code::InvalidArgument);
}

void TestConfig::namesTheFile()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, expected);
    const QTemporaryDir folder;
    const QString path = folder.filePath("bot.json");
    if (!content.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    const Result<Config> config = configFromFile(path.toStdString());
    QVERIFY(!config.ok());
    QCOMPARE(text(config.error()), expected.arg(path));
    QTEST(int(config.error().code), "code");
    QVERIFY(text(configFromFile(folder.path().toStdString()).error()).contains("Is a directory (EISDIR)"));
}

void TestConfig::writesPathsThatAreNotUtf8()
{
    Config config;
    config.directory = "logs\xFF";
    QCOMPARE(configToJson(config).dump().find("logs\xEF\xBF\xBD") != std::string::npos, true);
}

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
