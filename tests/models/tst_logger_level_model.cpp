// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/config_draft.h"
#include "models/logger_level_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tapewatch;
using namespace tapewatch::models;

namespace {

constexpr int kInherited = -1;

QStringList names(const LoggerLevelModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, 0).data(LoggerNameRole).toString());
    return names;
}

} // namespace

class TestLoggerLevelModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsLoggersAsATreeIsRead();
    void showsConfiguredAndEffectiveLevels();
    void takesLevels_data();
    void takesLevels();
    void ancestorsChangeTheirDescendants();
    void rootCannotInherit();
    void addsLoggers_data();
    void addsLoggers();
    void onlyTheLevelIsEditable();

private:
    [[nodiscard]] QModelIndex levelOf(const QString &logger) const
    {
        return m_model->indexOf(logger).siblingAtColumn(int(LoggerColumn::Level));
    }

    std::unique_ptr<ConfigDraft> m_draft;
    std::unique_ptr<LoggerLevelModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestLoggerLevelModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_draft = std::make_unique<ConfigDraft>();
    Config base;
    base.levels = {{"", Level::Info}, {"exchange", Level::Debug}, {"quiet.one", Level::Off}};
    m_draft->setBase(base);
    m_model = std::make_unique<LoggerLevelModel>(*m_draft);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setLoggers({{QStringLiteral("exchange.binance.ws"), Level::Debug, {}},
                         {QStringLiteral("exchange-test"), Level::Info, {}},
                         {QStringLiteral("strategy"), Level::Info, {}}});
}

void TestLoggerLevelModel::showsLoggersAsATreeIsRead()
{
    QCOMPARE(names(*m_model), QStringList({"", "exchange", "exchange.binance", "exchange.binance.ws",
                                           "exchange-test", "quiet", "quiet.one", "strategy"}));
}

void TestLoggerLevelModel::showsConfiguredAndEffectiveLevels()
{
    QCOMPARE(levelOf(QStringLiteral("exchange")).data().toString(), QStringLiteral("Debug"));
    QCOMPARE(levelOf(QStringLiteral("exchange")).data(OwnLevelRole).toInt(), int(Level::Debug));
    const QModelIndex below = levelOf(QStringLiteral("exchange.binance.ws"));
    QCOMPARE(below.data().toString(), QStringLiteral("inherited"));
    QCOMPARE(below.data(OwnLevelRole).toInt(), kInherited);
    QCOMPARE(below.data(EffectiveLevelRole).toInt(), int(Level::Debug));
    QCOMPARE(below.siblingAtColumn(int(LoggerColumn::Effective)).data().toString(), QStringLiteral("Debug"));
    QCOMPARE(levelOf(QStringLiteral("exchange-test")).data(EffectiveLevelRole).toInt(), int(Level::Info));
    QVERIFY(!below.data(LoggerEditedRole).toBool());
}

void TestLoggerLevelModel::takesLevels_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("taken");
    QTest::addColumn<int>("own");

    QTest::addRow("number") << QVariant(int(Level::Error)) << true << int(Level::Error);
    QTest::addRow("name") << QVariant("trace") << true << int(Level::Trace);
    QTest::addRow("name of others") << QVariant(" WARN ") << true << int(Level::Warning);
    QTest::addRow("off") << QVariant("off") << true << int(Level::Off);
    QTest::addRow("inherited") << QVariant(kInherited) << true << kInherited;
    QTest::addRow("nothing") << QVariant("") << true << kInherited;
    QTest::addRow("no level") << QVariant("loud") << false << int(Level::Debug);
    QTest::addRow("number too large") << QVariant(7) << false << int(Level::Debug);
    QTest::addRow("number too small") << QVariant(-2) << false << int(Level::Debug);
}

void TestLoggerLevelModel::takesLevels()
{
    QFETCH(QVariant, value);
    QFETCH(bool, taken);
    QFETCH(int, own);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy error(m_model.get(), &LoggerLevelModel::errorTextChanged);
    const QModelIndex cell = levelOf(QStringLiteral("exchange"));

    QCOMPARE(m_model->setData(cell, value), taken);

    QCOMPARE(cell.data(OwnLevelRole).toInt(), own);
    QCOMPARE(cell.data(LoggerEditedRole).toBool(), taken);
    QCOMPARE(m_draft->isDirty(), taken);
    QCOMPARE(changed.count(), taken ? 1 : 0);
    QCOMPARE(error.count(), taken ? 0 : 1);
    QCOMPARE(m_model->errorText().isEmpty(), taken);
}

void TestLoggerLevelModel::ancestorsChangeTheirDescendants()
{
    QVERIFY(m_model->setData(levelOf(QStringLiteral("exchange")), kInherited));
    QVERIFY(m_model->setData(levelOf(QString()), int(Level::Error)));

    QCOMPARE(levelOf(QStringLiteral("exchange.binance.ws")).data(EffectiveLevelRole).toInt(),
             int(Level::Error));
    QCOMPARE(m_draft->patch().dump(), R"({"levels":{"":"error","exchange":null}})");
}

void TestLoggerLevelModel::rootCannotInherit()
{
    QVERIFY(!m_model->setData(levelOf(QString()), kInherited));
    QVERIFY(!m_model->errorText().isEmpty());

    QVERIFY(m_model->setData(levelOf(QString()), int(Level::Debug)));
    QVERIFY(m_model->errorText().isEmpty());
}

void TestLoggerLevelModel::addsLoggers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("taken");

    QTest::addRow("new") << "exchange.kraken" << true;
    QTest::addRow("known") << "strategy" << true;
    QTest::addRow("no name") << "" << false;
    QTest::addRow("bad characters") << "a b" << false;
    QTest::addRow("empty part") << "a..b" << false;
}

void TestLoggerLevelModel::addsLoggers()
{
    QFETCH(QString, name);
    QFETCH(bool, taken);
    const int before = m_model->rowCount();

    QCOMPARE(m_model->addLogger(name), taken);

    QCOMPARE(m_model->errorText().isEmpty(), taken);
    QCOMPARE(names(*m_model).count(name), taken || name.isEmpty() ? 1 : 0);
    QCOMPARE(m_model->rowCount() - before, name == QStringLiteral("exchange.kraken") ? 1 : 0);
    QVERIFY(!m_draft->isDirty());
}

void TestLoggerLevelModel::onlyTheLevelIsEditable()
{
    const QModelIndex name = m_model->indexOf(QStringLiteral("strategy"));

    QVERIFY(!name.flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(levelOf(QStringLiteral("strategy")).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!m_model->setData(name, QStringLiteral("other")));
}

QTEST_GUILESS_MAIN(TestLoggerLevelModel)
#include "tst_logger_level_model.moc"
