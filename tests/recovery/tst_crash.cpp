// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "recovery/crash_rig.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>

using namespace tapewatch::test;

/// A bot dies in the middle of its work; then every record whose call had returned is in its file, once.
class TestCrash : public QObject {
    Q_OBJECT
private slots:
    void losesNothing_data();
    void losesNothing();
    void leavesNothingBehind();
};

void TestCrash::losesNothing_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("signal"); // that the bot's parent sees; 0: it exits
    QTest::addColumn<QString>("by");
    QTest::addColumn<int>("kills"); // of the recovery

    QTest::addRow("killed, next start") << "kill" << SIGKILL << "start" << 0;
    QTest::addRow("killed, by command") << "kill" << SIGKILL << "recover" << 0;
    QTest::addRow("killed, the recovery as well") << "kill" << SIGKILL << "recover" << 4;
    QTest::addRow("killed, the next start as well") << "kill" << SIGKILL << "start" << 4;
    QTest::addRow("killed on a full disk") << "full" << SIGKILL << "recover" << 2;
    QTest::addRow("segmentation fault") << "segv" << SIGSEGV << "start" << 0;
    QTest::addRow("abort") << "abort" << SIGABRT << "start" << 0;
    QTest::addRow("exception out of main") << "throw" << SIGABRT << "start" << 0;
    QTest::addRow("_exit") << "exit" << 0 << "start" << 0;
    QTest::addRow("in the backend's own code") << "backend" << SIGSEGV << "start" << 0;
}

void TestCrash::losesNothing()
{
    QFETCH(QString, how);
    QFETCH(int, signal);
    QFETCH(QString, by);
    QFETCH(int, kills);
    const QTemporaryDir folder;
    for (int round = 0; round < TAPEWATCH_CRASH_ROUNDS; ++round) {
        CrashRig rig(TAPEWATCH_CRASH_BOT, folder.path().toStdString(), static_cast<unsigned>(round));
        const int status = rig.runAndKill(how.toStdString());
        QCOMPARE(WIFSIGNALED(status) ? WTERMSIG(status) : 0, signal);
        if (signal == 0)
            QCOMPARE(WEXITSTATUS(status), 3);

        QVERIFY(rig.recover(by.toStdString(), kills));

        const CrashFindings findings = rig.check();
        QVERIFY2(findings.good(), findings.first.c_str());
        QVERIFY(findings.records > 0);
    }
}

void TestCrash::leavesNothingBehind()
{
    const QTemporaryDir folder;
    CrashRig rig(TAPEWATCH_CRASH_BOT, folder.path().toStdString(), 1);
    rig.runAndKill("kill");
    QVERIFY(!std::filesystem::is_empty(rig.crashFolder()));
    QVERIFY(rig.recover("start", 0));
    QVERIFY(std::filesystem::is_empty(rig.crashFolder()));
}

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
