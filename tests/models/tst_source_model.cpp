// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_directory.h"
#include "bridge/fake_bot.h"
#include "bridge/log_lines.h"
#include "bridge/log_session.h"
#include "models/source_model.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::bridge;
using namespace tapewatch::models;
using namespace std::chrono_literals;
using tapewatch::test::appendLines;
using tapewatch::test::FakeBot;
using tapewatch::test::logLine;

class TestSourceModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsFilesOpenedByHand();
    void showsLiveBotsWithTheirFiles();
    void goneBotsMoveToFilesUntilClosed();
    void botsWithoutFilesJustGo();
    void restartedBotsComeBack();
    void filesOpenedByHandMoveToTheirBot();
    void boxesDecideWhatIsShown();
    void copiesOfErrorsNeedTheirOwnBox();
    void showsOneNodeOnly();
    void countsWarningsAndErrors();
    void failuresAreExplained();
    void damagedSegmentsAreNamed();
    void liveBotsCannotBeClosed();

private:
    [[nodiscard]] QString log(const QString &name) const
    {
        return m_folder->filePath(QStringLiteral("logs/") + name);
    }
    [[nodiscard]] QString logs() const { return m_folder->filePath(QStringLiteral("logs")); }
    [[nodiscard]] QString sockets() const { return m_folder->filePath(QStringLiteral("run")); }

    [[nodiscard]] std::unique_ptr<FakeBot> startBot(std::uint32_t pid = 1) const
    {
        return std::make_unique<FakeBot>(sockets(), QStringLiteral("alpha"), pid, logs());
    }

    [[nodiscard]] QStringList titlesBelow(const QModelIndex &parent) const
    {
        QStringList titles;
        for (int row = 0; row < m_model->rowCount(parent); ++row)
            titles.append(m_model->index(row, 0, parent).data().toString());
        titles.sort();
        return titles;
    }

    /// The first node below `parent` with this title.
    [[nodiscard]] QModelIndex below(const QModelIndex &parent, const QString &title) const
    {
        for (int row = 0; row < m_model->rowCount(parent); ++row)
            if (const QModelIndex child = m_model->index(row, 0, parent); child.data().toString() == title)
                return child;
        return {};
    }

    [[nodiscard]] QModelIndex liveAlpha() const
    {
        return below(m_model->liveGroup(), QStringLiteral("alpha"));
    }
    [[nodiscard]] QModelIndex goneAlpha() const
    {
        return below(m_model->fileGroup(), QStringLiteral("alpha"));
    }

    [[nodiscard]] static int checkState(const QModelIndex &index)
    {
        return index.data(Qt::CheckStateRole).toInt();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BotDirectory> m_bots;
    std::unique_ptr<LogSession> m_session;
    std::unique_ptr<SourceModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestSourceModel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(logs()));
    QVERIFY(QDir().mkpath(sockets()));
    QVERIFY(QFile::setPermissions(sockets(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    m_bots = std::make_unique<BotDirectory>(BotDirectory::Options{sockets(), 20ms, 10ms, 500ms, 50ms});
    m_session = std::make_unique<LogSession>();
    m_session->followBots(*m_bots);
    m_model = std::make_unique<SourceModel>(*m_session, *m_bots);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_bots->start();
}

void TestSourceModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_session.reset();
    m_bots.reset();
}

void TestSourceModel::showsFilesOpenedByHand()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one"), logLine(2, "two")});

    m_session->openPath(logs());

    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(m_model->fileGroup()), QStringList({"alpha.main.log"}), 60'000);
    const QModelIndex file = below(m_model->fileGroup(), QStringLiteral("alpha.main.log"));
    QCOMPARE(file.data(KindRole).toInt(), int(SourceKind::File));
    QVERIFY(file.data(PathRole).toString().endsWith(QStringLiteral("logs/alpha.main.log")));
    QCOMPARE(checkState(file), int(Qt::Checked));
    QTRY_COMPARE_WITH_TIMEOUT(file.data(RecordCountRole).toULongLong(), 2U, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(file.data(StateRole).toInt(), int(SourceItemState::Following), 60'000);
    QVERIFY(m_model->canClose(file));
    QCOMPARE(m_model->indexOfSource(engine::SourceId(file.data(SourceIdRole).toUInt())), file);

    m_model->close(file);
    QCOMPARE(m_model->rowCount(m_model->fileGroup()), 0);
    QVERIFY(!m_model->fileGroup().data(Qt::CheckStateRole).isValid());
}

void TestSourceModel::showsLiveBotsWithTheirFiles()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    appendLines(log(QStringLiteral("alpha.trade.log")), {logLine(2, "two", "info", "trade")});
    const auto bot = startBot();

    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(liveAlpha()), QStringList({"main", "trade"}), 60'000);

    const QModelIndex node = liveAlpha();
    QCOMPARE(node.data(KindRole).toInt(), int(SourceKind::Bot));
    QCOMPARE(node.data(InstanceRole).toString(), QStringLiteral("alpha"));
    QCOMPARE(node.data(BotKeyRole).toString(), QStringLiteral("alpha.1"));
    QCOMPARE(node.data(StateRole).toInt(), int(SourceItemState::Idle));
    QCOMPARE(m_model->rowCount(m_model->fileGroup()), 0);
    QCOMPARE(m_model->indexOfBot(QStringLiteral("alpha.1")), node);
    QVERIFY(m_model->liveBot(m_model->index(0, 0, node)).has_value());
}

void TestSourceModel::goneBotsMoveToFilesUntilClosed()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    const auto bot = startBot();
    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(liveAlpha()), QStringList({"main"}), 60'000);
    const QPersistentModelIndex node = liveAlpha();

    bot->die();

    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(goneAlpha()), QStringList({"main"}), 60'000);
    QCOMPARE(m_model->rowCount(m_model->liveGroup()), 0);
    QCOMPARE(QModelIndex(node), goneAlpha());
    QCOMPARE(goneAlpha().data(StateRole).toInt(), int(SourceItemState::Gone));
    QVERIFY(!m_model->liveBot(goneAlpha()).has_value());

    QVERIFY(m_model->canClose(goneAlpha()));
    m_model->close(goneAlpha());
    QCOMPARE(m_model->rowCount(m_model->fileGroup()), 0);
    QVERIFY(m_session->sources().isEmpty());
}

void TestSourceModel::botsWithoutFilesJustGo()
{
    const auto bot = startBot();
    QTRY_VERIFY_WITH_TIMEOUT(liveAlpha().isValid(), 60'000);

    bot->die();

    QTRY_VERIFY_WITH_TIMEOUT(!liveAlpha().isValid(), 60'000);
    QCOMPARE(m_model->rowCount(m_model->fileGroup()), 0);
}

void TestSourceModel::restartedBotsComeBack()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    auto bot = startBot(1);
    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(liveAlpha()), QStringList({"main"}), 60'000);
    bot->die();
    QTRY_VERIFY_WITH_TIMEOUT(goneAlpha().isValid(), 60'000);

    bot = startBot(2);

    QTRY_COMPARE_WITH_TIMEOUT(liveAlpha().data(BotKeyRole).toString(), QStringLiteral("alpha.2"), 60'000);
    QCOMPARE(titlesBelow(liveAlpha()), QStringList({"main"}));
    QCOMPARE(m_model->rowCount(m_model->fileGroup()), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->sources().constFirst().botKey, QStringLiteral("alpha.2"), 60'000);
    QCOMPARE(titlesBelow(liveAlpha()), QStringList({"main"}));
}

void TestSourceModel::filesOpenedByHandMoveToTheirBot()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    m_session->openPath(log(QStringLiteral("alpha.main.log")));
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(m_model->fileGroup()), 1, 60'000);

    const auto bot = startBot();

    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(liveAlpha()), QStringList({"main"}), 60'000);
    QCOMPARE(m_model->rowCount(m_model->fileGroup()), 0);
}

void TestSourceModel::boxesDecideWhatIsShown()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    appendLines(log(QStringLiteral("alpha.trade.log")), {logLine(2, "two", "info", "trade")});
    m_session->openPath(logs());
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(m_model->fileGroup()), 2, 60'000);
    const QModelIndex file = m_model->index(0, 0, m_model->fileGroup());
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);

    QVERIFY(m_model->setData(file, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(checkState(file), int(Qt::Unchecked));
    QCOMPARE(checkState(m_model->fileGroup()), int(Qt::PartiallyChecked));
    QVERIFY(changed.count() >= 2); // The file and its group.
    QVERIFY(!m_session->info(engine::SourceId(file.data(SourceIdRole).toUInt()))->visible);

    QVERIFY(m_model->setData(m_model->fileGroup(), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(checkState(file), int(Qt::Checked));
    QVERIFY(m_model->setData(m_model->fileGroup(), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(checkState(m_model->fileGroup()), int(Qt::Unchecked));
}

void TestSourceModel::copiesOfErrorsNeedTheirOwnBox()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "bad", "error")});
    appendLines(log(QStringLiteral("alpha.error.log")), {logLine(1, "bad", "error", "error")});
    const auto bot = startBot();
    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(liveAlpha()), QStringList({"error", "main"}), 60'000);
    const QModelIndex copy = below(liveAlpha(), QStringLiteral("error"));
    QCOMPARE(checkState(copy), int(Qt::Unchecked));
    QCOMPARE(checkState(liveAlpha()), int(Qt::Checked));

    QVERIFY(m_model->setData(liveAlpha(), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(checkState(copy), int(Qt::Unchecked));
    QVERIFY(m_model->setData(copy, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(checkState(copy), int(Qt::Checked));
    QVERIFY(m_model->setData(liveAlpha(), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(checkState(copy), int(Qt::Unchecked));
}

void TestSourceModel::showsOneNodeOnly()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    appendLines(log(QStringLiteral("alpha.trade.log")), {logLine(2, "two", "info", "trade")});
    m_session->openPath(logs());
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(m_model->fileGroup()), 2, 60'000);
    const QModelIndex trade = below(m_model->fileGroup(), QStringLiteral("alpha.trade.log"));
    const QModelIndex main = below(m_model->fileGroup(), QStringLiteral("alpha.main.log"));

    m_model->showOnly(trade);
    QCOMPARE(checkState(trade), int(Qt::Checked));
    QCOMPARE(checkState(main), int(Qt::Unchecked));

    m_model->showAll();
    QCOMPARE(checkState(main), int(Qt::Checked));
}

void TestSourceModel::countsWarningsAndErrors()
{
    appendLines(log(QStringLiteral("alpha.main.log")),
                {logLine(1, "w", "warning"), logLine(2, "e", "error"), logLine(3, "c", "critical")});
    appendLines(log(QStringLiteral("alpha.error.log")),
                {logLine(2, "e", "error", "error"), logLine(3, "c", "critical", "error")});
    const auto bot = startBot();
    const auto count = [this](int role) { return liveAlpha().data(role).toULongLong(); };

    // Copies in the error file are not counted again.
    QTRY_COMPARE_WITH_TIMEOUT(count(RecordCountRole), 3U, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(below(liveAlpha(), QStringLiteral("error")).data(ErrorCountRole).toULongLong(),
                              2U, 60'000);
    QCOMPARE(count(WarningCountRole), 1U);
    QCOMPARE(count(ErrorCountRole), 2U);

    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(4, "w", "warning")});
    QTRY_COMPARE_WITH_TIMEOUT(count(WarningCountRole), 2U, 60'000);
}

void TestSourceModel::failuresAreExplained()
{
    const QString path = log(QStringLiteral("alpha.main.log"));
    appendLines(path, {logLine(1, "one")});
    m_session->openPath(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(m_model->fileGroup()), 1, 60'000);
    const QModelIndex file = m_model->index(0, 0, m_model->fileGroup());
    QTRY_COMPARE_WITH_TIMEOUT(file.data(StateRole).toInt(), int(SourceItemState::Following), 60'000);

    QVERIFY(QFile::remove(path));

    QTRY_COMPARE_WITH_TIMEOUT(file.data(StateRole).toInt(), int(SourceItemState::Waiting), 60'000);
    QVERIFY(!file.data(DetailRole).toString().isEmpty());
}

void TestSourceModel::damagedSegmentsAreNamed()
{
    const QString damaged = QStringLiteral("alpha.main.20260105T101530.000000000Z.log.zst");
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    appendLines(log(damaged), {"no zstd data"});

    m_session->openPath(logs());

    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(m_model->fileGroup()), 1, 60'000);
    const QModelIndex file = m_model->index(0, 0, m_model->fileGroup());
    QTRY_COMPARE_WITH_TIMEOUT(file.data(StateRole).toInt(), int(SourceItemState::Following), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(file.data(DetailRole).toString().contains(damaged), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(file.data(RecordCountRole).toULongLong(), 1U, 60'000);
}

void TestSourceModel::liveBotsCannotBeClosed()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    const auto bot = startBot();
    QTRY_COMPARE_WITH_TIMEOUT(titlesBelow(liveAlpha()), QStringList({"main"}), 60'000);

    for (const QModelIndex &index : {liveAlpha(), m_model->index(0, 0, liveAlpha()), m_model->liveGroup()}) {
        QVERIFY(!m_model->canClose(index));
        m_model->close(index);
    }

    QCOMPARE(m_session->sources().size(), 1);
}

QTEST_GUILESS_MAIN(TestSourceModel)
#include "tst_source_model.moc"
