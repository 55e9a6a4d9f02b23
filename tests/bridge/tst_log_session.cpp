// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_directory.h"
#include "bridge/fake_bot.h"
#include "bridge/log_lines.h"
#include "bridge/log_session.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::bridge;
using namespace std::chrono_literals;
using engine::SourceId;
using tapewatch::test::appendLines;
using tapewatch::test::FakeBot;
using tapewatch::test::logLine;

namespace {

/// The timeline as a receiver of viewChanged() builds it.
class Timeline : public QObject {
public:
    explicit Timeline(LogSession &session)
        : m_session(session)
    {
        connect(&session, &LogSession::viewChanged, this, [this](const engine::ViewDelta &delta) {
            if (delta.reset)
                m_rows.clear();
            for (const auto &run : delta.runs)
                m_rows.insert(m_rows.begin() + std::ptrdiff_t(run.at), run.rows.begin(), run.rows.end());
        });
    }

    [[nodiscard]] QStringList messages() const
    {
        QStringList messages;
        for (const engine::RowRef ref : m_rows) {
            const auto source = m_session.source(ref.source);
            const auto record = source == nullptr ? std::nullopt : source->record(ref.row, false);
            messages.append(record ? QString::fromStdString(record->message) : QStringLiteral("?"));
        }
        return messages;
    }

private:
    LogSession &m_session;
    std::vector<engine::RowRef> m_rows;
};

QStringList categories(const LogSession &session)
{
    QStringList names;
    for (const SourceInfo &info : session.sources())
        names.append(info.category);
    names.sort();
    return names;
}

} // namespace

class TestLogSession : public QObject {
    Q_OBJECT

private slots:
    void init();
    void followsAFile();
    void mergesSourcesByTime();
    void aFileIsOneSourceHoweverOpened_data();
    void aFileIsOneSourceHoweverOpened();
    void saysWhyAPathCannotBeOpened_data();
    void saysWhyAPathCannotBeOpened();
    void filtersTheTimeline();
    void hidesAndShowsSources();
    void copiesOfErrorsStartOutHidden();
    void errorsAloneAreShown();
    void closedSourcesLeaveTheTimeline();
    void opensTheLogsOfALiveBotOnly();
    void opensNewCategoriesOfALiveBot();
    void claimsFilesOpenedByHandForTheirBot();
    void goneBotsKeepTheirFiles();
    void opensFilesThatAppearInAnOpenedFolder_data();
    void opensFilesThatAppearInAnOpenedFolder();
    void aRotationInAnOpenedFolderDoublesNothing();
    void closedFilesStayClosedWhenOthersAppear();

private:
    [[nodiscard]] QString log(const QString &name) const
    {
        return m_folder->filePath(QStringLiteral("logs/") + name);
    }
    [[nodiscard]] QString logs() const { return m_folder->filePath(QStringLiteral("logs")); }
    [[nodiscard]] QString sockets() const { return m_folder->filePath(QStringLiteral("run")); }
    [[nodiscard]] BotDirectory::Options botOptions() const { return {sockets(), 20ms, 10ms, 500ms, 50ms}; }

    QList<SourceId> open(LogSession &session, const QString &path)
    {
        QSignalSpy opened(&session, &LogSession::pathOpened);
        session.openPath(path);
        return opened.wait() ? opened.constFirst().at(1).value<QList<SourceId>>() : QList<SourceId>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLogSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(logs()));
    QVERIFY(QDir().mkpath(sockets()));
    QVERIFY(QFile::setPermissions(sockets(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestLogSession::followsAFile()
{
    const QString path = log(QStringLiteral("alpha.main.log"));
    appendLines(path, {logLine(1, "one")});
    LogSession session;
    Timeline timeline(session);
    QCOMPARE(open(session, path).size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"one"}), 60'000);

    appendLines(path, {logLine(2, "two"), logLine(3, "three")});

    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"one", "two", "three"}), 60'000);
}

void TestLogSession::mergesSourcesByTime()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "a1"), logLine(4, "a4")});
    appendLines(log(QStringLiteral("beta.main.log")), {logLine(2, "b2"), logLine(3, "b3")});
    LogSession session;
    Timeline timeline(session);

    QCOMPARE(open(session, logs()).size(), 2);

    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"a1", "b2", "b3", "a4"}), 60'000);
}

void TestLogSession::aFileIsOneSourceHoweverOpened_data()
{
    QTest::addColumn<QString>("second");

    QTest::addRow("the same path") << "logs/alpha.main.log";
    QTest::addRow("another way there") << "logs/../logs/./alpha.main.log";
    QTest::addRow("through a link") << "link/alpha.main.log";
    QTest::addRow("its folder") << "logs";
}

void TestLogSession::aFileIsOneSourceHoweverOpened()
{
    QFETCH(QString, second);
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    QVERIFY(QFile::link(logs(), m_folder->filePath(QStringLiteral("link"))));
    LogSession session;
    const QList<SourceId> first = open(session, log(QStringLiteral("alpha.main.log")));

    const QList<SourceId> again = open(session, m_folder->filePath(second));

    QCOMPARE(first.size(), 1);
    QVERIFY(again == first);
    QCOMPARE(session.sources().size(), 1);
}

void TestLogSession::saysWhyAPathCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");

    QTest::addRow("missing") << "missing.log";
    QTest::addRow("binary") << "binary.dat";
    QTest::addRow("empty folder") << "empty";
}

void TestLogSession::saysWhyAPathCannotBeOpened()
{
    QFETCH(QString, name);
    QFile binary(m_folder->filePath(QStringLiteral("binary.dat")));
    QVERIFY(binary.open(QIODevice::WriteOnly));
    binary.write(QByteArray("\x7f"
                            "ELF\0\0\0\1\0\0\0\2",
                            12));
    binary.close();
    QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("empty"))));
    LogSession session;
    QSignalSpy failed(&session, &LogSession::openFailed);
    const QString path = m_folder->filePath(name);

    session.openPath(path);

    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60'000);
    QCOMPARE(failed.constFirst().at(0).toString(), path);
    QVERIFY(!failed.constFirst().at(1).value<Error>().what.empty());
    QVERIFY(session.sources().isEmpty());
}

void TestLogSession::filtersTheTimeline()
{
    const QString path = log(QStringLiteral("alpha.main.log"));
    appendLines(path, {logLine(1, "quiet"), logLine(2, "loud", "error")});
    LogSession session;
    Timeline timeline(session);
    open(session, path);
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages().size(), 2, 60'000);

    session.setQuery(std::get<engine::Query>(engine::Query::parse("level>=error", Timestamp::now())));
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"loud"}), 60'000);

    appendLines(path, {logLine(3, "quiet again"), logLine(4, "loud again", "error")});
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"loud", "loud again"}), 60'000);
}

void TestLogSession::hidesAndShowsSources()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "a")});
    appendLines(log(QStringLiteral("beta.main.log")), {logLine(2, "b")});
    LogSession session;
    Timeline timeline(session);
    open(session, logs());
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages().size(), 2, 60'000);
    const SourceId first = session.sources().constFirst().id;
    const QString other = session.sources().constLast().instance == QStringLiteral("beta") ? "b" : "a";
    QSignalSpy changed(&session, &LogSession::sourceChanged);

    session.setVisible(first, false);
    QVERIFY(changed.count() >= 1);
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({other}), 60'000);

    session.setVisibleSources({first, session.sources().constLast().id});
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"a", "b"}), 60'000);
}

void TestLogSession::copiesOfErrorsStartOutHidden()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "bad", "error")});
    appendLines(log(QStringLiteral("alpha.error.log")), {logLine(1, "bad", "error", "error")});
    appendLines(log(QStringLiteral("beta.error.log")), {logLine(2, "beta has no other", "error", "error")});
    LogSession session;
    Timeline timeline(session);

    open(session, logs());

    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"bad", "beta has no other"}), 60'000);
    for (const SourceInfo &info : session.sources())
        QCOMPARE(info.errorCopy,
                 info.instance == QStringLiteral("alpha") && info.category == QStringLiteral("error"));
}

void TestLogSession::errorsAloneAreShown()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "bad", "error")});
    appendLines(log(QStringLiteral("alpha.error.log")), {logLine(1, "bad", "error", "error")});
    LogSession session;
    Timeline timeline(session);

    open(session, log(QStringLiteral("alpha.error.log")));

    QCOMPARE(categories(session), QStringList({"error"}));
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"bad"}), 60'000);
}

void TestLogSession::closedSourcesLeaveTheTimeline()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "a")});
    appendLines(log(QStringLiteral("beta.main.log")), {logLine(2, "b")});
    LogSession session;
    Timeline timeline(session);
    open(session, log(QStringLiteral("alpha.main.log")));
    const QList<SourceId> beta = open(session, log(QStringLiteral("beta.main.log")));
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages().size(), 2, 60'000);
    QSignalSpy removed(&session, &LogSession::sourceRemoved);

    session.close(beta.constFirst());

    QCOMPARE(removed.count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"a"}), 60'000);
    QVERIFY(!session.info(beta.constFirst()));
    QCOMPARE(open(session, log(QStringLiteral("beta.main.log"))).size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"a", "b"}), 60'000);
}

void TestLogSession::opensTheLogsOfALiveBotOnly()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "mine")});
    appendLines(log(QStringLiteral("alpha.trade.log")), {logLine(2, "my trade", "info", "trade")});
    appendLines(log(QStringLiteral("beta.main.log")), {logLine(3, "another's")});
    appendLines(log(QStringLiteral("notes.txt")), {"no log of a bot"});
    FakeBot bot(sockets(), QStringLiteral("alpha"), 1, logs());
    BotDirectory bots(botOptions());
    LogSession session;
    Timeline timeline(session);
    session.followBots(bots);

    bots.start();

    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"mine", "my trade"}), 60'000);
    for (const SourceInfo &info : session.sources())
        QCOMPARE(info.botKey, QStringLiteral("alpha.1"));
}

void TestLogSession::opensNewCategoriesOfALiveBot()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "main")});
    FakeBot bot(sockets(), QStringLiteral("alpha"), 1, logs());
    const auto category = [this](const char *name) {
        CategoryMetrics made;
        made.name = name;
        made.file = log(QStringLiteral("alpha.%1.log").arg(QLatin1String(name))).toStdString();
        return made;
    };
    bot.metrics.categories = {category("main"), category("signals")};
    BotDirectory bots(botOptions());
    LogSession session;
    session.followBots(bots);
    bots.start();
    QTRY_COMPARE_WITH_TIMEOUT(categories(session), QStringList({"main"}), 60'000);

    appendLines(log(QStringLiteral("alpha.signals.log")), {logLine(2, "buy", "info", "signals")});

    QTRY_COMPARE_WITH_TIMEOUT(categories(session), QStringList({"main", "signals"}), 60'000);
}

void TestLogSession::claimsFilesOpenedByHandForTheirBot()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "one")});
    FakeBot bot(sockets(), QStringLiteral("alpha"), 1, logs());
    BotDirectory bots(botOptions());
    LogSession session;
    session.followBots(bots);
    const QList<SourceId> byHand = open(session, log(QStringLiteral("alpha.main.log")));

    bots.start();

    QTRY_COMPARE_WITH_TIMEOUT(session.info(byHand.constFirst())->botKey, QStringLiteral("alpha.1"), 60'000);
    QCOMPARE(session.sources().size(), 1);
}

void TestLogSession::goneBotsKeepTheirFiles()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "last words")});
    FakeBot bot(sockets(), QStringLiteral("alpha"), 1, logs());
    BotDirectory bots(botOptions());
    LogSession session;
    Timeline timeline(session);
    session.followBots(bots);
    bots.start();
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"last words"}), 60'000);
    QSignalSpy gone(&bots, &BotDirectory::botGone);

    bot.die();

    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 60'000);
    QCOMPARE(session.sources().size(), 1);
    QCOMPARE(timeline.messages(), QStringList({"last words"}));
}

void TestLogSession::opensFilesThatAppearInAnOpenedFolder_data()
{
    QTest::addColumn<bool>("emptyAtFirst");
    QTest::addColumn<QString>("name");

    QTest::addRow("beside others") << false << "beta.main.log";
    QTest::addRow("in an empty folder") << true << "beta.main.log";
    QTest::addRow("in a new folder below") << false << "inner/deep/beta.main.log";
}

void TestLogSession::opensFilesThatAppearInAnOpenedFolder()
{
    QFETCH(bool, emptyAtFirst);
    QFETCH(QString, name);
    QStringList expected;
    if (!emptyAtFirst) {
        appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "here before")});
        expected << QStringLiteral("here before");
    }
    LogSession session;
    Timeline timeline(session);
    QSignalSpy opened(&session, &LogSession::pathOpened);
    QSignalSpy failed(&session, &LogSession::openFailed);
    session.openPath(logs());
    QTRY_COMPARE_WITH_TIMEOUT(opened.count() + failed.count(), 1, 60'000);

    QVERIFY(QDir().mkpath(QFileInfo(log(name)).path()));
    appendLines(log(name), {logLine(2, "came later")});

    expected << QStringLiteral("came later");
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), expected, 60'000);
}

void TestLogSession::aRotationInAnOpenedFolderDoublesNothing()
{
    const QString active = log(QStringLiteral("plain.log"));
    appendLines(active, {logLine(1, "one")});
    LogSession session;
    Timeline timeline(session);
    QCOMPARE(open(session, logs()).size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"one"}), 60'000);

    QVERIFY(QFile::rename(active, active + QStringLiteral(".1")));
    // A file of another name shows that the folder was looked through between the two steps.
    appendLines(log(QStringLiteral("other.log")), {logLine(2, "two")});
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"one", "two"}), 60'000);
    appendLines(active, {logLine(3, "three")});

    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"one", "two", "three"}), 60'000);
    QCOMPARE(session.sources().size(), 2);
}

void TestLogSession::closedFilesStayClosedWhenOthersAppear()
{
    appendLines(log(QStringLiteral("alpha.main.log")), {logLine(1, "a")});
    appendLines(log(QStringLiteral("beta.main.log")), {logLine(2, "b")});
    LogSession session;
    Timeline timeline(session);
    const QList<SourceId> ids = open(session, logs());
    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"a", "b"}), 60'000);

    session.close(ids.constFirst());
    appendLines(log(QStringLiteral("gamma.main.log")), {logLine(3, "c")});

    QTRY_COMPARE_WITH_TIMEOUT(timeline.messages(), QStringList({"b", "c"}), 60'000);
}

QTEST_GUILESS_MAIN(TestLogSession)
#include "tst_log_session.moc"
