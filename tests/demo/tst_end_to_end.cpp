// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_config_session.h"
#include "bridge/bot_directory.h"
#include "bridge/log_session.h"
#include "models/record_model.h"
#include "support/log_files.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch;

/// The main job, with a real bot in a process of its own: found by its socket, its records on show, a level
/// changed from here.
class TestEndToEnd : public QObject {
    Q_OBJECT
private slots:
    void showsALiveBotAndChangesItsLevel();
    void losesNothingWhileFilesRotate();
};

namespace {

constexpr int kPatienceMs = 60'000;

/// A demo bot that logs below `folder`, with its socket there, too.
class Bot {
public:
    Bot(const QTemporaryDir &folder, const QStringList &options)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("TAPEWATCH_RUNTIME_DIR", folder.filePath("run"));
        environment.insert("TAPEWATCH_LEVEL", "info");
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(DEMO_BOT,
                        QStringList{"--name", "alpha", "--directory", folder.filePath("logs")} + options);
    }
    ~Bot() { stop(); }

    /// The program ended by itself or by our signal, and well.
    bool stop()
    {
        m_process.terminate();
        return waitUntilItEnds();
    }
    bool waitUntilItEnds()
    {
        return (m_process.state() == QProcess::NotRunning || m_process.waitForFinished(kPatienceMs)) &&
               m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
    }

private:
    QProcess m_process;
};

/// Row of the first record with this level, or -1.
int rowOfLevel(const models::RecordModel &model, Level level)
{
    for (int row = 0; row < model.rowCount(); ++row)
        if (model.index(row, 0).data(models::LevelRole).toInt() == static_cast<int>(level))
            return row;
    return -1;
}

} // namespace

void TestEndToEnd::showsALiveBotAndChangesItsLevel()
{
    QTemporaryDir folder;
    bridge::BotDirectory::Options options;
    options.folder = folder.filePath("run");
    bridge::BotDirectory bots(options);
    bridge::LogSession session;
    models::RecordModel model(session);
    QAbstractItemModelTester tester(&model);
    QSignalSpy appeared(&bots, &bridge::BotDirectory::botAppeared);
    QSignalSpy gone(&bots, &bridge::BotDirectory::botGone);
    session.followBots(bots);
    bots.start();

    Bot bot(folder, {"--rate", "200"});
    QTRY_COMPARE_WITH_TIMEOUT(appeared.count(), 1, kPatienceMs);
    QCOMPARE(bots.bots().at(0).name(), QString("alpha"));
    QTRY_VERIFY_WITH_TIMEOUT(model.rowCount() > 0, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(rowOfLevel(model, Level::Info) >= 0, kPatienceMs);
    QCOMPARE(rowOfLevel(model, Level::Debug), -1);

    bridge::BotConfigSession config(bots.bots().at(0).socketPath);
    QSignalSpy applied(&config, &bridge::BotConfigSession::applied);
    QTRY_COMPARE_WITH_TIMEOUT(config.state(), bridge::BotConfigSession::State::Ready, kPatienceMs);
    QElapsedTimer sinceChange;
    sinceChange.start();
    config.setLevel("", Level::Debug, "look closer");
    QTRY_COMPARE_WITH_TIMEOUT(applied.count(), 1, kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(rowOfLevel(model, Level::Debug) >= 0, kPatienceMs);
    qInfo("level change to debug record in the model: %lld ms", sinceChange.elapsed());

    QVERIFY(bot.stop());
    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, kPatienceMs);
    const int rows = model.rowCount();
    QVERIFY(rows > 0); // what it said stays on screen
}

void TestEndToEnd::losesNothingWhileFilesRotate()
{
    QTemporaryDir folder;
    QVERIFY(QDir().mkpath(folder.filePath("logs")));
    QFile file(folder.filePath("config.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"levels":{"":"trace"},"categories":{"signals":{},"main":{"rotation":{"max_bytes":"64KiB"},"overflow":"block",)"
        R"("block_for":"60s"},"trade":{"rotation":{"every":"1s"}}}})");
    file.close();

    bridge::LogSession session;
    models::RecordModel model(session);
    Bot bot(folder, {"--config", file.fileName(), "--rate", "5000", "--records", "20000", "--no-control"});
    // The bot opens the files of its built-in categories first, then its own.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath("logs/alpha.signals.log")), kPatienceMs);
    session.openPath(folder.filePath("logs")); // follows while it rotates
    QVERIFY(bot.waitUntilItEnds());

    qsizetype written = 0;
    for (const char *category : {"main", "trade", "compliance", "signals"}) {
        std::uint64_t seq = 0;
        for (const auto &record : test::familyRecords(folder.filePath("logs"), "alpha", category))
            QCOMPARE(record["seq"].get<std::uint64_t>(), ++seq);
        written += qsizetype(seq);
    }
    QVERIFY(test::familyFiles(folder.filePath("logs"), "alpha", "main").size() > 10);
    QTRY_COMPARE_WITH_TIMEOUT(qsizetype(model.rowCount()), written, kPatienceMs);
}

QTEST_GUILESS_MAIN(TestEndToEnd)
#include "tst_end_to_end.moc"
