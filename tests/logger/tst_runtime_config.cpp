// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <tapewatch/control_client.h>

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// A configuration that changes while the bot runs.
class TestRuntimeConfig : public QObject {
    Q_OBJECT
private slots:
    void changesALevel();
    void putsTheChangeOnRecord();
    void refusesABadPatch_data();
    void refusesABadPatch();
    void opensANewCategory();
    void answersOnTheControlSocket();
    void startsWithoutASocketThatCannotBe();
};

void TestRuntimeConfig::changesALevel()
{
    RecorderFixture f;
    f.config.levels[""] = Level::Info;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto log = logger("exchange.ws");
    QVERIFY(!log.enabled(Level::Debug));
    QCOMPARE(recorder->setLevel("exchange", Level::Debug, "look closer").value(), 2u);
    QVERIFY(log.enabled(Level::Debug));
    QCOMPARE(recorder->setLevel("exchange", std::nullopt, "seen enough").value(), 3u);
    QVERIFY(!log.enabled(Level::Debug));
    QCOMPARE(recorder->setLevel("", Level::Info, "no change").value(), 3u);
}

void TestRuntimeConfig::putsTheChangeOnRecord()
{
    RecorderFixture f;
    f.config.levels[""] = Level::Info;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(recorder->setLevel("exchange", Level::Debug, "look closer").ok());
    QVERIFY(recorder->stop(kPatience).complete);
    const auto records = f.records("compliance");
    QCOMPARE(records.size(), std::size_t(1));
    QVERIFY(same(records[0]["compliance"]["rule"], "config_change"));
    const auto &fields = records[0]["fields"];
    QVERIFY(same(fields["who"], "program"));
    QVERIFY(same(fields["reason"], "look closer"));
    QVERIFY(same(fields["before"], R"({"levels":{"exchange":null}})"));
    QVERIFY(same(fields["after"], R"({"levels":{"exchange":"debug"}})"));
    QVERIFY(same(fields["revision"], 2));
}

void TestRuntimeConfig::refusesABadPatch_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("pointer");
    QTest::addRow("level") << R"({"levels":{"a":"loud"}})"
                           << "/levels/a";
    QTest::addRow("unknown key") << R"({"categories":{"main":{"rotaton":{}}}})"
                                 << "/categories/main/rotaton";
    QTest::addRow("not while running") << R"({"directory":"/tmp"})"
                                       << "/directory";
    QTest::addRow("not an object") << R"([1])"
                                   << "";
}

void TestRuntimeConfig::refusesABadPatch()
{
    QFETCH(QString, patch);
    QFETCH(QString, pointer);
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const Config before = recorder->config();
    const auto result = recorder->patch(nlohmann::json::parse(patch.toStdString()), "test");
    QVERIFY(!result.ok());
    QCOMPARE(QString::fromStdString(result.error().pointer), pointer);
    QVERIFY(recorder->config() == before);
    QCOMPARE(recorder->revision(), 1u);
}

void TestRuntimeConfig::opensANewCategory()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const auto log = logger("a").in("latency");
    TW_INFO(log, "in main");
    QVERIFY(recorder->flush(kPatience).complete);
    QVERIFY(recorder->patch({{"categories", {{"latency", nlohmann::json::object()}}}}, "test").ok());
    TW_INFO(log, "in its own");
    QVERIFY(recorder->stop(kPatience).complete);
    QVERIFY(same(f.records().at(0)["message"], "in main"));
    QVERIFY(same(f.records("latency").at(0)["message"], "in its own"));
}

void TestRuntimeConfig::answersOnTheControlSocket()
{
    RecorderFixture f;
    QTemporaryDir runtime;
    qputenv("TAPEWATCH_RUNTIME_DIR", runtime.filePath("run").toUtf8());
    f.config.control.enabled = true;
    f.config.levels[""] = Level::Info;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    QVERIFY(!recorder->controlSocket().empty());
    const auto log = logger("exchange");
    auto client = control::Client::connect(recorder->controlSocket(), kPatience);
    QVERIFY2(client.ok(), client.ok() ? "" : client.error().text().c_str());
    const auto hello = client->call("hello", nlohmann::json::object(), kPatience);
    QVERIFY(hello.ok());
    QVERIFY(same((*hello)["bot"], "alpha"));
    QVERIFY(
        client->call("level.set", {{"logger", "exchange"}, {"level", "debug"}, {"reason", "r"}}, kPatience)
            .ok());
    QVERIFY(log.enabled(Level::Debug));
    const auto stale =
        client->call("config.patch", {{"revision", 1}, {"patch", {{"levels", {{"a", "info"}}}}}}, kPatience);
    QVERIFY(!stale.ok());
    const auto path = recorder->controlSocket();
    QVERIFY(recorder->stop(kPatience).complete);
    QVERIFY(!std::filesystem::exists(path));
    QVERIFY(f.records("compliance").at(0)["fields"]["who"].get<std::string>().starts_with("uid "));
    qunsetenv("TAPEWATCH_RUNTIME_DIR");
}

void TestRuntimeConfig::startsWithoutASocketThatCannotBe()
{
    RecorderFixture f;
    qputenv("TAPEWATCH_RUNTIME_DIR", f.folder.filePath(QString(120, 'x')).toUtf8());
    f.config.control.enabled = true;
    std::string said;
    auto recorder = Recorder::start(
        f.config, {.outputs = {}, .hooks = {}, .onError = [&](const Error &e) { said = e.text(); }});
    QVERIFY(recorder.ok());
    QVERIFY(recorder->controlSocket().empty());
    QVERIFY2(QString::fromStdString(said).contains("TAPEWATCH_RUNTIME_DIR"), said.c_str());
    TW_INFO(logger("a"), "recorded all the same");
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(f.records().size(), std::size_t(1));
    qunsetenv("TAPEWATCH_RUNTIME_DIR");
}

QTEST_GUILESS_MAIN(TestRuntimeConfig)
#include "tst_runtime_config.moc"
