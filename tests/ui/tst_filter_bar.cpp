// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/record_filter.h"
#include "ui/filterbar/filter_bar.h"
#include "ui/filterbar/query_edit.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tapewatch;
using namespace tapewatch::ui;

namespace {

struct Shown {
    Shown()
        : theme(ThemeMode::Light)
        , bar(filter, theme)
    {
        bar.resize(1000, 100);
        bar.show();
    }

    [[nodiscard]] QueryEdit *edit() const { return bar.findChild<QueryEdit *>(); }
    [[nodiscard]] QToolButton *button(const QString &text) const
    {
        for (QToolButton *candidate : bar.findChildren<QToolButton *>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }
    [[nodiscard]] bool shows(const QString &text) const
    {
        for (const QLabel *label : bar.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }

    Theme theme;
    models::RecordFilter filter;
    FilterBar bar;
};

} // namespace

class TestFilterBar : public QObject {
    Q_OBJECT

private slots:
    void waitsForThePauseInTyping();
    void enterAppliesAtOnce();
    void togglesFilter_data();
    void togglesFilter();
    void levelFilters();
    void showsWhatTheFilterHas();
    void saysWhereTheTextIsWrong();
    void escapeClearsThenLeaves();
    void clearTakesEverythingAway();
    void remembersFilters();
    void countsRecords();
    void addsTerms_data();
    void addsTerms();
};

void TestFilterBar::waitsForThePauseInTyping()
{
    Shown shown;
    QSignalSpy changed(&shown.filter, &models::RecordFilter::queryChanged);

    QTest::keyClicks(shown.edit(), "rejected");
    QCOMPARE(changed.count(), 0);

    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 60'000);
    QCOMPARE(shown.filter.text(), QStringLiteral("rejected"));
}

void TestFilterBar::enterAppliesAtOnce()
{
    Shown shown;
    QTest::keyClicks(shown.edit(), "rejected");
    QTest::keyClick(shown.edit(), Qt::Key_Return);

    QCOMPARE(shown.filter.text(), QStringLiteral("rejected"));
}

void TestFilterBar::togglesFilter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("trades") << "Trades";
    QTest::addRow("errors") << "Errors";
    QTest::addRow("compliance") << "Compliance";
}

void TestFilterBar::togglesFilter()
{
    QFETCH(QString, text);
    Shown shown;
    const auto isOn = [&] {
        return text == "Trades"   ? shown.filter.trades()
               : text == "Errors" ? shown.filter.errors()
                                  : shown.filter.compliance();
    };
    QToolButton *button = shown.button(text);
    QVERIFY(button && !button->shortcut().isEmpty());

    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(isOn());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!isOn());
}

void TestFilterBar::levelFilters()
{
    Shown shown;
    auto *level = shown.bar.findChild<QComboBox *>();

    level->setCurrentIndex(level->findData(int(Level::Warning)));

    QCOMPARE(shown.filter.minimumLevel(), Level::Warning);
}

void TestFilterBar::showsWhatTheFilterHas()
{
    Shown shown;

    shown.filter.setErrors(true);
    shown.filter.setMinimumLevel(Level::Error);

    QVERIFY(shown.button("Errors")->isChecked());
    QCOMPARE(shown.bar.findChild<QComboBox *>()->currentData().toInt(), int(Level::Error));
}

void TestFilterBar::saysWhereTheTextIsWrong()
{
    Shown shown;
    QTest::keyClicks(shown.edit(), "rejected level>=loud");
    QTest::keyClick(shown.edit(), Qt::Key_Return);

    QVERIFY(shown.filter.error());
    QCOMPARE(shown.edit()->property("state").toString(), QStringLiteral("error"));
    QVERIFY(shown.shows(QStringLiteral("Column %1: ").arg(shown.filter.error()->column + 1)));
    QVERIFY(shown.shows(shown.filter.error()->message));
    QCOMPARE(shown.edit()->text(), QStringLiteral("rejected level>=loud")); // the mark changes nothing

    shown.edit()->setText("rejected");
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(shown.edit()->property("state").toString(), QString());
    QVERIFY(!shown.shows("Column "));
}

void TestFilterBar::escapeClearsThenLeaves()
{
    Shown shown;
    QSignalSpy left(&shown.bar, &FilterBar::left);
    QTest::keyClicks(shown.edit(), "rejected");
    QTest::keyClick(shown.edit(), Qt::Key_Return);

    QTest::keyClick(shown.edit(), Qt::Key_Escape);
    QCOMPARE(shown.edit()->text(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(shown.filter.text(), QString(), 60'000);
    QCOMPARE(left.count(), 0);

    QTest::keyClick(shown.edit(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void TestFilterBar::clearTakesEverythingAway()
{
    Shown shown;
    shown.bar.addTerm("rejected");
    shown.filter.setTrades(true);
    QVERIFY(shown.filter.isActive());

    QTest::mouseClick(shown.button("Clear"), Qt::LeftButton);

    QVERIFY(!shown.filter.isActive());
    QCOMPARE(shown.edit()->text(), QString());
    QVERIFY(!shown.button("Trades")->isChecked());
}

void TestFilterBar::remembersFilters()
{
    Shown shown;
    for (const char *query : {"one", "two", "one"}) {
        shown.edit()->setText(query);
        QTest::keyClick(shown.edit(), Qt::Key_Return);
    }

    QCOMPARE(shown.bar.history(), (QStringList{"one", "two"}));
}

void TestFilterBar::countsRecords()
{
    Shown shown;
    const QLocale locale;
    shown.bar.setCounts(12'345, 1'234'567);
    QVERIFY(shown.shows(locale.toString(12'345) + " records"));

    shown.filter.setErrors(true);
    QVERIFY(shown.shows(
        QStringLiteral("%1 of %2 records").arg(locale.toString(12'345), locale.toString(1'234'567))));

    shown.bar.setProgress(false, 0.5);
    QCOMPARE(shown.bar.findChild<QProgressBar *>()->value(), 500);
    shown.bar.setProgress(true, 1);
    QCOMPARE(shown.bar.findChild<QProgressBar *>()->value(), 0);
}

void TestFilterBar::addsTerms_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("after");

    QTest::addRow("first") << "" << queryTerm("trade.symbol", "BTCUSDT", false) << "trade.symbol:\"BTCUSDT\"";
    QTest::addRow("second") << "level>=info" << queryTerm("logger", "a.b", true)
                            << "level>=info -logger:\"a.b\"";
    QTest::addRow("quotes") << "" << queryTerm("message", "say \"hi\" \\", false)
                            << "message:\"say \\\"hi\\\" \\\\\"";
}

void TestFilterBar::addsTerms()
{
    QFETCH(QString, before);
    QFETCH(QString, term);
    QFETCH(QString, after);
    Shown shown;
    shown.edit()->setText(before);

    shown.bar.addTerm(term);

    QCOMPARE(shown.edit()->text(), after);
    QCOMPARE(shown.filter.text(), after);
    QVERIFY2(!shown.filter.error(), qPrintable(after));
}

QTEST_MAIN(TestFilterBar)
#include "tst_filter_bar.moc"
