// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/config.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace tapewatch;
using nlohmann::json;

class TestConfigLayers : public QObject {
    Q_OBJECT

private slots:
    void variablesOverrideTheDocument_data();
    void variablesOverrideTheDocument();
    void badVariablesAreNamed_data();
    void badVariablesAreNamed();
    void readsTheProcessEnvironment();
    void strongestWins();
    void doesNotBlameVariablesForTheFile();
    void patches_data();
    void patches();
    void refusesPatches_data();
    void refusesPatches();
};

void TestConfigLayers::variablesOverrideTheDocument_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("patch"); // what is new in the document

    const auto row = [](const char *name, const char *value, const char *patch) {
        QTest::addRow("%s=%s", name, value) << name << value << patch;
    };
    row("TAPEWATCH_BOT", "beta", R"({"bot":"beta"})");
    row("TAPEWATCH_LEVEL", "WARN", R"({"levels":{"":"warning"}})");
    row("TAPEWATCH_LEVEL_exchange__ws", "trace", R"({"levels":{"exchange.ws":"trace"}})");
    row("TAPEWATCH_LEVEL_order_book", "debug", R"({"levels":{"order_book":"debug"}})");
    row("TAPEWATCH_LEVEL_0", "debug", R"({"levels":{"0":"debug"}})");
    row("TAPEWATCH_CONSOLE", "Off", R"({"console":{"enabled":false}})");
    row("TAPEWATCH_CONSOLE", "1", R"({"console":{"enabled":true}})");
    row("TAPEWATCH_RING_BYTES", "4MiB", R"({"queue":{"ring_bytes":"4MiB"}})");
    row("TAPEWATCH_RING_BYTES", "65536", R"({"queue":{"ring_bytes":"65536"}})");
    row("TAPEWATCH_BOT", "", "{}");
    row("TAPEWATCH_LEVEL_", "trace", "{}");
    row("TAPEWATCH_RUNTIME_DIR", "/run/x", "{}");
    row("OTHER_LEVEL", "trace", "{}");
}

void TestConfigLayers::variablesOverrideTheDocument()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, patch);
    const json document =
        json::parse(R"({"bot":"alpha","levels":{"a":"error"},"console":{"level":"error"}})");
    json expected = document;
    expected.merge_patch(json::parse(patch.toStdString()));
    const Result<json> applied = applyEnvironment(document, {{name.toStdString(), value.toStdString()}});
    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().text().c_str());
    QCOMPARE(applied->dump(), expected.dump());
    QVERIFY(configFromJson(*applied).ok());
}

void TestConfigLayers::badVariablesAreNamed_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");

    QTest::addRow("level")
        << "TAPEWATCH_LEVEL_a"
        << "loud"
        << "TAPEWATCH_LEVEL_a=loud cannot be used: Unknown level \"loud\": a level is one of trace, debug, "
           "info, warning, error, critical, off";
    QTest::addRow("logger")
        << "TAPEWATCH_LEVEL_a__"
        << "info"
        << "TAPEWATCH_LEVEL_a__=info cannot be used: Bad logger name \"a.\": a logger's name is words of "
           "letters, digits, hyphens and underscores with dots between them, at most 200 characters";
    QTest::addRow("switch")
        << "TAPEWATCH_CONTROL"
        << "maybe"
        << "TAPEWATCH_CONTROL=maybe cannot be used: it is neither true nor false. Write true, false, on, "
           "off, yes, no, 1 or 0";
    QTest::addRow("preset")
        << "TAPEWATCH_PRESET"
        << "prod"
        << "TAPEWATCH_PRESET=prod cannot be used: Unknown preset \"prod\": the presets are development, "
           "production, backtesting. Did you mean \"production\"?";
    QTest::addRow("size") << "TAPEWATCH_RING_BYTES"
                          << "3MiB"
                          << "TAPEWATCH_RING_BYTES=3MiB cannot be used: Bad value \"3MiB\": \"ring_bytes\" "
                             "has to be a power of "
                             "two from 64 KiB to 1 GiB. Did you mean \"4MiB\"?";
}

void TestConfigLayers::badVariablesAreNamed()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const Result<json> applied =
        applyEnvironment(json::object(), {{name.toStdString(), value.toStdString()}});
    QVERIFY(!applied.ok());
    QTEST(QString::fromStdString(applied.error().text()), "expected");
}

void TestConfigLayers::readsTheProcessEnvironment()
{
    qputenv("TAPEWATCH_LEVEL_from__test", "a=b");
    const Environment environment = processEnvironment();
    qunsetenv("TAPEWATCH_LEVEL_from__test");
    QCOMPARE(environment.at("TAPEWATCH_LEVEL_from__test"), "a=b");
    QVERIFY(!environment.contains("PATH"));
    QVERIFY(!processEnvironment().contains("TAPEWATCH_LEVEL_from__test"));
}

void TestConfigLayers::strongestWins()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("bot.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"preset":"production","bot":"alpha","console":{"level":"error"},
                   "categories":{"main":{"retention":{"max_age":"3d"}}}})");
    file.close();
    const Environment environment{{"TAPEWATCH_BOT", "beta"}, {"TAPEWATCH_PRESET", "development"}};
    const Config config = loadConfig(file.fileName().toStdString(), environment).value();

    QCOMPARE(config.bot, "beta");                                  // variable over document
    QCOMPARE(config.console.level, Level::Error);                  // document over preset
    QCOMPARE(config.levels.at(""), Level::Debug);                  // preset over default
    QCOMPARE(config.categories.at("main").retention.maxFiles, 5u); // the variable's preset
    QCOMPARE(config.categories.at("main").retention.maxAge, std::chrono::hours(3 * 24)); // document
    QCOMPARE(config.categories.at("main").rotation.every, std::chrono::seconds(0));      // default
    const Config patched = patchConfig(config, json::parse(R"({"console":{"level":"off"}})")).value();
    QCOMPARE(patched.console.level, Level::Off); // patch over all
}

void TestConfigLayers::doesNotBlameVariablesForTheFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("bot.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"levels":"info"})");
    file.close();
    const auto config = loadConfig(file.fileName().toStdString(), {{"TAPEWATCH_LEVEL", "debug"}});
    QVERIFY(!config.ok());
    QCOMPARE(config.error().pointer, "/levels");
    QVERIFY(config.error().what.ends_with("bot.json"));
}

void TestConfigLayers::patches_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("expected"); // document that the result equals

    QTest::addRow("nothing") << "{}"
                             << R"({"levels":{"a.b":"debug"},"categories":{"own":{"level":"info"}}})";
    QTest::addRow("level")
        << R"({"levels":{"a":"error"}})"
        << R"({"levels":{"a":"error","a.b":"debug"},"categories":{"own":{"level":"info"}}})";
    QTest::addRow("level inherited") << R"({"levels":{"a.b":null}})"
                                     << R"({"categories":{"own":{"level":"info"}}})";
    QTest::addRow("root level") << R"({"levels":{"":null,"a.b":null}})"
                                << R"({"categories":{"own":{"level":"info"}}})";
    QTest::addRow("one member of a category")
        << R"({"categories":{"main":{"rotation":{"every":"1d"}}}})"
        << R"({"levels":{"a.b":"debug"},"categories":{"own":{"level":"info"},"main":{"rotation":{"every":"1d"}}}})";
    QTest::addRow("category ends") << R"({"categories":{"own":null}})"
                                   << R"({"levels":{"a.b":"debug"}})";
    QTest::addRow("new category") << R"({"categories":{"own":null,"new":{"overflow":"drop"}}})"
                                  << R"({"levels":{"a.b":"debug"},"categories":{"new":{"overflow":"drop"}}})";
    QTest::addRow("built-in category goes back") << R"({"categories":{"own":null,"error":null}})"
                                                 << R"({"levels":{"a.b":"debug"}})";
    QTest::addRow("fixed members as they are")
        << R"({"bot":"bot","directory":"logs","queue":{"ring_bytes":1048576},"control":{"enabled":false}})"
        << R"({"levels":{"a.b":"debug"},"categories":{"own":{"level":"info"}}})";
}

void TestConfigLayers::patches()
{
    QFETCH(QString, patch);
    QFETCH(QString, expected);
    const Config config =
        configFromText(R"({"levels":{"a.b":"debug"},"categories":{"own":{"level":"info"}}})").value();
    const Result<Config> patched = patchConfig(config, json::parse(patch.toStdString()));
    QVERIFY2(patched.ok(), patched.ok() ? "" : patched.error().text().c_str());
    QCOMPARE(configToJson(*patched).dump(), configToJson(*configFromText(expected.toStdString())).dump());
}

void TestConfigLayers::refusesPatches_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("pointer");

    QTest::addRow("bot") << R"({"bot":"beta"})"
                         << "/bot";
    QTest::addRow("bot removed") << R"({"bot":null})"
                                 << "/bot";
    QTest::addRow("directory") << R"({"directory":"x"})"
                               << "/directory";
    QTest::addRow("queue") << R"({"queue":{"ring_bytes":"2MiB"}})"
                           << "/queue/ring_bytes";
    QTest::addRow("queue removed") << R"({"queue":null})"
                                   << "/queue/ring_bytes";
    QTest::addRow("control") << R"({"control":{"enabled":true}})"
                             << "/control/enabled";
    QTest::addRow("preset") << R"({"preset":"production"})"
                            << "/preset";
    QTest::addRow("version") << R"({"version":2})"
                             << "/version";
    QTest::addRow("level") << R"({"levels":{"a":"loud"}})"
                           << "/levels/a";
    QTest::addRow("levels replaced") << R"({"levels":"info"})"
                                     << "/levels";
    QTest::addRow("unknown key") << R"({"lvls":{}})"
                                 << "/lvls";
    QTest::addRow("a good and a bad one") << R"({"levels":{"a":"info"},"console":{"color":1}})"
                                          << "/console/color";
    QTest::addRow("list") << "[]"
                          << "";
    QTest::addRow("null") << "null"
                          << "";
}

void TestConfigLayers::refusesPatches()
{
    Config config;
    config.bot = "alpha";
    config.queue.ringBytes = 65536;
    QFETCH(QString, patch);
    const Result<Config> patched = patchConfig(config, json::parse(patch.toStdString()));
    QVERIFY(!patched.ok());
    QTEST(QString::fromStdString(patched.error().pointer), "pointer");
    QVERIFY(!patched.error().why.empty());
}

QTEST_GUILESS_MAIN(TestConfigLayers)
#include "tst_config_layers.moc"
