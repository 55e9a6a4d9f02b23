// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/instance_lock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace tapewatch;
using sinks::InstanceLock;

class TestInstanceLock : public QObject {
    Q_OBJECT

private slots:
    void givesTheNameToTheFirst();
    void freesTheNameAgain();
    void holdsTheNameAfterAMove();
    void keepsNamesOfOtherBotsApart();
    void theKernelFreesADeadProcessesName();
    void saysWhyItCannotLock_data();
    void saysWhyItCannotLock();

private:
    QTemporaryDir m_folder;
    std::string m_logs = m_folder.filePath("a/b/logs").toStdString();

    Result<InstanceLock> take(const std::string &bot = "alpha") { return InstanceLock::take(m_logs, bot); }
};

void TestInstanceLock::givesTheNameToTheFirst()
{
    const auto first = take();
    const auto second = take();
    const auto third = take();

    QVERIFY(first.ok() && second.ok() && third.ok());
    QCOMPARE(first->instance(), "alpha");
    QCOMPARE(second->instance(), "alpha-" + std::to_string(::getpid()));
    QCOMPARE(third->instance(), "alpha-" + std::to_string(::getpid() + 1));
}

void TestInstanceLock::freesTheNameAgain()
{
    for (int i = 0; i < 3; ++i) {
        const auto lock = take();
        QVERIFY(lock.ok());
        QCOMPARE(lock->instance(), "alpha");
    }
}

void TestInstanceLock::holdsTheNameAfterAMove()
{
    auto first = take();
    QVERIFY(first.ok());
    InstanceLock moved = std::move(*first);
    const auto second = take();
    QVERIFY(second.ok());

    QCOMPARE(moved.instance(), "alpha");
    QVERIFY(second->instance() != "alpha");
    moved = InstanceLock(std::move(*take("beta")));
    QCOMPARE(moved.instance(), "beta");
    QCOMPARE(take()->instance(), "alpha"); // given up by the assignment
}

void TestInstanceLock::keepsNamesOfOtherBotsApart()
{
    const auto alpha = take("alpha");
    const auto beta = take("beta");

    QCOMPARE(alpha->instance(), "alpha");
    QCOMPARE(beta->instance(), "beta");
}

void TestInstanceLock::theKernelFreesADeadProcessesName()
{
    int locked[2];
    QCOMPARE(::pipe(locked), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = take();
        const char answer = lock.ok() && lock->instance() == "alpha" ? 'y' : 'n';
        if (::write(locked[1], &answer, 1) == 1)
            ::pause();
        ::_exit(1);
    }
    char answer = 0;
    QCOMPARE(::read(locked[0], &answer, 1), 1);
    QCOMPARE(answer, 'y');
    QVERIFY(take()->instance() != "alpha");

    QCOMPARE(::kill(child, SIGKILL), 0);
    QCOMPARE(::waitpid(child, nullptr, 0), child);

    QCOMPARE(take()->instance(), "alpha");
    ::close(locked[0]);
    ::close(locked[1]);
}

void TestInstanceLock::saysWhyItCannotLock_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("what");

    QTest::addRow("no such place") << "/proc/tapewatch"
                                   << "Cannot create log folder /proc/tapewatch";
    QTest::addRow("not writable even for root") << "/proc/self"
                                                << "Cannot open lock file /proc/self/.alpha.lock";
}

void TestInstanceLock::saysWhyItCannotLock()
{
    QFETCH(QString, folder);
    QFETCH(QString, what);

    const auto lock = InstanceLock::take(folder.toStdString(), "alpha");

    QVERIFY(!lock.ok());
    QCOMPARE(lock.error().code, Error::Code::Io);
    QCOMPARE(QString::fromStdString(lock.error().what), what);
    QVERIFY(!lock.error().why.empty());
    QVERIFY(QString::fromStdString(lock.error().hint).contains("`directory`"));
}

QTEST_GUILESS_MAIN(TestInstanceLock)
#include "tst_instance_lock.moc"
