// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/control.h>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::control;
namespace fs = std::filesystem;

namespace {

void makeSocket(const fs::path &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QVERIFY(fd >= 0);
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(fd);
}

/// Sets a variable, or unsets it where the value is null.
void setVariable(const char *name, const QByteArray &value)
{
    if (value.isNull())
        qunsetenv(name);
    else
        qputenv(name, value);
}

} // namespace

class TestControlFolder : public QObject {
    Q_OBJECT

private slots:
    void findsTheFolder_data();
    void findsTheFolder();
    void socketNamesReadBack();
    void refusesSocketNames_data();
    void refusesSocketNames();
    void measuresPaths();
    void listsSocketsByName();
    void ignoresFoldersOpenToOthers_data();
    void ignoresFoldersOpenToOthers();
    void ignoresFoldersOfOthers();
};

void TestControlFolder::findsTheFolder_data()
{
    QTest::addColumn<QByteArray>("own");
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("expected");

    const QString fallback = "/tmp/tapewatch-" + QString::number(::getuid());
    QTest::addRow("own first") << QByteArray("/run/x") << QByteArray("/run/user/7") << "/run/x";
    QTest::addRow("base") << QByteArray() << QByteArray("/run/user/7") << "/run/user/7/tapewatch";
    QTest::addRow("empty is not set") << QByteArray("") << QByteArray("") << fallback;
    QTest::addRow("relative base") << QByteArray() << QByteArray("run") << fallback;
    QTest::addRow("neither") << QByteArray() << QByteArray() << fallback;
}

void TestControlFolder::findsTheFolder()
{
    QFETCH(QByteArray, own);
    QFETCH(QByteArray, base);
    setVariable("TAPEWATCH_RUNTIME_DIR", own);
    setVariable("XDG_RUNTIME_DIR", base);
    QTEST(QString::fromStdString(runtimeFolder().string()), "expected");
}

void TestControlFolder::socketNamesReadBack()
{
    for (const SocketName &name : {SocketName{"alpha", 4711}, SocketName{"my-bot_2-7", 4294967295u}}) {
        const auto read = parseSocketName(toString(name));
        QVERIFY(read);
        QCOMPARE(read->instance, name.instance);
        QCOMPARE(read->pid, name.pid);
    }
    QCOMPARE(toString(SocketName{"alpha", 4711}), "alpha.4711.sock");
}

void TestControlFolder::refusesSocketNames_data()
{
    QTest::addColumn<QString>("name");

    for (const char *name : {"", ".sock", "alpha.sock", "alpha..sock", ".7.sock", "alpha.7", "alpha.7.sock.x",
                             "alpha.x.sock", "alpha.7x.sock", "alpha.-7.sock", "alpha.0.sock",
                             "alpha.07.sock", "alpha.4294967296.sock", "a b.7.sock", "alpha.7.8.sock"})
        QTest::addRow("%s", name) << name;
}

void TestControlFolder::refusesSocketNames()
{
    QFETCH(QString, name);
    QVERIFY(!parseSocketName(name.toStdString()));
}

void TestControlFolder::measuresPaths()
{
    QVERIFY(checkSocketPath("/" + std::string(106, 'x')).ok());
    const Result<void> result = checkSocketPath("/" + std::string(107, 'x'));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, Error::Code::InvalidArgument);
    QCOMPARE(result.error().why, "the path is 108 bytes long and a socket's can be 107");
    QVERIFY(result.error().hint.find("TAPEWATCH_RUNTIME_DIR") != std::string::npos);
}

void TestControlFolder::listsSocketsByName()
{
    const QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    makeSocket(path / "beta.7.sock");
    makeSocket(path / "alpha.9.sock");
    makeSocket(path / "other.sock");
    std::ofstream(path / "file.7.sock") << "no socket";
    fs::create_directory(path / "folder.7.sock");
    fs::create_symlink(path / "beta.7.sock", path / "link.7.sock");

    const std::vector<BotSocket> bots = listBots(path);
    QCOMPARE(bots.size(), std::size_t(2));
    QCOMPARE(bots[0].name.instance, "alpha");
    QCOMPARE(bots[0].name.pid, 9u);
    QCOMPARE(bots[0].path, path / "alpha.9.sock");
    QCOMPARE(bots[1].name.instance, "beta");
    QVERIFY(listBots(path / "missing").empty());
    QVERIFY(listBots(path / "file.7.sock").empty());
}

void TestControlFolder::ignoresFoldersOpenToOthers_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("bots");

    QTest::addRow("own") << 0700 << 1;
    QTest::addRow("others may look") << 0755 << 1;
    QTest::addRow("group may write") << 0770 << 0;
    QTest::addRow("all may write") << 0702 << 0;
    QTest::addRow("all may write, sticky") << 01777 << 0;
}

void TestControlFolder::ignoresFoldersOpenToOthers()
{
    QFETCH(int, mode);
    const QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    makeSocket(path / "alpha.9.sock");
    QCOMPARE(::chmod(path.c_str(), static_cast<mode_t>(mode)), 0);
    QTEST(int(listBots(path).size()), "bots");
}

/// Only root can give a folder away; anybody else finds none of another user's that holds a socket of theirs.
void TestControlFolder::ignoresFoldersOfOthers()
{
    const QTemporaryDir folder;
    const fs::path path = folder.path().toStdString();
    makeSocket(path / "alpha.9.sock");
    constexpr uid_t kNobody = 65534;
    const bool given = ::chown(path.c_str(), kNobody, static_cast<gid_t>(-1)) == 0;
    QCOMPARE(listBots(path).size(), std::size_t(given ? 0 : 1));
}

QTEST_GUILESS_MAIN(TestControlFolder)
#include "tst_control_folder.moc"
