// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/events.h>
#include <tapewatch/format/level.h>

#include <QTest>

using namespace tapewatch;

class TestLevel : public QObject {
    Q_OBJECT

private slots:
    void readsOwnNames();
    void readsOtherTools_data();
    void readsOtherTools();
    void eventsHaveTheirNames();
};

void TestLevel::readsOwnNames()
{
    for (std::size_t i = 0; i < kLevelNames.size(); ++i) {
        const auto level = static_cast<Level>(i);
        QCOMPARE(parseLevel(levelName(level)), std::optional(level));
    }
}

void TestLevel::readsOtherTools_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("level"); // -1: none

    const auto row = [](const char *text, Level level) { QTest::addRow("%s", text) << text << int(level); };
    row("INFO", Level::Info);
    row("Warning", Level::Warning);
    row("WARN", Level::Warning);
    row("err", Level::Error);
    row("FATAL", Level::Critical);
    row("notice", Level::Info);
    row("crit", Level::Critical);
    row("verbose", Level::Trace);
    for (const char *text : {"", "inf o", "information!", "warningg", "5", "level"})
        QTest::addRow("none: '%s'", text) << text << -1;
}

void TestLevel::readsOtherTools()
{
    QFETCH(QString, text);
    const std::optional<Level> level = parseLevel(text.toStdString());
    QTEST(level ? int(*level) : -1, "level");
}

void TestLevel::eventsHaveTheirNames()
{
    QCOMPARE(name(TradeAction::Placed), "placed");
    QCOMPARE(name(TradeAction::PartiallyFilled), "partially_filled");
    QCOMPARE(name(TradeAction::PositionChanged), "position_changed");
    QCOMPARE(name(Side::None), "");
    QCOMPARE(name(Side::Sell), "sell");
    QCOMPARE(name(Verdict::Violation), "violation");
}

QTEST_GUILESS_MAIN(TestLevel)
#include "tst_level.moc"
