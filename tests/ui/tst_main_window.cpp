// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/fake_bot.h"

#include "bridge/bot_directory.h"
#include "bridge/log_session.h"
#include "models/record_filter.h"
#include "models/record_model.h"
#include "models/source_model.h"
#include "ui/common/message_strip.h"
#include "ui/config/config_editor.h"
#include "ui/details/details_panel.h"
#include "ui/logtable/log_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/source_summary.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QUrl>

using namespace tapewatch;
using namespace tapewatch::ui;

namespace {

QByteArray logLine(int number, const char *level, const char *message)
{
    return QStringLiteral(R"({"timestamp":"2026-01-05T10:15:%1.000000000Z","level":"%2","category":"main",)"
                          R"("logger":"exchange","message":"%3","bot":"grid","pid":7,"thread":1,"seq":%4,)"
                          R"("source":"a.cpp:1","function":"f","fields":{"symbol":"BTCUSDT"}})")
               .arg(number, 2, 10, QLatin1Char('0'))
               .arg(QLatin1String(level), QLatin1String(message))
               .arg(number)
               .toUtf8() +
           '\n';
}

/// The program without its command line, on folders of its own.
struct Program {
    Program()
        : theme(ThemeMode::Light)
        , bots({.folder = folder.filePath("run")})
        , sources(session, bots)
        , records(session)
        , window({bots, session, sources, records, filter}, theme, {})
    {
        QDir().mkpath(folder.filePath("run"));
        window.show();
    }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(content) != content.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }
    [[nodiscard]] QString message(int row) const
    {
        return records.record(row) ? QString::fromStdString(records.record(row)->message) : QString();
    }

    QTemporaryDir folder;
    Theme theme;
    bridge::BotDirectory bots;
    bridge::LogSession session;
    models::SourceModel sources;
    models::RecordModel records;
    models::RecordFilter filter;
    MainWindow window;
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void opensAFileAndFollowsIt();
    void opensWhatIsDropped();
    void saysWhatCannotBeOpened_data();
    void saysWhatCannotBeOpened();
    void saysAllThatCannotBeOpened();
    void waitsForTheFilesOfAnEmptyFolder();
    void showsTheSelectedRecord();
    void theMessageTakesTheRoomItNeeds_data();
    void theMessageTakesTheRoomItNeeds();
    void filters();
    void copiesLines();
    void remembersItsState();
    void everyMenuEntryHasATextAndNoShortcutTwice();
    void endFollowsWithoutOpeningARecord();
    void tabReachesEveryControlByName();
};

void TestMainWindow::opensAFileAndFollowsIt()
{
    Program program;
    const QString path =
        program.write("grid.main.log", logLine(1, "info", "one") + logLine(2, "error", "two"));

    program.window.openPaths({path});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 2, 60'000);
    program.write("grid.main.log", logLine(3, "info", "three"));

    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 3, 60'000);
    QCOMPARE(program.message(2), QStringLiteral("three"));
    QVERIFY(program.window.log().isFollowing());
    QTRY_COMPARE_WITH_TIMEOUT(program.window.summary().numbers().records, 3u, 60'000);
    QCOMPARE(program.window.state().recent.value(0), path);
}

void TestMainWindow::opensWhatIsDropped()
{
    Program program;
    const QString path = program.write("grid.main.log", logLine(1, "info", "one"));
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&program.window, &enter);
    QVERIFY(enter.isAccepted());

    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&program.window, &drop);

    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 1, 60'000);
}

void TestMainWindow::saysWhatCannotBeOpened_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");

    QTest::addRow("binary file") << "picture.log" << QByteArray("\x89PNG\0\0\0\0\1\2\3", 11);
    QTest::addRow("missing file") << "missing.log" << QByteArray();
}

void TestMainWindow::saysWhatCannotBeOpened()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    Program program;
    if (!content.isEmpty())
        program.write(name, content);

    program.window.openPaths({program.folder.filePath(name)});

    QTRY_VERIFY_WITH_TIMEOUT(!program.window.strip().text().isEmpty(), 60'000);
    QVERIFY2(program.window.strip().text().contains(name), qPrintable(program.window.strip().text()));
}

void TestMainWindow::saysAllThatCannotBeOpened()
{
    Program program;
    const QString binary = program.write("picture.log", QByteArray("\x89PNG\0\0\0\0\1\2\3", 11));

    program.window.openPaths({binary, program.folder.filePath("missing.log")});

    QTRY_VERIFY_WITH_TIMEOUT(program.window.strip().text().contains("missing.log"), 60'000);
    QVERIFY2(program.window.strip().text().contains("picture.log"),
             qPrintable(program.window.strip().text()));
}

void TestMainWindow::waitsForTheFilesOfAnEmptyFolder()
{
    Program program;
    QVERIFY(QDir().mkpath(program.folder.filePath("logs")));
    program.window.openPaths({program.folder.filePath("logs")});
    QTRY_VERIFY_WITH_TIMEOUT(program.window.strip().text().contains("logs"), 60'000);

    program.write("logs/grid.main.log", logLine(1, "info", "one"));

    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 1, 60'000);
    QCOMPARE(program.window.strip().text(), QString());
}

void TestMainWindow::showsTheSelectedRecord()
{
    Program program;
    program.window.openPaths(
        {program.write("grid.main.log", logLine(1, "info", "one") + logLine(2, "info", "two"))});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 2, 60'000);
    auto *details = program.window.findChild<DetailsPanel *>();
    QVERIFY(!details->isVisible());

    program.window.log().selectRecord(1);

    QVERIFY(details->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(details->findChildren<QPlainTextEdit *>().constFirst()->toPlainText(),
                              QStringLiteral("two"), 60'000);
    QVERIFY(details->findChild<QTreeView *>()->model()->rowCount() > 0);
    details->copyJson();
    QVERIFY(QGuiApplication::clipboard()->text().contains("\"symbol\":\"BTCUSDT\""));
}

void TestMainWindow::theMessageTakesTheRoomItNeeds_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<QByteArray>("message");

    for (const QSize size : {QSize(1280, 800), QSize(1600, 1000)}) {
        QTest::addRow("short, %d wide", size.width()) << size << QByteArray("filled");
        QTest::addRow("wraps, %d wide", size.width()) << size << QByteArray("partially filled ").repeated(20);
        QTest::addRow("one word, %d wide", size.width()) << size << QByteArray(400, 'x');
    }
}

void TestMainWindow::theMessageTakesTheRoomItNeeds()
{
    QFETCH(QSize, window);
    QFETCH(QByteArray, message);
    Program program;
    program.theme.applyToApplication();
    program.window.resize(window);
    program.window.openPaths({program.write("grid.main.log", logLine(1, "info", message.constData()))});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 1, 60'000);

    program.window.log().selectRecord(0);

    auto *text = program.window.findChild<DetailsPanel *>()->findChildren<QPlainTextEdit *>().constFirst();
    QTRY_COMPARE_WITH_TIMEOUT(text->toPlainText(), QString::fromUtf8(message), 60'000);
    const auto needed = [text] {
        return int(text->document()->size().height()) * text->fontMetrics().lineSpacing();
    };
    QTRY_VERIFY_WITH_TIMEOUT(text->viewport()->height() >= needed(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!text->verticalScrollBar()->isVisible(), 60'000);
    QVERIFY(!text->horizontalScrollBar()->isVisible());
    QVERIFY(text->viewport()->height() < needed() + 2 * text->fontMetrics().lineSpacing());
}

void TestMainWindow::filters()
{
    Program program;
    program.window.openPaths(
        {program.write("grid.main.log", logLine(1, "info", "one") + logLine(2, "error", "two"))});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 2, 60'000);

    program.filter.setMinimumLevel(Level::Error);
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 1, 60'000);
    QCOMPARE(program.message(0), QStringLiteral("two"));

    program.filter.clear();
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 2, 60'000);
}

void TestMainWindow::copiesLines()
{
    Program program;
    program.window.openPaths(
        {program.write("grid.main.log", logLine(1, "info", "one") + logLine(2, "info", "two"))});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 2, 60'000);
    QGuiApplication::clipboard()->clear();

    program.window.log().selectAll();
    program.window.log().copyAsText();

    QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(),
                              QStringLiteral("2026-01-05T10:15:01.000000000Z INFO [main] grid exchange: one\n"
                                             "2026-01-05T10:15:02.000000000Z INFO [main] grid exchange: two"),
                              60'000);
}

void TestMainWindow::remembersItsState()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
    WindowState state;
    state.filters = {"level>=error"};
    state.recent = {"/a.log"};
    state.utc = true;
    state.sidebarShown = false;
    state.theme = ThemeMode::Dark;
    state.widths = {200, 800, 300};
    saveWindowState(settings, state);

    const WindowState loaded = loadWindowState(settings);

    QCOMPARE(loaded.filters, state.filters);
    QCOMPARE(loaded.recent, state.recent);
    QCOMPARE(loaded.utc, state.utc);
    QCOMPARE(loaded.sidebarShown, state.sidebarShown);
    QCOMPARE(loaded.theme, state.theme);
    QCOMPARE(loaded.widths, state.widths);
}

void TestMainWindow::everyMenuEntryHasATextAndNoShortcutTwice()
{
    Program program;
    QList<QKeySequence> used;
    for (const QMenu *menu : program.window.menuBar()->findChildren<QMenu *>())
        for (const QAction *action : menu->actions()) {
            QVERIFY(action->isSeparator() || !action->text().isEmpty());
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(!used.contains(action->shortcut()), qPrintable(action->text()));
            used << action->shortcut();
        }
    QVERIFY(used.size() > 8);
}

void TestMainWindow::endFollowsWithoutOpeningARecord()
{
    Program program;
    program.window.openPaths(
        {program.write("grid.main.log", logLine(1, "info", "one") + logLine(2, "info", "two"))});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 2, 60'000);
    QVERIFY(QTest::qWaitForWindowActive(&program.window));
    program.window.log().setFocus(Qt::TabFocusReason);
    const auto *details = program.window.findChild<DetailsPanel *>();

    QTest::keyClick(&program.window.log(), Qt::Key_End);

    QVERIFY(program.window.log().isFollowing());
    QVERIFY(!details->isVisible());
    QTest::keyClick(&program.window.log(), Qt::Key_Up);
    QVERIFY(details->isVisible());
    QVERIFY(!program.window.log().isFollowing());
}

void TestMainWindow::tabReachesEveryControlByName()
{
    Program program;
    const test::FakeBot bot(program.folder.filePath("run"));
    program.bots.start();
    program.window.openPaths({program.write("grid.main.log", logLine(1, "error", "one"))});
    QTRY_COMPARE_WITH_TIMEOUT(program.records.rowCount(), 1, 60'000);
    program.window.log().selectRecord(0);
    auto *fields = program.window.findChild<DetailsPanel *>()->findChild<QTreeView *>();
    QTRY_VERIFY_WITH_TIMEOUT(fields->isVisible(), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(program.bots.bots().size(), 1, 60'000);
    program.window.showConfig({});
    QTRY_VERIFY_WITH_TIMEOUT(program.window.findChild<ConfigEditor *>() &&
                                 program.window.findChild<ConfigEditor *>()->isVisible(),
                             60'000);
    program.filter.setErrors(true); // now there is something to clear
    QVERIFY(QTest::qWaitForWindowActive(&program.window));
    program.window.log().setFocus();

    QSet<const QWidget *> reached;
    while (!reached.contains(QApplication::focusWidget())) {
        reached.insert(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }

    for (QWidget *widget : program.window.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || !widget->isEnabled())
            continue;
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        const QString name = spoken->text(QAccessible::Name);
        QVERIFY2(!name.isEmpty(), widget->metaObject()->className());
        QVERIFY2(reached.contains(widget), qPrintable(name));
    }
    QVERIFY2(reached.size() > 20, qPrintable(QString::number(reached.size())));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
