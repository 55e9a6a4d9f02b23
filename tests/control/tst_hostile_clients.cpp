// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/fake_host.h"
#include "control/raw_socket.h"

#include <QTemporaryDir>
#include <QTest>

#include <deque>
#include <random>
#include <sys/resource.h>
#include <thread>

using namespace tapewatch;
using namespace tapewatch::test;
using control::RpcCode;
using nlohmann::json;

namespace {

constexpr auto kHello = R"({"jsonrpc":"2.0","id":1,"method":"hello"})";

std::string request(int id, const std::string &method)
{
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + method + "\"}\n";
}

/// Bytes that are no text, with a newline here and there; the same on every run.
std::string garbage(std::size_t size)
{
    std::mt19937 random(4711);
    std::string bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(random());
    bytes.back() = '\n';
    return bytes;
}

} // namespace

/// What bad clients cost: themselves.
class TestHostileClients : public QObject {
    Q_OBJECT

private slots:
    void init();
    void halfAMessage();
    void garbageOverAMegabyte();
    void aMessageThatIsTooLong_data();
    void aMessageThatIsTooLong();
    void tenThousandRequests();
    void answersThatNobodyReads();
    void vanishingMidAnswer();
    void tooManyClients();
    void noDescriptorLeft();

private:
    void start(const control::ServerOptions &options = {});
    [[nodiscard]] RawSocket client() const { return RawSocket(m_server->path()); }
    [[nodiscard]] bool serves() const { return client().ask(kHello).contains("result"); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<control::Server> m_server;
};

void TestHostileClients::init()
{
    start();
}

void TestHostileClients::start(const control::ServerOptions &options)
{
    m_server.reset();
    m_host = std::make_unique<FakeHost>();
    m_folder = std::make_unique<QTemporaryDir>();
    auto server =
        control::Server::start(*m_host, m_folder->filePath("bots").toStdString(), {"alpha", 4711}, options);
    QVERIFY2(server.ok(), server ? "" : server.error().text().c_str());
    m_server = std::move(*server);
}

void TestHostileClients::halfAMessage()
{
    RawSocket slow = client();
    slow.send(R"({"jsonrpc":"2.0","id":1,)");

    QVERIFY(serves());

    QCOMPARE(slow.ask(R"("method":"hello"})").value("id", 0), 1);
}

void TestHostileClients::garbageOverAMegabyte()
{
    RawSocket mad = client();
    const std::string bytes = garbage(1'500'000);
    std::thread sending([&] {
        mad.send(bytes);
        mad.finishSending();
    });

    QVERIFY(serves());

    qsizetype answers = 0;
    while (auto line = mad.readLine()) {
        const json answer = json::parse(*line);
        const int code = answer["error"].value("code", 0);
        QVERIFY(code == int(RpcCode::ParseError) || code == int(RpcCode::InvalidRequest));
        ++answers;
    }
    sending.join();
    QCOMPARE(answers, qsizetype(std::ranges::count(bytes, '\n')));
}

void TestHostileClients::aMessageThatIsTooLong_data()
{
    QTest::addColumn<qulonglong>("bytes");
    QTest::addColumn<int>("code");

    const qulonglong most = control::kMaxMessageBytes;
    QTest::addRow("as long as can be") << most << 0;
    QTest::addRow("one more") << most + 1 << int(RpcCode::InvalidRequest);
    QTest::addRow("many times that") << 10 * most << int(RpcCode::InvalidRequest);
}

void TestHostileClients::aMessageThatIsTooLong()
{
    QFETCH(qulonglong, bytes);
    QFETCH(int, code);
    std::string message = R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"x":")";
    const std::string end = "\"}}\n";
    message += std::string(bytes - message.size() - end.size(), 'x') + end;
    RawSocket socket = client();
    std::thread sending([&] { socket.send(message); });

    const json answer = socket.readMessage();

    sending.join();
    QCOMPARE(answer.value("error", json::object()).value("code", 0), code);
    QVERIFY(socket.ask(kHello).contains("result"));
}

void TestHostileClients::tenThousandRequests()
{
    constexpr int kCount = 10'000;
    RawSocket flood = client();
    std::thread sending([&] {
        std::string bytes;
        for (int i = 1; i <= kCount; ++i)
            bytes += request(i, i % 2 == 0 ? "hello" : "metrics");
        flood.send(bytes);
    });
    for (int i = 0; i < 20; ++i)
        QVERIFY(serves());

    for (int i = 1; i <= kCount; ++i)
        QCOMPARE(flood.readMessage().value("id", 0), i);
    sending.join();
}

void TestHostileClients::answersThatNobodyReads()
{
    control::ServerOptions options;
    options.unreadLimit = std::chrono::milliseconds(1);
    start(options);
    RawSocket deaf = client();

    // More than a socket can hold: once its answers do not fit, the bot reads no more from it, and hangs up.
    std::string requests;
    for (int i = 0; i < 10'000; ++i)
        requests += request(i, "config.get");
    QVERIFY(!deaf.send(requests));

    deaf.awaitHangUp();
    QVERIFY(serves());
}

void TestHostileClients::vanishingMidAnswer()
{
    m_host->directoryBytes = 300'000; // more than a socket can hold
    for (int i = 0; i < 40; ++i) {
        RawSocket gone = client();
        gone.send(request(1, "hello"));
        gone.send(request(2, "hello"));
        gone.close();
    }
    m_host->directoryBytes = 0;

    // Were the 40 still counted as clients, this one would be one too many.
    QVERIFY(serves());
    QVERIFY(m_host->reports().empty());
}

void TestHostileClients::tooManyClients()
{
    std::deque<RawSocket> clients;
    for (int i = 0; i < 32; ++i)
        QVERIFY(clients.emplace_back(m_server->path()).ask(kHello).contains("result"));

    RawSocket late = client();
    const json refusal = late.readMessage();

    QCOMPARE(refusal["error"].value("code", 0), int(RpcCode::InternalError));
    QVERIFY(refusal["error"].value("message", "").find("32") != std::string::npos);
    QVERIFY(!late.readLine());
    for (RawSocket &idle : clients)
        QVERIFY(idle.ask(kHello).contains("result"));
    // Each of these comes the moment after another has gone.
    clients.pop_front();
    for (int i = 0; i < 200; ++i)
        QVERIFY(serves());
}

void TestHostileClients::noDescriptorLeft()
{
    control::FileDescriptor waiting(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = control::socketAddress(m_server->path());
    rlimit before = {};
    ::getrlimit(RLIMIT_NOFILE, &before);
    const rlimit few{std::min<rlim_t>(256, before.rlim_cur), before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
    std::deque<control::FileDescriptor> all;
    while (all.emplace_back(::dup(STDERR_FILENO)))
        ;
    const int connected = ::connect(waiting.get(), control::generic(address), sizeof address);
    RawSocket client(std::move(waiting));

    QTRY_COMPARE_WITH_TIMEOUT(m_host->reports().size(), std::size_t(1), 60'000);

    all.clear();
    ::setrlimit(RLIMIT_NOFILE, &before);
    QCOMPARE(connected, 0);
    QVERIFY(m_host->reports()[0].why.find("EMFILE") != std::string::npos);
    QVERIFY(client.ask(kHello).contains("result"));
    QCOMPARE(m_host->reports().size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestHostileClients)
#include "tst_hostile_clients.moc"
