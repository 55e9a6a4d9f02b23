// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/numbered_log.h"
#include "engine/source/change_notifier.h"
#include "engine/source/segment.h"
#include "engine/source/waker.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch::engine;
using tapewatch::test::NumberedLog;

// A wait that only ends when a notice comes: without one, the test does not end.
class TestChangeNotifier : public QObject {
    Q_OBJECT

private slots:
    void wakesForItsFile_data();
    void wakesForItsFile();
    void twoReadersOfOneFileBothWake();
    void wakesForAFolderMadeAnew();

private:
    static void waitForNotice(Waker &waker) { waker.wait(std::chrono::hours(1)); }
};

void TestChangeNotifier::wakesForItsFile_data()
{
    QTest::addColumn<QString>("change");

    for (const char *change : {"grows", "is renamed", "is deleted", "is emptied", "is replaced"})
        QTest::newRow(change) << change;
}

void TestChangeNotifier::wakesForItsFile()
{
    QFETCH(QString, change);
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("x.log").toStdString());
    log.write(3);
    ChangeNotifier notifier;
    Waker waker;
    ChangeNotifier::Watch watch(notifier, log.path(), waker);
    const auto segment = *Segment::open(log.path());
    watch.watchFile(segment->descriptor());

    if (change == "grows")
        log.write(1);
    else if (change == "is renamed")
        log.renameNumbered();
    else if (change == "is deleted")
        log.remove();
    else if (change == "is emptied")
        log.truncate();
    else
        log.replace(1);

    waitForNotice(waker);
}

void TestChangeNotifier::twoReadersOfOneFileBothWake()
{
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("x.log").toStdString());
    log.write(3);
    ChangeNotifier notifier;
    Waker first, second;
    ChangeNotifier::Watch firstWatch(notifier, log.path(), first);
    const auto segment = *Segment::open(log.path());
    firstWatch.watchFile(segment->descriptor());
    {
        ChangeNotifier::Watch secondWatch(notifier, log.path(), second);
        secondWatch.watchFile(segment->descriptor());
        log.write(1);
        waitForNotice(first);
        waitForNotice(second);
    }
    // The system has one watch for both; one reader's end must not take it from the other.
    log.write(1);
    waitForNotice(first);
}

void TestChangeNotifier::wakesForAFolderMadeAnew()
{
    QTemporaryDir folder;
    NumberedLog log(folder.filePath("logs/x.log").toStdString());
    ChangeNotifier notifier;
    Waker waker;
    ChangeNotifier::Watch watch(notifier, log.path(), waker);
    std::filesystem::create_directory(log.path().parent_path());
    watch.watchFolder();

    log.write(1);

    waitForNotice(waker);
}

QTEST_GUILESS_MAIN(TestChangeNotifier)
#include "tst_change_notifier.moc"
