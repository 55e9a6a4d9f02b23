// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/control.h>

#include <QTest>

using namespace tapewatch;
using namespace tapewatch::control;
using nlohmann::json;

namespace {

Hello sampleHello()
{
    return {kProtocolVersion, "alpha", "alpha-7", 7, "0.1.0", "/logs", {1'767'608'130'123'456'789}, 9};
}

} // namespace

class TestControlMessages : public QObject {
    Q_OBJECT

private slots:
    void readsRequests_data();
    void readsRequests();
    void refusesRequests_data();
    void refusesRequests();
    void refusesLongLines();
    void readsResponses_data();
    void readsResponses();
    void refusesResponses_data();
    void refusesResponses();
    void writesOneLineWhateverItHolds();
    void helloReadsBack();
    void refusesHello_data();
    void refusesHello();
    void configStateReadsBack();
};

void TestControlMessages::readsRequests_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("params");

    QTest::addRow("number") << R"({"jsonrpc":"2.0","id":7,"method":"hello","params":{"a":[1]}})"
                            << "7"
                            << R"({"a":[1]})";
    QTest::addRow("text") << R"({"jsonrpc":"2.0","id":"x","method":"hello","params":{}})"
                          << "\"x\""
                          << "{}";
    QTest::addRow("no params") << R"({"jsonrpc":"2.0","id":1,"method":"hello"})"
                               << "1"
                               << "{}";
    QTest::addRow("notification") << R"({"jsonrpc":"2.0","method":"hello","params":{}})"
                                  << "null"
                                  << "{}";
    QTest::addRow("unknown member") << R"({"jsonrpc":"2.0","id":1,"method":"hello","trace":true})"
                                    << "1"
                                    << "{}";
    QTest::addRow("carriage return") << "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\"}\r"
                                     << "1"
                                     << "{}";
}

void TestControlMessages::readsRequests()
{
    QFETCH(QString, line);
    const auto parsed = parseRequest(line.toStdString());
    const auto *request = std::get_if<Request>(&parsed);
    QVERIFY(request != nullptr);
    QCOMPARE(request->method, "hello");
    QTEST(QString::fromStdString(request->id.dump()), "id");
    QTEST(QString::fromStdString(request->params.dump()), "params");
    const std::string again = toLine(*request);
    QVERIFY(again.ends_with('\n'));
    const auto reread = parseRequest(std::string_view(again).substr(0, again.size() - 1));
    QCOMPARE(toLine(std::get<Request>(reread)), again);
}

void TestControlMessages::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("code");

    const auto row = [](const char *name, const QByteArray &line, RpcCode code) {
        QTest::addRow("%s", name) << line << int(code);
    };
    row("empty", "", RpcCode::ParseError);
    row("no JSON", "hello", RpcCode::ParseError);
    row("cut", R"({"jsonrpc":"2.0",)", RpcCode::ParseError);
    row("no UTF-8", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xFF\"}", RpcCode::ParseError);
    row("two values", R"({"jsonrpc":"2.0","id":1,"method":"hello"} {})", RpcCode::ParseError);
    row("same key twice", R"({"jsonrpc":"2.0","id":1,"id":2,"method":"hello"})", RpcCode::ParseError);
    row("too deep", QByteArray(100'000, '[') + QByteArray(100'000, ']'), RpcCode::ParseError);
    row("number beyond range", R"({"jsonrpc":"2.0","id":1e999,"method":"hello"})", RpcCode::ParseError);
    row("batch", R"([{"jsonrpc":"2.0","id":1,"method":"hello"}])", RpcCode::InvalidRequest);
    row("text", "\"hello\"", RpcCode::InvalidRequest);
    row("no version", R"({"id":1,"method":"hello"})", RpcCode::InvalidRequest);
    row("version 1", R"({"jsonrpc":"1.0","id":1,"method":"hello"})", RpcCode::InvalidRequest);
    row("id object", R"({"jsonrpc":"2.0","id":{},"method":"hello"})", RpcCode::InvalidRequest);
    row("id true", R"({"jsonrpc":"2.0","id":true,"method":"hello"})", RpcCode::InvalidRequest);
    row("no method", R"({"jsonrpc":"2.0","id":1})", RpcCode::InvalidRequest);
    row("method number", R"({"jsonrpc":"2.0","id":1,"method":5})", RpcCode::InvalidRequest);
    row("params list", R"({"jsonrpc":"2.0","id":1,"method":"hello","params":[]})", RpcCode::InvalidParams);
    row("params text", R"({"jsonrpc":"2.0","id":1,"method":"hello","params":"x"})", RpcCode::InvalidParams);
}

void TestControlMessages::refusesRequests()
{
    QFETCH(QByteArray, line);
    const auto parsed = parseRequest(line.toStdString());
    const auto *error = std::get_if<RpcError>(&parsed);
    QVERIFY(error != nullptr);
    QTEST(int(error->code), "code");
    QVERIFY(!error->message.empty());
}

void TestControlMessages::refusesLongLines()
{
    const std::string head = R"({"jsonrpc":"2.0","id":1,"method":")";
    const std::string tail = R"("})";
    const std::string fits = head + std::string(kMaxMessageBytes - 1 - head.size() - tail.size(), 'x') + tail;
    QVERIFY(std::holds_alternative<Request>(parseRequest(fits)));
    QVERIFY(std::holds_alternative<RpcError>(parseRequest(fits + " ")));
}

void TestControlMessages::readsResponses_data()
{
    QTest::addColumn<QString>("line");

    QTest::addRow("result") << R"({"id":1,"jsonrpc":"2.0","result":{"a":1}})";
    QTest::addRow("null result") << R"({"id":1,"jsonrpc":"2.0","result":null})";
    QTest::addRow("error")
        << R"({"error":{"code":1,"data":{"revision":5},"message":"m"},"id":"x","jsonrpc":"2.0"})";
    QTest::addRow("error without data")
        << R"({"error":{"code":-32700,"message":"m"},"id":null,"jsonrpc":"2.0"})";
    QTest::addRow("code from later") << R"({"error":{"code":77,"message":"m"},"id":1,"jsonrpc":"2.0"})";
}

void TestControlMessages::readsResponses()
{
    QFETCH(QString, line);
    const Result<Response> response = parseResponse(line.toStdString());
    QVERIFY2(response.ok(), response.ok() ? "" : response.error().text().c_str());
    QCOMPARE(QString::fromStdString(toLine(*response)), line + '\n');
}

void TestControlMessages::refusesResponses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("why");

    QTest::addRow("no JSON") << "x"
                             << "line 1, column 1";
    QTest::addRow("list") << "[]"
                          << "\"jsonrpc\":\"2.0\"";
    QTest::addRow("no version") << R"({"id":1,"result":1})"
                                << "\"jsonrpc\":\"2.0\"";
    QTest::addRow("neither") << R"({"jsonrpc":"2.0","id":1})"
                             << "either \"result\" or \"error\"";
    QTest::addRow("both") << R"({"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":"m"}})"
                          << "either \"result\" or \"error\"";
    QTest::addRow("id list") << R"({"jsonrpc":"2.0","id":[],"result":1})"
                             << "\"id\"";
    QTest::addRow("error text") << R"({"jsonrpc":"2.0","id":1,"error":"no"})"
                                << "/error";
    QTest::addRow("error without code") << R"({"jsonrpc":"2.0","id":1,"error":{"message":"m"}})"
                                        << "/error/code";
    QTest::addRow("code too large") << R"({"jsonrpc":"2.0","id":1,"error":{"code":4294967296,"message":"m"}})"
                                    << "/error/code";
    QTest::addRow("error without message") << R"({"jsonrpc":"2.0","id":1,"error":{"code":1}})"
                                           << "/error/message";
}

void TestControlMessages::refusesResponses()
{
    QFETCH(QString, line);
    QFETCH(QString, why);
    const Result<Response> response = parseResponse(line.toStdString());
    QVERIFY(!response.ok());
    QCOMPARE(response.error().code, Error::Code::Corrupt);
    QVERIFY2(QString::fromStdString(response.error().why).contains(why), response.error().why.c_str());
}

void TestControlMessages::writesOneLineWhateverItHolds()
{
    Response response{"id", json::object(), {}};
    response.error = RpcError{RpcCode::InternalError, "two\nlines and \xFF", json{{"path", "/\xC3"}}};
    const std::string line = toLine(response);
    QCOMPARE(std::ranges::count(line, '\n'), 1);
    QVERIFY(parseResponse(std::string_view(line).substr(0, line.size() - 1)).ok());
}

void TestControlMessages::helloReadsBack()
{
    const Result<Hello> read = helloFromJson(toJson(sampleHello()));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(toJson(*read).dump(), toJson(sampleHello()).dump());
    QCOMPARE(read->started.ns, 1'767'608'130'123'456'789);
    QCOMPARE(read->revision, std::uint64_t(9));
}

void TestControlMessages::refusesHello_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("code");

    const auto row = [](const char *name, const char *patch, const char *pointer,
                        Error::Code code = Error::Code::Corrupt) {
        QTest::addRow("%s", name) << patch << pointer << int(code);
    };
    row("newer", R"({"protocol":2})", "/protocol", Error::Code::Unsupported);
    row("no protocol", R"({"protocol":null})", "/protocol");
    row("pid text", R"({"pid":"7"})", "/pid");
    row("bot is a path", R"({"bot":"../x"})", "/bot");
    row("instance is a path", R"({"instance":"a/b"})", "/instance");
    row("started", R"({"started":12})", "/started");
    row("no revision", R"({"revision":null})", "/revision");
}

void TestControlMessages::refusesHello()
{
    QFETCH(QString, patch);
    json document = toJson(sampleHello());
    document.merge_patch(json::parse(patch.toStdString()));
    const Result<Hello> read = helloFromJson(document);
    QVERIFY(!read.ok());
    QTEST(QString::fromStdString(read.error().pointer), "pointer");
    QTEST(int(read.error().code), "code");
}

void TestControlMessages::configStateReadsBack()
{
    const ConfigState state{7, json{{"bot", "alpha"}}};
    const Result<ConfigState> read = configStateFromJson(toJson(state));
    QVERIFY(read.ok());
    QCOMPARE(read->revision, state.revision);
    QVERIFY(read->config == state.config);
    QCOMPARE(configStateFromJson(json{{"revision", 1}, {"config", "x"}}).error().pointer, "/config");
    QCOMPARE(configStateFromJson(json{{"config", json::object()}}).error().pointer, "/revision");
}

QTEST_GUILESS_MAIN(TestControlMessages)
#include "tst_control_messages.moc"
