// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/fake_record_model.h"
#include "ui/logtable/log_row_painter.h"
#include "ui/logtable/log_view.h"
#include "ui/logtable/log_view_accessible.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace tapewatch::ui;
using tapewatch::test::FakeRecordModel;

namespace {

constexpr int kScreenRows = 20;

/// A view of about kScreenRows rows on a model of `rows`.
struct Shown {
    explicit Shown(int rows)
        : theme(ThemeMode::Light)
        , view(theme)
    {
        model.append(rows);
        view.setModel(&model);
        view.resize(900, view.header()->sizeHint().height() + kScreenRows * view.rowHeight());
        view.show();
        QCoreApplication::processEvents();
    }

    [[nodiscard]] QString messageAt(int row) const { return model.index(row, 5).data().toString(); }
    [[nodiscard]] QPushButton *pill() const { return view.findChild<QPushButton *>(); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&view, Qt::Key(key), modifiers);
    }
    void click(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        const QPoint point(300, (row - view.topRow()) * view.rowHeight() + 5);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, point);
    }

    Theme theme;
    FakeRecordModel model;
    LogView view;
};

} // namespace

class TestLogView : public QObject {
    Q_OBJECT

private slots:
    void followsWhileAtTheEnd();
    void pausesAndCounts_data();
    void pausesAndCounts();
    void endFollowsAgain_data();
    void endFollowsAgain();
    void rowsAboveLeaveTheScreenInPlace();
    void layoutChangeLeavesTheScreenInPlace();
    void keepsThePlaceOverAReset();
    void selects_data();
    void selects();
    void selectionMovesWithItsRows();
    void copiesWhatIsSelected();
    void appendAndPaintDoNotGrowWithTheRows_data();
    void appendAndPaintDoNotGrowWithTheRows();
    void selectingEverythingCostsNothingPerRow();
    void columnsComeBack();
    void narrowTablesKeepRoomForTheMessage();
    void shortensLoggersFromTheFront_data();
    void shortensLoggersFromTheFront();
    void asksForTheRowsItPaints();
    void aScreenReaderFindsATable();
    void theCurrentRowHasTheFocusedCell();
    void cellsForScreenReadersMoveWithTheirRecords();
    void aScreenReaderCostsNothingPerRow();
};

void TestLogView::followsWhileAtTheEnd()
{
    Shown shown(100);
    QVERIFY(shown.view.isFollowing());

    shown.model.append(50);

    QVERIFY(shown.view.isFollowing());
    QCOMPARE(shown.view.bottomRow(), 149);
    QCOMPARE(shown.view.newRows(), 0);
    QVERIFY(!shown.pill()->isVisible());
}

void TestLogView::pausesAndCounts_data()
{
    QTest::addColumn<QString>("how");
    QTest::addRow("scrolling up") << "scroll";
    QTest::addRow("clicking a row") << "click";
    QTest::addRow("moving up by keyboard") << "key";
    QTest::addRow("selecting everything") << "all";
}

void TestLogView::pausesAndCounts()
{
    QFETCH(QString, how);
    Shown shown(100);
    QSignalSpy changed(&shown.view, &LogView::followingChanged);
    if (how == "scroll")
        shown.view.verticalScrollBar()->setValue(10);
    else if (how == "click")
        shown.click(shown.view.topRow() + 3);
    else if (how == "key")
        shown.press(Qt::Key_Up);
    else
        shown.view.selectAll();
    const int top = shown.view.topRow();

    shown.model.append(1000);
    shown.model.append(234);

    QVERIFY(!shown.view.isFollowing());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown.view.topRow(), top);
    QCOMPARE(shown.view.newRows(), 1234);
    QVERIFY(shown.pill()->isVisible());
    QVERIFY(shown.pill()->text().contains(QLocale().toString(1234)));
}

void TestLogView::endFollowsAgain_data()
{
    QTest::addColumn<QString>("how");
    QTest::addRow("End key") << "key";
    QTest::addRow("pill") << "pill";
    QTest::addRow("scrolling down") << "scroll";
}

void TestLogView::endFollowsAgain()
{
    QFETCH(QString, how);
    Shown shown(100);
    shown.view.verticalScrollBar()->setValue(0);
    shown.model.append(10);
    if (how == "key")
        shown.press(Qt::Key_End);
    else if (how == "pill")
        QTest::mouseClick(shown.pill(), Qt::LeftButton);
    else
        shown.view.verticalScrollBar()->setValue(shown.view.verticalScrollBar()->maximum());

    QVERIFY(shown.view.isFollowing());
    QVERIFY(!shown.pill()->isVisible());
    shown.model.append(10);
    QCOMPARE(shown.view.bottomRow(), 119);
}

void TestLogView::rowsAboveLeaveTheScreenInPlace()
{
    Shown shown(100);
    shown.view.verticalScrollBar()->setValue(40);
    const QString atTop = shown.messageAt(40);

    shown.model.prepend(7);

    QCOMPARE(shown.view.topRow(), 47);
    QCOMPARE(shown.messageAt(shown.view.topRow()), atTop);
    QCOMPARE(shown.view.newRows(), 0);
}

void TestLogView::layoutChangeLeavesTheScreenInPlace()
{
    Shown shown(100);
    shown.view.verticalScrollBar()->setValue(40);
    const QString atTop = shown.messageAt(40);

    shown.model.appendAsMerge(7); // at the end first, then moved to the front

    QCOMPARE(shown.messageAt(shown.view.topRow()), atTop);
}

void TestLogView::keepsThePlaceOverAReset()
{
    Shown shown(100);
    shown.view.setRowNames(
        {[](int row) { return quint64(row); },
         [&](quint64 name) { return int(name) < shown.model.rowCount() ? int(name) : -1; }});
    shown.view.verticalScrollBar()->setValue(40);
    shown.click(45);

    shown.model.resetTo(0);
    QVERIFY(shown.view.isFollowing());
    shown.model.append(80);

    QCOMPARE(shown.view.currentIndex().row(), 45);
    QCOMPARE(shown.view.topRow(), 40);
    QVERIFY(!shown.view.isFollowing());
}

void TestLogView::selects_data()
{
    using Keys = QList<QPair<int, int>>; // row and modifiers of clicks
    QTest::addColumn<Keys>("clicks");
    QTest::addColumn<QList<RowRange>>("selected");

    QTest::addRow("one") << Keys{{3, 0}} << QList<RowRange>{{3, 3}};
    QTest::addRow("another") << Keys{{3, 0}, {5, 0}} << QList<RowRange>{{5, 5}};
    QTest::addRow("stretch") << Keys{{3, 0}, {8, Qt::ShiftModifier}} << QList<RowRange>{{3, 8}};
    QTest::addRow("stretch upwards") << Keys{{8, 0}, {3, Qt::ShiftModifier}} << QList<RowRange>{{3, 8}};
    QTest::addRow("stretch changed") << Keys{{5, 0}, {9, Qt::ShiftModifier}, {2, Qt::ShiftModifier}}
                                     << QList<RowRange>{{2, 5}};
    QTest::addRow("two apart") << Keys{{3, 0}, {8, Qt::ControlModifier}} << QList<RowRange>{{3, 3}, {8, 8}};
    QTest::addRow("neighbours merge") << Keys{{3, 0}, {4, Qt::ControlModifier}} << QList<RowRange>{{3, 4}};
    QTest::addRow("one taken out") << Keys{{3, 0}, {8, Qt::ShiftModifier}, {5, Qt::ControlModifier}}
                                   << QList<RowRange>{{3, 4}, {6, 8}};
}

void TestLogView::selects()
{
    using Keys = QList<QPair<int, int>>;
    QFETCH(Keys, clicks);
    QFETCH(QList<RowRange>, selected);
    Shown shown(100);
    shown.view.verticalScrollBar()->setValue(0);

    for (const auto &[row, modifiers] : clicks)
        shown.click(row, Qt::KeyboardModifiers(modifiers));

    QCOMPARE(shown.view.selectedRows(), selected);
}

void TestLogView::selectionMovesWithItsRows()
{
    Shown shown(100);
    shown.view.verticalScrollBar()->setValue(0);
    shown.click(3);
    shown.press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(shown.view.selectedRows(), (QList<RowRange>{{3, 4}}));

    shown.model.prepend(10);

    QCOMPARE(shown.view.selectedRows(), (QList<RowRange>{{13, 14}}));
    QCOMPARE(shown.view.currentIndex().row(), 14);
}

void TestLogView::copiesWhatIsSelected()
{
    Shown shown(100);
    shown.view.verticalScrollBar()->setValue(0);
    QList<QPair<QList<RowRange>, CopyFormat>> copies;
    connect(&shown.view, &LogView::copyRequested, this, [&](const QList<RowRange> &rows, CopyFormat format) {
        copies.append({rows, format});
    });

    shown.press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(copies.isEmpty()); // nothing is selected
    shown.click(2);
    shown.press(Qt::Key_C, Qt::ControlModifier);
    shown.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);

    QCOMPARE(copies.size(), 2);
    QCOMPARE(copies[0].first, (QList<RowRange>{{2, 2}}));
    QCOMPARE(copies[0].second, CopyFormat::Text);
    QCOMPARE(copies[1].second, CopyFormat::Json);
}

void TestLogView::appendAndPaintDoNotGrowWithTheRows_data()
{
    QTest::addColumn<bool>("following");
    QTest::addRow("following") << true;
    QTest::addRow("paused") << false;
}

void TestLogView::appendAndPaintDoNotGrowWithTheRows()
{
    QFETCH(bool, following);
    const auto callsFor = [following](int rows) {
        Shown shown(rows);
        if (!following)
            shown.view.verticalScrollBar()->setValue(rows / 2);
        shown.view.grab();
        shown.model.dataCalls = 0;
        for (int batch = 0; batch < 20; ++batch) {
            shown.model.append(500);
            shown.view.grab();
        }
        shown.view.verticalScrollBar()->setValue(rows / 3);
        shown.view.grab();
        return shown.model.dataCalls;
    };

    const quint64 few = callsFor(1'000);
    const quint64 many = callsFor(10'000'000);

    QVERIFY2(many <= few * 5 / 4, qPrintable(QStringLiteral("%1, %2").arg(few).arg(many)));
}

void TestLogView::selectingEverythingCostsNothingPerRow()
{
    Shown shown(10'000'000);
    shown.model.dataCalls = 0;

    shown.press(Qt::Key_A, Qt::ControlModifier);
    shown.press(Qt::Key_X); // no search by typed letters
    QCOMPARE(shown.model.dataCalls, 0u);
    shown.model.appendAsMerge(3);

    QCOMPARE(shown.view.selectedRows(), (QList<RowRange>{{3, 10'000'002}}));
    QVERIFY(shown.model.lastPersistentIndexes < 100);
}

void TestLogView::columnsComeBack()
{
    Shown shown(10);
    shown.view.header()->moveSection(0, 2);
    shown.view.header()->resizeSection(1, 222);
    shown.view.header()->setSectionHidden(3, true);
    const QByteArray state = shown.view.saveColumns();

    Shown next(10);
    QVERIFY(next.view.restoreColumns(state));

    QCOMPARE(next.view.header()->visualIndex(0), 2);
    QCOMPARE(next.view.header()->sectionSize(1), 222);
    QVERIFY(next.view.header()->isSectionHidden(3));
}

void TestLogView::narrowTablesKeepRoomForTheMessage()
{
    Shown shown(10);
    shown.view.resize(1400, 400);
    const int natural = shown.view.header()->sectionSize(4);
    QVERIFY(shown.view.saveColumns().isEmpty());

    shown.view.resize(620, 400);
    QVERIFY(shown.view.header()->sectionSize(4) < natural);
    QVERIFY(shown.view.header()->sectionSize(5) > 160);
    shown.view.resize(1400, 400);
    QCOMPARE(shown.view.header()->sectionSize(4), natural);

    shown.view.header()->resizeSection(4, 300); // from here on it is the user's width
    shown.view.resize(620, 400);
    QCOMPARE(shown.view.header()->sectionSize(4), 300);
}

void TestLogView::shortensLoggersFromTheFront_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("widthOf");
    QTest::addColumn<QString>("shown");

    QTest::addRow("fits") << "exchange.rest"
                          << "exchange.rest"
                          << "exchange.rest";
    QTest::addRow("one part") << "exchange.rest.orders"
                              << "e.rest.orders"
                              << "e.rest.orders";
    QTest::addRow("every part but the last") << "exchange.rest.orders"
                                             << "e.r.orders"
                                             << "e.r.orders";
    QTest::addRow("empty parts") << "exchange..orders."
                                 << "e..o."
                                 << "e..o.";
    QTest::addRow("no part") << ""
                             << "m"
                             << "";
}

void TestLogView::shortensLoggersFromTheFront()
{
    QFETCH(QString, name);
    QFETCH(QString, widthOf);
    QFETCH(QString, shown);
    const QFontMetrics metrics{QFont()};

    QCOMPARE(fittingLoggerName(name, metrics, metrics.horizontalAdvance(widthOf)), shown);
    const QString least = fittingLoggerName(name, metrics, metrics.horizontalAdvance(u'm'));
    QVERIFY(name.isEmpty() || least == u"…" || least.endsWith(name.back()));
}

void TestLogView::asksForTheRowsItPaints()
{
    Shown shown(1000);
    QSignalSpy asked(&shown.view, &LogView::aboutToShow);
    shown.view.verticalScrollBar()->setValue(100);
    shown.view.grab();

    QVERIFY(!asked.isEmpty());
    QCOMPARE(asked.last().at(0).toInt(), 100);
    QCOMPARE(asked.last().at(1).toInt(), shown.view.bottomRow());
}

void TestLogView::aScreenReaderFindsATable()
{
    Shown shown(100);
    shown.click(shown.view.topRow() + 2);
    const int row = shown.view.currentIndex().row();

    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(view != nullptr);
    QCOMPARE(view->role(), QAccessible::Table);
    QCOMPARE(view->text(QAccessible::Name), shown.view.accessibleName());
    QAccessibleTableInterface *table = view->tableInterface();
    QVERIFY(table != nullptr);
    QCOMPARE(table->rowCount(), 100);
    QCOMPARE(table->columnCount(), shown.model.columnCount());
    QCOMPARE(table->columnDescription(5), QStringLiteral("Column 5"));
    QCOMPARE(table->selectedRows(), QList<int>{row});

    QAccessibleInterface *cell = table->cellAt(row, 5);
    QVERIFY(cell != nullptr);
    QCOMPARE(cell->role(), QAccessible::Cell);
    QCOMPARE(cell->text(QAccessible::Name), shown.messageAt(row));
    QVERIFY(cell->state().selected);
    QVERIFY(!cell->state().offscreen);
    QVERIFY(table->cellAt(0, 5)->state().offscreen);
    QCOMPARE(cell->parent(), view);
    QCOMPARE(view->child(view->indexOfChild(cell)), cell);
    QCOMPARE(cell->tableCellInterface()->rowIndex(), row);
    const QList<QAccessibleInterface *> headers = cell->tableCellInterface()->columnHeaderCells();
    QCOMPARE(headers.size(), 1);
    QCOMPARE(headers.constFirst()->text(QAccessible::Name), QStringLiteral("Column 5"));
    const QPoint middle = cell->rect().center();
    QCOMPARE(view->childAt(middle.x(), middle.y()), cell);
    QCOMPARE(view->focusChild(), table->cellAt(row, 0));
    QCOMPARE(table->cellAt(100, 0), nullptr);
}

void TestLogView::theCurrentRowHasTheFocusedCell()
{
    Shown shown(100);
    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&shown.view);

    for (const int row : {50, 51}) {
        if (row == 50)
            shown.view.selectRecord(row);
        else
            shown.press(Qt::Key_Down);
        QCOMPARE(view->focusChild()->tableCellInterface()->rowIndex(), row);
        // The child that the view's focus event names; offscreen, Qt itself passes no event on.
        QAccessibleEvent event(&shown.view, QAccessible::Focus);
        event.setChild(LogViewAccessible::childOf(shown.view, row, 0));
        QCOMPARE(event.accessibleInterface(), view->focusChild());
    }
}

void TestLogView::cellsForScreenReadersMoveWithTheirRecords()
{
    Shown shown(100);
    QAccessibleTableInterface *table = QAccessible::queryAccessibleInterface(&shown.view)->tableInterface();
    QAccessibleInterface *cell = table->cellAt(40, 5);
    const QString text = cell->text(QAccessible::Name);

    shown.model.prepend(7);

    QCOMPARE(cell->tableCellInterface()->rowIndex(), 47);
    QCOMPARE(cell->text(QAccessible::Name), text);
    QCOMPARE(table->cellAt(47, 5), cell);
    shown.model.resetTo(0);
    QVERIFY(!cell->isValid());
}

void TestLogView::aScreenReaderCostsNothingPerRow()
{
    Shown shown(10'000'000);
    QAccessibleInterface *view = QAccessible::queryAccessibleInterface(&shown.view);
    shown.view.selectAll();
    shown.model.dataCalls = 0;

    for (int row = 0; row < 10'000; ++row)
        QVERIFY(view->tableInterface()->cellAt(row * 1000, 5) != nullptr);
    QCOMPARE(view->tableInterface()->selectedRowCount(), 10'000'000);
    QVERIFY(view->tableInterface()->selectedCells().size() < 1000);
    QCOMPARE(shown.model.dataCalls, 0u);
    shown.model.appendAsMerge(3);

    QVERIFY(shown.model.lastPersistentIndexes < 1000);
}

QTEST_MAIN(TestLogView)
#include "tst_log_view.moc"
