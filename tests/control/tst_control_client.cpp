// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/fake_host.h"
#include "control/raw_socket.h"

#include <tapewatch/control_client.h>

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace tapewatch;
using namespace tapewatch::test;
using namespace std::chrono_literals;
using control::Client;
using nlohmann::json;

Q_DECLARE_METATYPE(Error::Code)

namespace {

constexpr auto kLong = 1h;

/// Takes one client, waits for its request, sends `answer`, hangs up.
void answerOnce(const control::FileDescriptor &listener, const std::string &answer)
{
    RawSocket client = RawSocket::accept(listener);
    static_cast<void>(client.readLine());
    client.send(answer);
}

} // namespace

class TestControlClient : public QObject {
    Q_OBJECT

private slots:
    void init();
    void callsAServer();
    void tellsRefusalsApart_data();
    void tellsRefusalsApart();
    void namesThePlaceOfARefusal();
    void saysWhyItCannotConnect_data();
    void saysWhyItCannotConnect();
    void doesNotWaitForEver_data();
    void doesNotWaitForEver();
    void reportsABadAnswer_data();
    void reportsABadAnswer();
    void isOfNoUseAfterItsConnectionEnded();
    void tellsThatTheServerIsFull();

private:
    [[nodiscard]] std::unique_ptr<control::Server> server(const control::ServerOptions &options = {})
    {
        auto started = control::Server::start(m_host, m_folder->filePath("bots").toStdString(),
                                              {"alpha", 4711}, options);
        return started ? std::move(*started) : nullptr;
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder->filePath("raw").toStdString(); }

    FakeHost m_host;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestControlClient::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestControlClient::callsAServer()
{
    const auto bot = server();
    auto client = Client::connect(bot->path(), kLong);
    QVERIFY2(client.ok(), client ? "" : client.error().text().c_str());

    const auto hello = client->call("hello", json::object(), kLong);
    const auto changed = client->call("level.set", {{"logger", "a"}, {"level", "trace"}}, kLong);

    QVERIFY2(hello.ok(), hello ? "" : hello.error().text().c_str());
    QCOMPARE(hello->value("bot", ""), "alpha");
    QVERIFY2(changed.ok(), changed ? "" : changed.error().text().c_str());
    QCOMPARE((*changed)["config"]["levels"].value("a", ""), "trace");
}

void TestControlClient::tellsRefusalsApart_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<Error::Code>("code");

    QTest::addRow("unknown method") << QByteArray("helo") << QByteArray("{}") << Error::Code::Unsupported;
    QTest::addRow("bad parameters") << QByteArray("level.set") << QByteArray("{}")
                                    << Error::Code::InvalidArgument;
    QTest::addRow("old revision") << QByteArray("config.patch") << QByteArray(R"({"patch":{},"revision":99})")
                                  << Error::Code::Busy;
    QTest::addRow("bot's own fault") << QByteArray("metrics") << QByteArray("{}") << Error::Code::Io;
}

void TestControlClient::tellsRefusalsApart()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, params);
    QFETCH(Error::Code, code);
    m_host.throwing = 1;
    const auto bot = server();
    auto client = Client::connect(bot->path(), kLong);
    QVERIFY(client.ok());

    const auto answer = client->call(method.toStdString(), json::parse(params.toStdString()), kLong);

    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().code, code);
    QVERIFY(answer.error().what.find(method.toStdString()) != std::string::npos);
    QVERIFY(!answer.error().why.empty());
    QVERIFY(client->call("hello", json::object(), kLong).ok());
    m_host.throwing = 0;
}

void TestControlClient::namesThePlaceOfARefusal()
{
    const auto bot = server();
    auto client = Client::connect(bot->path(), kLong);
    QVERIFY(client.ok());

    const auto answer = client->call("level.set", {{"category", "trades"}, {"level", "info"}}, kLong);

    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().code, Error::Code::InvalidArgument);
    QCOMPARE(answer.error().what, std::string(R"(Unknown category "trades")"));
    QCOMPARE(answer.error().why, std::string("the bot's categories are compliance, error, main, trade"));
    QCOMPARE(answer.error().hint, std::string(R"(Did you mean "trade"?)"));
    QCOMPARE(answer.error().pointer, std::string("/categories/trades"));
}

void TestControlClient::saysWhyItCannotConnect_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("abandoned");
    QTest::addColumn<Error::Code>("code");
    QTest::addColumn<QByteArray>("why");

    QTest::addRow("no socket") << "raw" << false << Error::Code::NotFound << QByteArray("ENOENT");
    QTest::addRow("nobody listens") << "raw" << true << Error::Code::NotFound << QByteArray("ECONNREFUSED");
    QTest::addRow("path too long") << QString(200, 'x') << false << Error::Code::InvalidArgument
                                   << QByteArray("107");
}

void TestControlClient::saysWhyItCannotConnect()
{
    QFETCH(QString, name);
    QFETCH(bool, abandoned);
    QFETCH(Error::Code, code);
    QFETCH(QByteArray, why);
    if (abandoned)
        QVERIFY(boundSocket(path(), true));

    const auto client = Client::connect(m_folder->filePath(name).toStdString(), kLong);

    QVERIFY(!client.ok());
    QCOMPARE(client.error().code, code);
    QVERIFY2(client.error().why.find(why.toStdString()) != std::string::npos, client.error().text().c_str());
    QVERIFY(!client.error().hint.empty());
}

void TestControlClient::doesNotWaitForEver_data()
{
    QTest::addColumn<int>("paramBytes");

    QTest::addRow("for the answer") << 0;
    QTest::addRow("to be read") << 900'000; // more than a socket can hold
}

void TestControlClient::doesNotWaitForEver()
{
    QFETCH(int, paramBytes);
    const auto listener = boundSocket(path(), true);
    auto client = Client::connect(path(), kLong);
    QVERIFY(client.ok());

    const json params{{"x", std::string(static_cast<std::size_t>(paramBytes), 'x')}};
    const auto answer = client->call("hello", params, 20ms);

    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().code, Error::Code::Timeout);
    QVERIFY(answer.error().why.find("20 ms") != std::string::npos);
    QCOMPARE(client->call("hello", params, kLong).error().code, Error::Code::Io);
}

void TestControlClient::reportsABadAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Error::Code>("code");

    QTest::addRow("none") << QByteArray() << Error::Code::Io;
    QTest::addRow("half") << QByteArray(R"({"jsonrpc":"2.0",)") << Error::Code::Io;
    QTest::addRow("garbage") << QByteArray("220 smtp ready\r\n") << Error::Code::Corrupt;
    QTest::addRow("another's") << QByteArray(R"({"jsonrpc":"2.0","id":99,"result":{}})"
                                             "\n")
                               << Error::Code::Corrupt;
    QTest::addRow("result without id") << QByteArray(R"({"jsonrpc":"2.0","id":null,"result":{}})"
                                                     "\n")
                                       << Error::Code::Corrupt;
    QTest::addRow("endless") << QByteArray(2'000'000, 'x') << Error::Code::Corrupt;
}

void TestControlClient::reportsABadAnswer()
{
    QFETCH(QByteArray, answer);
    QFETCH(Error::Code, code);
    const auto listener = boundSocket(path(), true);
    std::thread bot([&] { answerOnce(listener, answer.toStdString()); });
    Result<json> result = json();
    {
        auto client = Client::connect(path(), kLong);
        QVERIFY(client.ok());
        result = client->call("hello", json::object(), kLong);
    }
    bot.join();

    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, code);
}

void TestControlClient::isOfNoUseAfterItsConnectionEnded()
{
    auto bot = server();
    auto client = Client::connect(bot->path(), kLong);
    QVERIFY(client.ok());
    QVERIFY(client->call("hello", json::object(), kLong).ok());

    bot.reset();

    for (int i = 0; i < 2; ++i) {
        const auto answer = client->call("hello", json::object(), kLong);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().code, Error::Code::Io);
        QCOMPARE(answer.error().why, std::string("the connection has ended"));
    }
}

void TestControlClient::tellsThatTheServerIsFull()
{
    control::ServerOptions options;
    options.clients = 1;
    const auto bot = server(options);
    auto first = Client::connect(bot->path(), kLong);
    QVERIFY(first.ok());
    QVERIFY(first->call("hello", json::object(), kLong).ok());
    auto second = Client::connect(bot->path(), kLong);
    QVERIFY(second.ok());

    const auto answer = second->call("hello", json::object(), kLong);

    QVERIFY(!answer.ok());
    QVERIFY2(answer.error().why.find("1 clients") != std::string::npos, answer.error().text().c_str());
}

QTEST_GUILESS_MAIN(TestControlClient)
#include "tst_control_client.moc"
