// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_directory.h"
#include "bridge/fake_bot.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::bridge;
using namespace std::chrono_literals;
using tapewatch::test::FakeBot;

namespace {

/// A socket's file with nobody behind it, as a killed bot leaves it.
void leaveDeadSocket(const QString &path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    std::copy(name.begin(), name.end(), address.sun_path);
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);
    ::close(fd);
}

QStringList keys(const BotDirectory &directory)
{
    QStringList keys;
    for (const BotInfo &bot : directory.bots())
        keys.append(bot.key);
    return keys;
}

} // namespace

class TestBotDirectory : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void findsBotsThatAreThereAndThatCome();
    void findsAFolderThatIsMadeLater();
    void deadSocketsAreNoBots();
    void botsOfOneNameAreTold();
    void goneWhenTheConnectionEnds();
    void comesBackAfterARestart();
    void ignoresWhoBreaksTheProtocol_data();
    void ignoresWhoBreaksTheProtocol();
    void countsRecordsPerSecond();
    void saysWhenABotStopsAnswering();

private:
    [[nodiscard]] BotDirectory::Options options() const
    {
        return {m_folder->path(), 20ms, 10ms, 200ms, 50ms};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBotDirectory::findsBotsThatAreThereAndThatCome()
{
    FakeBot alpha(m_folder->path(), QStringLiteral("alpha"), 1);
    BotDirectory directory(options());
    QSignalSpy appeared(&directory, &BotDirectory::botAppeared);
    directory.start();
    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 1, 60'000);

    FakeBot beta(m_folder->path(), QStringLiteral("beta"), 2);

    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 2, 60'000);
    QCOMPARE(keys(directory), QStringList({QStringLiteral("alpha.1"), QStringLiteral("beta.2")}));
    QCOMPARE(directory.find(QStringLiteral("beta.2"))->hello.pid, 2U);
    QTRY_VERIFY_WITH_TIMEOUT(directory.find(QStringLiteral("alpha.1"))->metrics.has_value(), 60'000);
}

void TestBotDirectory::findsAFolderThatIsMadeLater()
{
    const QString folder = m_folder->filePath(QStringLiteral("later"));
    BotDirectory::Options later = options();
    later.folder = folder;
    BotDirectory directory(later);
    QSignalSpy appeared(&directory, &BotDirectory::botAppeared);
    directory.start();
    QVERIFY(directory.bots().isEmpty());

    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    FakeBot bot(folder);
    QVERIFY(bot.listening);

    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 1, 60'000);
}

void TestBotDirectory::deadSocketsAreNoBots()
{
    leaveDeadSocket(m_folder->filePath(QStringLiteral("dead.1.sock")));
    FakeBot alive(m_folder->path(), QStringLiteral("live"), 2);
    BotDirectory directory(options());
    QSignalSpy changed(&directory, &BotDirectory::botChanged);

    directory.start();

    // Many scans later the dead one is still none.
    QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 10, 60'000);
    QCOMPARE(keys(directory), QStringList({QStringLiteral("live.2")}));
}

void TestBotDirectory::botsOfOneNameAreTold()
{
    FakeBot first(m_folder->path(), QStringLiteral("alpha"), 1);
    FakeBot second(m_folder->path(), QStringLiteral("alpha"), 2);
    BotDirectory directory(options());

    directory.start();

    QTRY_COMPARE_WITH_TIMEOUT(keys(directory),
                              QStringList({QStringLiteral("alpha.1"), QStringLiteral("alpha.2")}), 60'000);
}

void TestBotDirectory::goneWhenTheConnectionEnds()
{
    FakeBot bot(m_folder->path());
    BotDirectory::Options slow = options();
    slow.scanEvery = 1h; // So that only the connection can tell.
    BotDirectory directory(slow);
    QSignalSpy appeared(&directory, &BotDirectory::botAppeared);
    QSignalSpy gone(&directory, &BotDirectory::botGone);
    directory.start();
    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 1, 60'000);

    bot.die();

    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 60'000);
    QCOMPARE(gone.constFirst().constFirst().toString(), QStringLiteral("alpha.4711"));
    QVERIFY(directory.bots().isEmpty());
}

void TestBotDirectory::comesBackAfterARestart()
{
    FakeBot bot(m_folder->path());
    BotDirectory directory(options());
    QSignalSpy appeared(&directory, &BotDirectory::botAppeared);
    QSignalSpy gone(&directory, &BotDirectory::botGone);
    directory.start();
    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 1, 60'000);
    bot.die();
    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 60'000);

    bot.start();

    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 2, 60'000);
}

void TestBotDirectory::ignoresWhoBreaksTheProtocol_data()
{
    QTest::addColumn<QByteArray>("answer");

    QTest::addRow("garbage") << QByteArray("\x01\x02 garbage\n");
    QTest::addRow("half a message") << QByteArray(R"({"jsonrpc":"2.0","id":1,"resu)");
    QTest::addRow("silence") << QByteArray();
    QTest::addRow("hello without members") << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":{}})"
                                                         "\n");
    QTest::addRow("another protocol")
        << QByteArray(R"({"jsonrpc":"2.0","id":1,"result":{"protocol":99,"bot":"a","instance":"a","pid":1,)"
                      R"("version":"9","directory":"/","started":"2026-01-05T10:15:30Z","revision":1}})"
                      "\n");
    QTest::addRow("an error") << QByteArray(
        R"({"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"what?"}})"
        "\n");
}

void TestBotDirectory::ignoresWhoBreaksTheProtocol()
{
    QFETCH(QByteArray, answer);
    FakeBot bot(m_folder->path());
    int asked = 0;
    // Wrong at the first two tries, so that it is seen to be asked again, and then right.
    bot.answer = [&](const control::Request &request) -> std::optional<QByteArray> {
        if (request.method == control::kHello && ++asked <= 2)
            return answer;
        return {};
    };
    BotDirectory directory(options());
    int askedWhenItAppeared = 0;
    connect(&directory, &BotDirectory::botAppeared, this, [&] { askedWhenItAppeared = asked; });

    directory.start();

    QTRY_COMPARE_WITH_TIMEOUT(askedWhenItAppeared, 3, 60'000);
}

void TestBotDirectory::countsRecordsPerSecond()
{
    FakeBot bot(m_folder->path());
    bot.metrics.taken = {};
    bot.answer = [&bot](const control::Request &request) -> std::optional<QByteArray> {
        if (request.method == control::kMetrics) {
            bot.metrics.taken = bot.metrics.taken + 2s;
            bot.metrics.written += 1000;
            bot.metrics.dropped += 10;
        }
        return {};
    };
    BotDirectory directory(options());

    directory.start();

    QTRY_COMPARE_WITH_TIMEOUT(
        directory.find(QStringLiteral("alpha.4711")).value_or(BotInfo()).recordsPerSecond, 500.0, 60'000);
    QCOMPARE(directory.find(QStringLiteral("alpha.4711"))->droppedPerSecond, 5.0);
}

void TestBotDirectory::saysWhenABotStopsAnswering()
{
    FakeBot bot(m_folder->path());
    bool silent = true;
    bot.answer = [&silent](const control::Request &request) -> std::optional<QByteArray> {
        if (request.method == control::kMetrics && silent)
            return QByteArray();
        return {};
    };
    BotDirectory directory(options());
    QSignalSpy gone(&directory, &BotDirectory::botGone);
    const auto responding = [&directory] {
        const auto found = directory.find(QStringLiteral("alpha.4711"));
        return found ? found->responding : true;
    };
    directory.start();
    QTRY_VERIFY_WITH_TIMEOUT(!responding(), 60'000);

    silent = false;

    QTRY_VERIFY_WITH_TIMEOUT(responding(), 60'000);
    QCOMPARE(gone.count(), 0);
}

QTEST_GUILESS_MAIN(TestBotDirectory)
#include "tst_bot_directory.moc"
