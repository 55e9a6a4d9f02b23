// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/fake_host.h"
#include "control/raw_socket.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::test;
using control::RpcCode;
using nlohmann::json;

/// What the server answers to whom; how it treats its socket and bad clients is tested elsewhere.
class TestControlServer : public QObject {
    Q_OBJECT

private slots:
    void init();
    void answersEveryMethod_data();
    void answersEveryMethod();
    void answersErrors_data();
    void answersErrors();
    void patchesTheConfiguration_data();
    void patchesTheConfiguration();
    void saysWhyALevelIsRefused_data();
    void saysWhyALevelIsRefused();
    void refusesAnOldRevision();
    void executesNotificationsWithoutAnswer();
    void survivesAHostThatThrows_data();
    void survivesAHostThatThrows();
    void refusesAnAnswerThatIsTooLong();
    void answersInOrderThenEndsWithTheClient();
    void endsEveryConnectionWhenItStops();

private:
    [[nodiscard]] RawSocket client() const { return RawSocket(m_server->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<control::Server> m_server;
};

void TestControlServer::init()
{
    m_server.reset();
    m_host = std::make_unique<FakeHost>();
    m_folder = std::make_unique<QTemporaryDir>();
    auto server = control::Server::start(*m_host, m_folder->filePath("bots").toStdString(), {"alpha", 4711});
    QVERIFY2(server.ok(), server ? "" : server.error().text().c_str());
    m_server = std::move(*server);
}

void TestControlServer::answersEveryMethod_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("value");

    QTest::addRow("hello: protocol") << QByteArray("hello") << QByteArray("/protocol") << QByteArray("1");
    QTest::addRow("hello: bot") << QByteArray("hello") << QByteArray("/bot") << QByteArray("\"alpha\"");
    QTest::addRow("metrics") << QByteArray("metrics") << QByteArray("/written") << QByteArray("343");
    QTest::addRow("config.get: revision")
        << QByteArray("config.get") << QByteArray("/revision") << QByteArray("1");
    QTest::addRow("config.get: config")
        << QByteArray("config.get") << QByteArray("/config/levels/") << QByteArray("\"info\"");
    QTest::addRow("loggers: own level") << QByteArray("loggers") << QByteArray("/0")
                                        << QByteArray(R"({"name":"","level":"info","configured":"info"})");
    QTest::addRow("loggers: inherited level")
        << QByteArray("loggers") << QByteArray("/1")
        << QByteArray(R"({"name":"strategy","level":"info","configured":null})");
}

void TestControlServer::answersEveryMethod()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, value);

    const json answer =
        client().ask(R"({"jsonrpc":"2.0","id":"q1","method":")" + method.toStdString() + R"("})");

    QCOMPARE(answer.value("jsonrpc", ""), "2.0");
    QCOMPARE(answer.value("id", ""), "q1");
    QVERIFY2(answer.contains("result"), answer.dump().c_str());
    QCOMPARE(answer["result"].at(json::json_pointer(pointer.toStdString())).dump(),
             json::parse(value.toStdString()).dump());
}

void TestControlServer::answersErrors_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("id");

    const auto row = [](const char *name, const char *line, RpcCode code, const char *id) {
        QTest::addRow("%s", name) << QByteArray(line) << int(code) << QByteArray(id);
    };
    const auto bad = [&row](const char *name, const char *method, const char *params) {
        const QByteArray line =
            QByteArray(R"({"jsonrpc":"2.0","id":7,"method":")") + method + R"(","params":)" + params + "}";
        row(name, line.constData(), RpcCode::InvalidParams, "7");
    };
    row("no JSON", "hello", RpcCode::ParseError, "null");
    row("empty line", "", RpcCode::ParseError, "null");
    row("half an object", R"({"jsonrpc":"2.0","id":7,)", RpcCode::ParseError, "null");
    row("batch", R"([{"jsonrpc":"2.0","id":7,"method":"hello"}])", RpcCode::InvalidRequest, "null");
    row("no version", R"({"id":7,"method":"hello"})", RpcCode::InvalidRequest, "null");
    row("no method", R"({"jsonrpc":"2.0","id":7})", RpcCode::InvalidRequest, "null");
    row("unknown method", R"({"jsonrpc":"2.0","id":7,"method":"helo"})", RpcCode::MethodNotFound, "7");
    bad("patch: missing", "config.patch", "{}");
    bad("patch: no object", "config.patch", R"({"patch":[]})");
    bad("patch: bad revision", "config.patch", R"({"patch":{},"revision":"1"})");
    bad("patch: negative revision", "config.patch", R"({"patch":{},"revision":-1})");
    bad("patch: bad reason", "config.patch", R"({"patch":{},"reason":1})");
    bad("level: neither logger nor category", "level.set", R"({"level":"info"})");
    bad("level: both", "level.set", R"({"level":"info","logger":"a","category":"main"})");
    bad("level: missing", "level.set", R"({"logger":"a"})");
    bad("level: bad type", "level.set", R"({"logger":"a","level":3})");
    bad("level: bad logger", "level.set", R"({"logger":3,"level":"info"})");
    bad("level: bad reason", "level.set", R"({"logger":"a","level":"info","reason":[]})");
}

void TestControlServer::answersErrors()
{
    QFETCH(QByteArray, line);
    QFETCH(int, code);
    QFETCH(QByteArray, id);
    RawSocket socket = client();

    const json answer = socket.ask(line.toStdString());

    QVERIFY2(answer.contains("error"), answer.dump().c_str());
    QCOMPARE(answer["error"].value("code", 0), code);
    QVERIFY(!answer["error"].value("message", "").empty());
    QCOMPARE(answer["id"].dump(), id.toStdString());
    QVERIFY(m_host->changes().empty());
    QVERIFY(socket.ask(R"({"jsonrpc":"2.0","id":1,"method":"hello"})").contains("result"));
}

void TestControlServer::patchesTheConfiguration_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("reason");

    const auto row = [](const char *name, const char *method, const char *params, const char *patch,
                        const char *reason) {
        QTest::addRow("%s", name) << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":")") + method +
                                         R"(","params":)" + params + "}"
                                  << QByteArray(patch) << QByteArray(reason);
    };
    row("patch", "config.patch", R"({"patch":{"levels":{"a.b":"debug"}}})", R"({"levels":{"a.b":"debug"}})",
        "");
    row("patch with all", "config.patch",
        R"({"patch":{"console":{"enabled":true}},"revision":1,"reason":"look"})",
        R"({"console":{"enabled":true}})", "look");
    row("patch, revision null", "config.patch", R"({"patch":{},"revision":null})", "{}", "");
    row("logger", "level.set", R"({"logger":"exchange.ws","level":"trace","reason":"late fills"})",
        R"({"levels":{"exchange.ws":"trace"}})", "late fills");
    row("logger inherits", "level.set", R"({"logger":"exchange.ws","level":null})",
        R"({"levels":{"exchange.ws":null}})", "");
    row("root", "level.set", R"({"logger":"","level":"off"})", R"({"levels":{"":"off"}})", "");
    row("category", "level.set", R"({"category":"trade","level":"warning"})",
        R"({"categories":{"trade":{"level":"warning"}}})", "");
    row("category back to default", "level.set", R"({"category":"trade","level":null})",
        R"({"categories":{"trade":{"level":null}}})", "");
}

void TestControlServer::patchesTheConfiguration()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, reason);

    const json answer = client().ask(request.toStdString());

    QVERIFY2(answer.contains("result"), answer.dump().c_str());
    QCOMPARE(answer["result"].value("revision", 0), 2);
    QCOMPARE(answer["result"]["config"].dump(), m_host->configState().config.dump());
    const auto changes = m_host->changes();
    QCOMPARE(changes.size(), std::size_t(1));
    QCOMPARE(changes[0].patch.dump(), json::parse(patch.toStdString()).dump());
    QCOMPARE(changes[0].origin.who,
             "uid " + std::to_string(::geteuid()) + " pid " + std::to_string(::getpid()));
    QCOMPARE(changes[0].origin.reason, reason.toStdString());
}

void TestControlServer::saysWhyALevelIsRefused_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<QByteArray>("right");

    const auto row = [](const char *name, const char *params, const char *pointer, const char *right) {
        QTest::addRow("%s", name) << QByteArray(params) << QByteArray(pointer) << QByteArray(right);
    };
    row("misspelt level", R"({"logger":"a.b","level":"debgu"})", "/levels/a.b", "\"debug\"");
    row("no level at all", R"({"logger":"a.b","level":"loud"})", "/levels/a.b", "critical");
    row("level of a category", R"({"category":"main","level":"debgu"})", "/categories/main/level",
        "\"debug\"");
    row("misspelt category", R"({"category":"trades","level":"info"})", "/categories/trades", "\"trade\"");
    row("category with a slash", R"({"category":"a/b","level":"info"})", "/categories/a~1b", "compliance");
    row("name that no logger can have", R"({"logger":"a b","level":"info"})", "/levels/a b", "hyphens");
}

void TestControlServer::saysWhyALevelIsRefused()
{
    QFETCH(QByteArray, params);
    QFETCH(QByteArray, pointer);
    QFETCH(QByteArray, right);
    const json before = m_host->configState().config;

    const json answer = client().ask(R"({"jsonrpc":"2.0","id":1,"method":"level.set","params":)" +
                                     params.toStdString() + "}");

    QVERIFY2(answer.contains("error"), answer.dump().c_str());
    const json &error = answer["error"];
    QCOMPARE(error.value("code", 0), int(RpcCode::ConfigRefused));
    QCOMPARE(error["data"].value("pointer", ""), pointer.toStdString());
    const std::string why = error["data"].value("why", "");
    QVERIFY(!why.empty());
    QVERIFY2((why + error["data"].value("hint", "")).find(right.toStdString()) != std::string::npos,
             error.dump().c_str());
    QCOMPARE(m_host->configState().config.dump(), before.dump());
}

void TestControlServer::refusesAnOldRevision()
{
    const json answer = client().ask(
        R"({"jsonrpc":"2.0","id":1,"method":"config.patch","params":{"patch":{},"revision":9}})");

    QCOMPARE(answer["error"].value("code", 0), int(RpcCode::RevisionConflict));
    QCOMPARE(answer["error"]["data"].value("revision", 0), 1);
}

void TestControlServer::executesNotificationsWithoutAnswer()
{
    RawSocket socket = client();
    socket.send(R"({"jsonrpc":"2.0","method":"level.set","params":{"logger":"a","level":"trace"}})"
                "\n");
    socket.send(R"({"jsonrpc":"2.0","method":"no.such.method"})"
                "\n");

    const json answer = socket.ask(R"({"jsonrpc":"2.0","id":2,"method":"config.get"})");

    QCOMPARE(answer.value("id", 0), 2);
    QCOMPARE(answer["result"]["config"]["levels"].value("a", ""), "trace");
}

void TestControlServer::survivesAHostThatThrows_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("text");

    QTest::addRow("std::exception") << 1 << QByteArray("out of ink");
    QTest::addRow("anything") << 2 << QByteArray("unknown exception");
}

void TestControlServer::survivesAHostThatThrows()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, text);
    m_host->throwing = kind;
    RawSocket socket = client();

    const json answer = socket.ask(R"({"jsonrpc":"2.0","id":1,"method":"metrics"})");

    QCOMPARE(answer["error"].value("code", 0), int(RpcCode::InternalError));
    QVERIFY(answer["error"].value("message", "").find(text.toStdString()) != std::string::npos);
    m_host->throwing = 0;
    QVERIFY(socket.ask(R"({"jsonrpc":"2.0","id":2,"method":"metrics"})").contains("result"));
}

void TestControlServer::refusesAnAnswerThatIsTooLong()
{
    m_host->directoryBytes = control::kMaxMessageBytes;
    RawSocket socket = client();

    const json answer = socket.ask(R"({"jsonrpc":"2.0","id":1,"method":"hello"})");

    QCOMPARE(answer["error"].value("code", 0), int(RpcCode::InternalError));
    QVERIFY(answer["error"].value("message", "").find("1048576") != std::string::npos);
    QVERIFY(socket.ask(R"({"jsonrpc":"2.0","id":2,"method":"metrics"})").contains("result"));
}

void TestControlServer::answersInOrderThenEndsWithTheClient()
{
    RawSocket socket = client();
    socket.send(R"({"jsonrpc":"2.0","id":1,"method":"config.get"})"
                "\n"
                R"({"jsonrpc":"2.0","id":2,"method":"hello"})"
                "\n"
                R"({"jsonrpc":"2.0","id":3,"method":"metrics"})"
                "\n"
                R"({"jsonrpc":"2.0","id":4,"method":"hel)");
    socket.finishSending();

    QCOMPARE(socket.readMessage().value("id", 0), 1);
    QCOMPARE(socket.readMessage().value("id", 0), 2);
    QCOMPARE(socket.readMessage().value("id", 0), 3);
    QVERIFY(!socket.readLine());
}

void TestControlServer::endsEveryConnectionWhenItStops()
{
    const std::filesystem::path path = m_server->path();
    RawSocket idle = client();
    RawSocket served = client();
    RawSocket half = client();
    RawSocket waiting = client();
    QVERIFY(served.ask(R"({"jsonrpc":"2.0","id":1,"method":"hello"})").contains("result"));
    half.send(R"({"jsonrpc":"2.0",)");
    for (int i = 0; i < 200; ++i)
        waiting.send(R"({"jsonrpc":"2.0","id":1,"method":"config.get"})"
                     "\n");

    m_server.reset();

    QVERIFY(!std::filesystem::exists(path));
    QVERIFY(!idle.readLine());
    QVERIFY(!served.readLine());
    QVERIFY(!half.readLine());
    while (waiting.readLine())
        ;
    QVERIFY(!RawSocket(path).connected());
}

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_control_server.moc"
