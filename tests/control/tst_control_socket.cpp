// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/fake_host.h"
#include "control/raw_socket.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace tapewatch;
using namespace tapewatch::test;
using control::Server;

namespace fs = std::filesystem;

namespace {

constexpr auto kHello = R"({"jsonrpc":"2.0","id":1,"method":"hello"})";

std::uint32_t ownPid()
{
    return static_cast<std::uint32_t>(::getpid());
}

/// Of a process that has ended.
std::uint32_t deadPid()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return static_cast<std::uint32_t>(child);
}

mode_t modeOf(const fs::path &path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

/// Descriptors that a program started by this one would inherit.
int inheritableDescriptors()
{
    int count = 0;
    DIR *folder = ::opendir("/proc/self/fd");
    while (const dirent *entry = ::readdir(folder)) {
        const int flags = ::fcntl(std::atoi(entry->d_name), F_GETFD);
        count += entry->d_name[0] != '.' && flags >= 0 && (flags & FD_CLOEXEC) == 0;
    }
    ::closedir(folder);
    return count;
}

} // namespace

/// The socket's file, its folder, and who may connect.
class TestControlSocket : public QObject {
    Q_OBJECT

private slots:
    void init();
    void makesAPrivateFolderAndSocket();
    void refusesABadFolder_data();
    void refusesABadFolder();
    void refusesAPathThatIsTooLong();
    void removesOnlyDeadSockets_data();
    void removesOnlyDeadSockets();
    void takesOverAnAbandonedName();
    void leavesALiveSocketOfTheSameName();
    void removesItsFileAndNoOther();
    void hangsUpOnOtherUsers();
    void leavesNothingToStartedPrograms();

private:
    [[nodiscard]] Result<std::unique_ptr<Server>> start(const control::ServerOptions &options = {})
    {
        return Server::start(m_host, m_folder, {"alpha", ownPid()}, options);
    }
    [[nodiscard]] fs::path socketOf(const std::string &instance, std::uint32_t pid) const
    {
        return m_folder / control::toString({instance, pid});
    }

    FakeHost m_host;
    std::unique_ptr<QTemporaryDir> m_top;
    fs::path m_folder;
};

void TestControlSocket::init()
{
    m_top = std::make_unique<QTemporaryDir>();
    m_folder = m_top->filePath("run/bots").toStdString();
}

void TestControlSocket::makesAPrivateFolderAndSocket()
{
    const mode_t before = ::umask(0);

    const auto server = start();

    ::umask(before);
    QVERIFY2(server.ok(), server ? "" : server.error().text().c_str());
    QCOMPARE((*server)->path(), socketOf("alpha", ownPid()));
    QCOMPARE(modeOf(m_folder), mode_t(0700));
    QCOMPARE(modeOf((*server)->path()), mode_t(0600));
    QVERIFY(RawSocket((*server)->path()).ask(kHello).contains("result"));
}

using Prepare = std::function<fs::path(const QTemporaryDir &top)>;
Q_DECLARE_METATYPE(Prepare)

void TestControlSocket::refusesABadFolder_data()
{
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<QByteArray>("why");

    const auto folderOfMode = [](mode_t mode) {
        return [mode](const QTemporaryDir &top) {
            const std::string path = top.filePath("open").toStdString();
            ::mkdir(path.c_str(), 0700);
            ::chmod(path.c_str(), mode);
            return fs::path(path);
        };
    };
    const auto link = [](const char *suffix) {
        return [suffix](const QTemporaryDir &top) {
            ::mkdir(top.filePath("real").toLocal8Bit().constData(), 0700);
            const fs::path path = top.filePath("link").toStdString();
            fs::create_symlink(top.filePath("real").toStdString(), path);
            return fs::path(path.native() + suffix);
        };
    };
    const auto file = [](const QTemporaryDir &top) {
        QFile plain(top.filePath("file"));
        static_cast<void>(plain.open(QIODevice::WriteOnly));
        return fs::path(plain.fileName().toStdString());
    };
    QTest::addRow("others may write") << Prepare(folderOfMode(0720)) << QByteArray("other users");
    QTest::addRow("others may look") << Prepare(folderOfMode(0705)) << QByteArray("other users");
    QTest::addRow("link") << Prepare(link("")) << QByteArray("symbolic link");
    QTest::addRow("link with a slash") << Prepare(link("/")) << QByteArray("symbolic link");
    QTest::addRow("file") << Prepare(file) << QByteArray("not a folder");
    QTest::addRow("below a file") << Prepare([file](const QTemporaryDir &top) { return file(top) / "bots"; })
                                  << QByteArray("Not a directory");
    QTest::addRow("another user's") << Prepare([](const QTemporaryDir &top) {
        // Root can give a folder away; anybody else finds one of root's.
        const std::string path = top.filePath("foreign").toStdString();
        ::mkdir(path.c_str(), 0700);
        return ::chown(path.c_str(), 12345, 12345) == 0 ? fs::path(path) : fs::path("/usr");
    }) << QByteArray("belongs to user");
}

void TestControlSocket::refusesABadFolder()
{
    QFETCH(Prepare, prepare);
    QFETCH(QByteArray, why);
    m_folder = prepare(*m_top);

    const auto server = start();

    QVERIFY(!server.ok());
    QVERIFY2(server.error().why.find(why.toStdString()) != std::string::npos, server.error().text().c_str());
    QVERIFY(server.error().text().find(m_folder.parent_path().string()) != std::string::npos);
    QVERIFY(server.error().hint.find("TAPEWATCH_RUNTIME_DIR") != std::string::npos);
}

void TestControlSocket::refusesAPathThatIsTooLong()
{
    m_folder /= std::string(120, 'x');
    const std::size_t length = socketOf("alpha", ownPid()).native().size();

    const auto server = start();

    QVERIFY(!server.ok());
    QCOMPARE(server.error().code, Error::Code::InvalidArgument);
    QVERIFY(server.error().why.find(std::to_string(length)) != std::string::npos);
    QVERIFY(server.error().why.find("107") != std::string::npos);
    QVERIFY(server.error().hint.find("TAPEWATCH_RUNTIME_DIR") != std::string::npos);
    QVERIFY(!fs::exists(m_folder));
}

void TestControlSocket::removesOnlyDeadSockets_data()
{
    QTest::addColumn<bool>("isSocket");
    QTest::addColumn<bool>("alive");
    QTest::addColumn<bool>("listening");
    QTest::addColumn<bool>("stays");

    QTest::addRow("dead process") << true << false << false << false;
    QTest::addRow("live process, not listening yet") << true << true << false << true;
    QTest::addRow("live process") << true << true << true << true;
    QTest::addRow("process of another container") << true << false << true << true;
    QTest::addRow("a plain file") << false << false << false << true;
}

void TestControlSocket::removesOnlyDeadSockets()
{
    QFETCH(bool, isSocket);
    QFETCH(bool, alive);
    QFETCH(bool, listening);
    QFETCH(bool, stays);
    QDir().mkpath(QString::fromStdString(m_folder));
    ::chmod(m_folder.c_str(), 0700);
    const fs::path other = socketOf("beta", alive ? ownPid() : deadPid());
    control::FileDescriptor socket;
    if (isSocket)
        socket = boundSocket(other, listening);
    else
        QVERIFY(QFile(QString::fromStdString(other)).open(QIODevice::WriteOnly));

    const auto server = start();

    QVERIFY(server.ok());
    QCOMPARE(fs::exists(other), stays);
}

void TestControlSocket::takesOverAnAbandonedName()
{
    QDir().mkpath(QString::fromStdString(m_folder));
    ::chmod(m_folder.c_str(), 0700);
    QVERIFY(boundSocket(socketOf("alpha", ownPid()), true));

    const auto server = start();

    QVERIFY2(server.ok(), server ? "" : server.error().text().c_str());
    QVERIFY(RawSocket((*server)->path()).ask(kHello).contains("result"));
}

void TestControlSocket::leavesALiveSocketOfTheSameName()
{
    const auto first = start();
    QVERIFY(first.ok());

    const auto second = start();

    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, Error::Code::Busy);
    QVERIFY(RawSocket((*first)->path()).ask(kHello).contains("result"));
}

void TestControlSocket::removesItsFileAndNoOther()
{
    auto server = start();
    QVERIFY(server.ok());
    const fs::path path = (*server)->path();
    fs::rename(path, m_folder / "elsewhere");
    const auto other = boundSocket(path, true);

    server->reset();

    QVERIFY(fs::exists(path));
    QVERIFY(RawSocket(path).connected());
}

void TestControlSocket::hangsUpOnOtherUsers()
{
    control::ServerOptions options;
    options.user = ::geteuid() + 1;
    const auto server = start(options);
    QVERIFY(server.ok());
    RawSocket stranger((*server)->path());
    QVERIFY(stranger.connected());

    stranger.send(R"({"jsonrpc":"2.0","id":1,"method":"level.set","params":{"logger":"","level":"off"}})"
                  "\n");

    QVERIFY(!stranger.readLine());
    QVERIFY(m_host.changes().empty());
}

void TestControlSocket::leavesNothingToStartedPrograms()
{
    const int before = inheritableDescriptors();
    const auto server = start();
    QVERIFY(server.ok());
    RawSocket client((*server)->path());
    QVERIFY(client.ask(kHello).contains("result"));

    QCOMPARE(inheritableDescriptors(), before);
}

QTEST_GUILESS_MAIN(TestControlSocket)
#include "tst_control_socket.moc"
