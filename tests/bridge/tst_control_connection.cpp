// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/control_connection.h"
#include "bridge/fake_bot.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::bridge;
using namespace std::chrono_literals;
using tapewatch::test::FakeBot;

class TestControlConnection : public QObject {
    Q_OBJECT

private slots:
    void init();
    void readsAnswersHoweverTheyArrive_data();
    void readsAnswersHoweverTheyArrive();
    void explainsRefusals_data();
    void explainsRefusals();
    void leavesABotThatBreaksTheProtocol_data();
    void leavesABotThatBreaksTheProtocol();
    void silenceIsAnErrorOfTheCallOnly();
    void endOfTheBotAnswersEveryCall();
    void closingAnswersEveryCall();
    void forgetsCallersThatAreGone();
    void saysWhyItCannotConnect_data();
    void saysWhyItCannotConnect();
    void callWithoutConnectionIsAnswered();

private:
    void open(ControlConnection &connection, const FakeBot &bot)
    {
        QSignalSpy opened(&connection, &ControlConnection::opened);
        connection.connectToBot(bot.path);
        QVERIFY(opened.wait(60'000));
    }

    /// Calls `method` and keeps its answer in m_replies.
    void ask(ControlConnection &connection, const char *method,
             std::chrono::milliseconds timeout = ControlConnection::kDefaultTimeout)
    {
        connection.call(
            method, nlohmann::json::object(), this, [this](const Reply &reply) { m_replies.append(reply); },
            timeout);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QList<Reply> m_replies;
};

void TestControlConnection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_replies.clear();
}

void TestControlConnection::readsAnswersHoweverTheyArrive_data()
{
    QTest::addColumn<QByteArrayList>("pieces");

    const QByteArray first = R"({"jsonrpc":"2.0","id":1,"result":"first"})"
                             "\n";
    const QByteArray second = R"({"jsonrpc":"2.0","id":2,"result":"second"})"
                              "\n";
    QTest::addRow("one by one") << QByteArrayList{first, second};
    QTest::addRow("both in one piece") << QByteArrayList{first + second};
    QTest::addRow("half messages") << QByteArrayList{first.left(7), first.mid(7) + second.left(20),
                                                     second.mid(20)};
    QTest::addRow("the newline alone") << QByteArrayList{first.chopped(1), "\n", second};
    QTest::addRow("in another order") << QByteArrayList{second, first};
}

void TestControlConnection::readsAnswersHoweverTheyArrive()
{
    QFETCH(QByteArrayList, pieces);
    FakeBot bot(m_folder->path());
    bot.answer = [](const control::Request &) { return QByteArray(); };
    ControlConnection connection;
    open(connection, bot);
    QMap<int, std::string> results;
    for (int number : {1, 2})
        connection.call("any", {}, this, [&results, number](const Reply &reply) {
            results[number] = reply.result.get<std::string>();
        });
    QTRY_COMPARE_WITH_TIMEOUT(bot.methods.size(), 2, 60'000);

    for (const QByteArray &piece : pieces) {
        bot.send(piece);
        QCoreApplication::processEvents();
    }

    QTRY_COMPARE_WITH_TIMEOUT(results.size(), 2, 60'000);
    QCOMPARE(results[1], "first");
    QCOMPARE(results[2], "second");
}

void TestControlConnection::explainsRefusals_data()
{
    QTest::addColumn<int>("rpcCode");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("code");
    QTest::addColumn<std::string>("why");
    QTest::addColumn<std::string>("pointer");

    QTest::addRow("configuration") << int(control::RpcCode::ConfigRefused)
                                   << QByteArray(
                                          R"({"pointer":"/levels/a","why":"not a level","hint":"use info"})")
                                   << int(Error::Code::InvalidArgument) << std::string("not a level")
                                   << std::string("/levels/a");
    QTest::addRow("conflict") << int(control::RpcCode::RevisionConflict) << QByteArray(R"({"revision":7})")
                              << int(Error::Code::Busy) << std::string("refused so") << std::string();
    QTest::addRow("unknown method") << int(control::RpcCode::MethodNotFound) << QByteArray("null")
                                    << int(Error::Code::Unsupported) << std::string("refused so")
                                    << std::string();
    QTest::addRow("data of wrong types")
        << int(control::RpcCode::ConfigRefused) << QByteArray(R"({"pointer":3,"why":["x"]})")
        << int(Error::Code::InvalidArgument) << std::string("refused so") << std::string();
}

void TestControlConnection::explainsRefusals()
{
    QFETCH(int, rpcCode);
    QFETCH(QByteArray, data);
    QFETCH(int, code);
    QFETCH(std::string, why);
    QFETCH(std::string, pointer);
    FakeBot bot(m_folder->path());
    bot.answer = [&](const control::Request &request) {
        return FakeBot::refusal(
            request, {control::RpcCode(rpcCode), "refused so", nlohmann::json::parse(data.toStdString())});
    };
    ControlConnection connection;
    open(connection, bot);

    ask(connection, "config.patch");

    QTRY_COMPARE_WITH_TIMEOUT(m_replies.size(), 1, 60'000);
    const Reply &reply = m_replies.constFirst();
    QVERIFY(!reply.ok());
    QVERIFY(reply.rpc.has_value());
    QCOMPARE(int(reply.error->code), code);
    QCOMPARE(reply.error->why, why);
    QCOMPARE(reply.error->pointer, pointer);
    QVERIFY(connection.isOpen());
}

void TestControlConnection::leavesABotThatBreaksTheProtocol_data()
{
    QTest::addColumn<QByteArray>("sent");

    QTest::addRow("no JSON") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::addRow("JSON, but no answer") << QByteArray("[1,2,3]\n");
    QTest::addRow("an answer to nobody") << QByteArray(R"({"jsonrpc":"2.0","id":null,"result":1})"
                                                       "\n");
    QTest::addRow("bytes that are not UTF-8") << QByteArray("{\"id\":1,\"result\":\"\xff\xfe\"}\n");
    QTest::addRow("a line without an end") << QByteArray(int(control::kMaxMessageBytes), 'x');
    QTest::addRow("a line too long") << '"' + QByteArray(int(control::kMaxMessageBytes), 'x') + "\"\n";
}

void TestControlConnection::leavesABotThatBreaksTheProtocol()
{
    QFETCH(QByteArray, sent);
    FakeBot bot(m_folder->path());
    bot.answer = [&sent](const control::Request &) { return sent; };
    ControlConnection connection;
    open(connection, bot);
    QSignalSpy closed(&connection, &ControlConnection::closed);

    ask(connection, "hello");

    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
    QCOMPARE(m_replies.size(), 1);
    QVERIFY(!m_replies.constFirst().ok());
    QVERIFY(!m_replies.constFirst().error->why.empty());
    QVERIFY(!connection.isOpen());
}

void TestControlConnection::silenceIsAnErrorOfTheCallOnly()
{
    FakeBot bot(m_folder->path());
    nlohmann::json unanswered;
    bot.answer = [&unanswered](const control::Request &request) -> std::optional<QByteArray> {
        if (request.method != "slow")
            return {};
        unanswered = request.id;
        return QByteArray();
    };
    ControlConnection connection;
    open(connection, bot);

    ask(connection, "slow", 20ms);
    QTRY_COMPARE_WITH_TIMEOUT(m_replies.size(), 1, 60'000);
    QCOMPARE(int(m_replies.constFirst().error->code), int(Error::Code::Timeout));

    // The late answer is nobody's any more; the next question gets its own.
    bot.send(FakeBot::line({unanswered, "late", {}}));
    ask(connection, "hello");
    QTRY_COMPARE_WITH_TIMEOUT(m_replies.size(), 2, 60'000);
    QVERIFY(m_replies.constLast().ok());
    QCOMPARE(m_replies.constLast().result.at("instance").get<std::string>(), "alpha");
}

void TestControlConnection::endOfTheBotAnswersEveryCall()
{
    FakeBot bot(m_folder->path());
    bot.answer = [](const control::Request &) { return QByteArray(R"({"jsonrpc":"2.0","id":)"); };
    ControlConnection connection;
    open(connection, bot);
    QSignalSpy closed(&connection, &ControlConnection::closed);
    ask(connection, "hello");
    ask(connection, "metrics");
    QTRY_COMPARE_WITH_TIMEOUT(bot.methods.size(), 2, 60'000);

    bot.die();

    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
    QCOMPARE(m_replies.size(), 2);
    for (const Reply &reply : std::as_const(m_replies))
        QVERIFY(reply.error.has_value() && !reply.rpc);
}

void TestControlConnection::closingAnswersEveryCall()
{
    FakeBot bot(m_folder->path());
    ControlConnection connection;
    open(connection, bot);
    QSignalSpy closed(&connection, &ControlConnection::closed);
    ask(connection, "hello");

    connection.close();

    QCOMPARE(m_replies.size(), 1);
    QVERIFY(!m_replies.constFirst().ok());
    QCOMPARE(closed.count(), 0);
}

void TestControlConnection::forgetsCallersThatAreGone()
{
    FakeBot bot(m_folder->path());
    ControlConnection connection;
    open(connection, bot);
    auto caller = std::make_unique<QObject>();
    bool called = false;
    connection.call("hello", {}, caller.get(), [&called](const Reply &) { called = true; });

    caller.reset();
    ask(connection, "metrics");

    QTRY_COMPARE_WITH_TIMEOUT(m_replies.size(), 1, 60'000);
    QVERIFY(!called);
}

void TestControlConnection::saysWhyItCannotConnect_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("code");

    QTest::addRow("nothing there") << "missing.1.sock" << int(Error::Code::Io);
    QTest::addRow("a file, no socket") << "file.1.sock" << int(Error::Code::Io);
    QTest::addRow("too long") << QString(200, u'x') << int(Error::Code::InvalidArgument);
}

void TestControlConnection::saysWhyItCannotConnect()
{
    QFETCH(QString, name);
    QFETCH(int, code);
    QFile file(m_folder->filePath(QStringLiteral("file.1.sock")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ControlConnection connection;
    QSignalSpy closed(&connection, &ControlConnection::closed);

    connection.connectToBot(m_folder->filePath(name));

    QCOMPARE(closed.count(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 60'000);
    const auto error = closed.constFirst().constFirst().value<Error>();
    QCOMPARE(int(error.code), code);
    QVERIFY(!error.why.empty());
}

void TestControlConnection::callWithoutConnectionIsAnswered()
{
    ControlConnection connection;

    ask(connection, "hello");

    QCOMPARE(m_replies.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_replies.size(), 1, 60'000);
    QVERIFY(!m_replies.constFirst().ok());
}

QTEST_GUILESS_MAIN(TestControlConnection)
#include "tst_control_connection.moc"
