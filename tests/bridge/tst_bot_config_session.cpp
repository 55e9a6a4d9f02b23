// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_config_session.h"
#include "bridge/fake_bot.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::bridge;
using tapewatch::test::FakeBot;

class TestBotConfigSession : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void loadsConfigurationAndLoggers();
    void appliesAPatch();
    void setsALevel_data();
    void setsALevel();
    void refusalNamesThePlace();
    void conflictLoadsWhatIsThereNow();
    void oneChangeAtATime();
    void goneWithTheBot();
    void unreadableConfigurationIsNotEdited();

private:
    void load(BotConfigSession &session)
    {
        QSignalSpy loaded(&session, &BotConfigSession::loaded);
        QVERIFY(loaded.wait(60'000));
        QCOMPARE(session.state(), BotConfigSession::State::Ready);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestBotConfigSession::loadsConfigurationAndLoggers()
{
    FakeBot bot(m_folder->path());
    bot.revision = 12;
    bot.config.levels["exchange"] = Level::Trace;
    bot.loggers = {{{"name", "exchange.ws"}, {"level", "trace"}, {"configured", nullptr}},
                   {{"name", "strategy"}, {"level", "debug"}, {"configured", "debug"}},
                   {{"name", "unreadable"}, {"level", 7}}};

    BotConfigSession session(bot.path);
    QCOMPARE(session.state(), BotConfigSession::State::Loading);
    load(session);

    QCOMPARE(session.revision(), 12U);
    QVERIFY(session.config() == bot.config);
    QCOMPARE(session.loggers().size(), 2);
    QCOMPARE(session.loggers().at(0).name, QStringLiteral("exchange.ws"));
    QVERIFY(!session.loggers().at(0).configured);
    QCOMPARE(int(session.loggers().at(1).effective), int(Level::Debug));
    QVERIFY(session.loggers().at(1).configured == Level::Debug);
}

void TestBotConfigSession::appliesAPatch()
{
    FakeBot bot(m_folder->path());
    BotConfigSession session(bot.path);
    load(session);
    QSignalSpy applied(&session, &BotConfigSession::applied);

    session.apply({{"levels", {{"strategy", "trace"}}}}, QStringLiteral("looking closer"));

    QCOMPARE(session.state(), BotConfigSession::State::Applying);
    QTRY_COMPARE_WITH_TIMEOUT(applied.count(), 1, 60'000);
    QCOMPARE(applied.constFirst().constFirst().toULongLong(), 2U);
    QCOMPARE(session.revision(), 2U);
    QCOMPARE(int(session.config().levels.at("strategy")), int(Level::Trace));
    const qsizetype sent = bot.methods.indexOf(QStringLiteral("config.patch"));
    QCOMPARE(bot.params.at(sent).at("reason").get<std::string>(), "looking closer");
    QCOMPARE(bot.params.at(sent).at("revision").get<int>(), 1);
}

void TestBotConfigSession::setsALevel_data()
{
    QTest::addColumn<int>("level"); // -1: inherited
    QTest::addColumn<bool>("hasEntry");

    QTest::addRow("own level") << int(Level::Critical) << true;
    QTest::addRow("back to inherited") << -1 << false;
}

void TestBotConfigSession::setsALevel()
{
    QFETCH(int, level);
    QFETCH(bool, hasEntry);
    FakeBot bot(m_folder->path());
    bot.config.levels["strategy"] = Level::Trace;
    BotConfigSession session(bot.path);
    load(session);
    QSignalSpy applied(&session, &BotConfigSession::applied);

    session.setLevel(QStringLiteral("strategy"), level < 0 ? std::nullopt : std::optional(Level(level)), {});

    QTRY_COMPARE_WITH_TIMEOUT(applied.count(), 1, 60'000);
    QCOMPARE(bot.config.levels.contains("strategy"), hasEntry);
    QVERIFY(session.config() == bot.config);
}

void TestBotConfigSession::refusalNamesThePlace()
{
    FakeBot bot(m_folder->path());
    BotConfigSession session(bot.path);
    load(session);
    QSignalSpy refused(&session, &BotConfigSession::refused);

    session.apply({{"levels", {{"strategy", "loud"}}}}, {});

    QTRY_COMPARE_WITH_TIMEOUT(refused.count(), 1, 60'000);
    QCOMPARE(refused.constFirst().constFirst().value<Error>().pointer, "/levels/strategy");
    QCOMPARE(session.state(), BotConfigSession::State::Ready);
    QCOMPARE(session.revision(), 1U);
}

void TestBotConfigSession::conflictLoadsWhatIsThereNow()
{
    FakeBot bot(m_folder->path());
    BotConfigSession session(bot.path);
    load(session);
    bot.revision = 5;
    bot.config.levels["strategy"] = Level::Error;
    QSignalSpy conflict(&session, &BotConfigSession::conflict);
    QSignalSpy applied(&session, &BotConfigSession::applied);

    session.apply({{"levels", {{"strategy", "trace"}}}}, {});

    QTRY_COMPARE_WITH_TIMEOUT(conflict.count(), 1, 60'000);
    QCOMPARE(conflict.constFirst().constFirst().toULongLong(), 5U);
    QCOMPARE(int(session.config().levels.at("strategy")), int(Level::Error));
    QCOMPARE(applied.count(), 0);
}

void TestBotConfigSession::oneChangeAtATime()
{
    FakeBot bot(m_folder->path());
    BotConfigSession session(bot.path);
    load(session);
    QSignalSpy applied(&session, &BotConfigSession::applied);
    QSignalSpy refused(&session, &BotConfigSession::refused);

    session.setLevel(QStringLiteral("a"), Level::Trace, {});
    session.setLevel(QStringLiteral("b"), Level::Trace, {});

    QCOMPARE(refused.count(), 1);
    QCOMPARE(int(refused.constFirst().constFirst().value<Error>().code), int(Error::Code::Busy));
    QTRY_COMPARE_WITH_TIMEOUT(applied.count(), 1, 60'000);
    QVERIFY(!bot.config.levels.contains("b"));
}

void TestBotConfigSession::goneWithTheBot()
{
    FakeBot bot(m_folder->path());
    BotConfigSession session(bot.path);
    load(session);
    bot.answer = [](const control::Request &) { return QByteArray(); };
    QSignalSpy gone(&session, &BotConfigSession::gone);
    QSignalSpy refused(&session, &BotConfigSession::refused);
    session.apply({{"levels", {{"a", "trace"}}}}, {});

    bot.die();

    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 60'000);
    QCOMPARE(refused.count(), 0);
    QCOMPARE(session.state(), BotConfigSession::State::Gone);
}

void TestBotConfigSession::unreadableConfigurationIsNotEdited()
{
    FakeBot bot(m_folder->path());
    bot.answer = [](const control::Request &request) -> std::optional<QByteArray> {
        return FakeBot::line({request.id, {{"revision", 1}, {"config", {{"from_the_future", true}}}}, {}});
    };
    BotConfigSession session(bot.path);
    QSignalSpy gone(&session, &BotConfigSession::gone);

    QTRY_COMPARE_WITH_TIMEOUT(gone.count(), 1, 60'000);
    QVERIFY(!gone.constFirst().constFirst().value<Error>().why.empty());
    QCOMPARE(session.state(), BotConfigSession::State::Gone);
}

QTEST_GUILESS_MAIN(TestBotConfigSession)
#include "tst_bot_config_session.moc"
