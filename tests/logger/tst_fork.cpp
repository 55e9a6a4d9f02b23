// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/recorder_fixture.h"

#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

/// Two processes: a forked child, and a second bot of the same name.
class TestFork : public QObject {
    Q_OBJECT
private slots:
    void givesASecondBotItsOwnFiles();
    void leavesAForkedChildAlone();
};

void TestFork::givesASecondBotItsOwnFiles()
{
    RecorderFixture f;
    int fromChild[2];
    int toChild[2];
    QVERIFY(pipe(fromChild) == 0 && pipe(toChild) == 0);
    const pid_t child = fork();
    if (child == 0) { // holds the name until told to go
        auto recorder = Recorder::start(f.config);
        char byte = recorder.ok() ? 'y' : 'n';
        [[maybe_unused]] auto said = write(fromChild[1], &byte, 1);
        [[maybe_unused]] auto heard = read(toChild[0], &byte, 1);
        if (recorder.ok())
            (void)recorder->stop(kPatience);
        _exit(0);
    }
    char byte = 0;
    QCOMPARE(read(fromChild[0], &byte, 1), 1);
    QCOMPARE(byte, 'y');

    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    const std::string instance = "alpha-" + std::to_string(getpid());
    QCOMPARE(recorder->instance(), instance);
    TW_INFO(logger("a"), "mine");
    QVERIFY(recorder->stop(kPatience).complete);
    QCOMPARE(familyLines(f.folder.path(), instance, "main").size(), std::size_t(1));
    QVERIFY(f.records().empty());

    QCOMPARE(write(toChild[1], &byte, 1), 1);
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
}

void TestFork::leavesAForkedChildAlone()
{
    RecorderFixture f;
    auto recorder = Recorder::start(f.config);
    QVERIFY(recorder.ok());
    TW_INFO(logger("a"), "parent before");
    const pid_t child = fork();
    if (child == 0) {
        TW_INFO(logger("a"), "child is silent");
        RecorderFixture own;
        own.config.bot = "child";
        auto second = Recorder::start(own.config); // its own recorder works
        TW_INFO(logger("a"), "child with its own");
        const bool good = second.ok() && second->stop(kPatience).complete &&
                          familyLines(own.folder.path(), "child", "main").size() == 1;
        _exit(good ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    TW_INFO(logger("a"), "parent after");
    QVERIFY(recorder->stop(kPatience).complete);
    const auto records = f.records();
    QCOMPARE(records.size(), std::size_t(2));
    QVERIFY(same(records[1]["message"], "parent after"));
}

QTEST_GUILESS_MAIN(TestFork)
#include "tst_fork.moc"
