// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QMenuBar>

namespace tapewatch::ui {

WindowActions::WindowActions(QMenuBar &bar, QWidget &window)
    : QObject(&window)
    , m_themes(new QActionGroup(this))
{
    QMenu &file = *bar.addMenu(tr("&File"));
    openFiles = add(file, tr("&Open files…"), QKeySequence::Open);
    openFolder = add(file, tr("Open &folder…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    m_recent = file.addMenu(tr("Open &recent"));
    file.addSeparator();
    quit = add(file, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));

    QMenu &edit = *bar.addMenu(tr("&Edit"));
    // The table has these keys itself, so that a focused text field keeps its own.
    copyText = add(edit, tr("&Copy lines") + QStringLiteral("\tCtrl+C"));
    copyJson = add(edit, tr("Copy lines as &JSON") + QStringLiteral("\tCtrl+Shift+C"));
    selectAll = add(edit, tr("Select &all lines") + QStringLiteral("\tCtrl+A"));
    edit.addSeparator();
    find = add(edit, tr("&Filter"), QKeySequence::Find);
    clearFilters = add(edit, tr("Clear all f&ilters"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));

    QMenu &view = *bar.addMenu(tr("&View"));
    showSidebar = addToggle(view, tr("&Sources"), QKeySequence(Qt::CTRL | Qt::Key_B));
    showDetails = addToggle(view, tr("&Details of the record"), QKeySequence(Qt::CTRL | Qt::Key_D));
    showConfig = addToggle(view, tr("Logger &configuration"), QKeySequence(Qt::CTRL | Qt::Key_E));
    view.addSeparator();
    focusLog = add(view, tr("Go to the &log"), QKeySequence(Qt::CTRL | Qt::Key_L));
    followEnd = add(view, tr("&Follow the end"), QKeySequence(Qt::CTRL | Qt::Key_End));
    utc = addToggle(view, tr("Times in &UTC"), QKeySequence(Qt::CTRL | Qt::Key_U));
    view.addSeparator();
    addThemes(view);

    QMenu &help = *bar.addMenu(tr("&Help"));
    shortcuts = add(help, tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1));
    about = add(help, tr("&About Tapewatch"));
}

QAction *WindowActions::add(QMenu &menu, const QString &text, const QKeySequence &shortcut)
{
    QAction *action = menu.addAction(text);
    action->setShortcut(shortcut);
    return action;
}

QAction *WindowActions::addToggle(QMenu &menu, const QString &text, const QKeySequence &shortcut)
{
    QAction *action = add(menu, text, shortcut);
    action->setCheckable(true);
    return action;
}

void WindowActions::addThemes(QMenu &menu)
{
    QMenu &themes = *menu.addMenu(tr("&Theme"));
    const auto addTheme = [&](const QString &text, ThemeMode mode) {
        QAction *action = addToggle(themes, text);
        action->setData(int(mode));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, mode] { emit themeChosen(mode); });
    };
    addTheme(tr("As the &desktop"), ThemeMode::Auto);
    addTheme(tr("&Light"), ThemeMode::Light);
    addTheme(tr("&Dark"), ThemeMode::Dark);
}

void WindowActions::setThemeMode(ThemeMode mode)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == int(mode));
}

void WindowActions::setRecent(const QStringList &paths)
{
    m_recent->clear();
    m_recent->setEnabled(!paths.isEmpty());
    for (const QString &path : paths) {
        QAction *action = m_recent->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setStatusTip(path);
        connect(action, &QAction::triggered, this, [this, path] { emit recentChosen(path); });
    }
    m_recent->setToolTipsVisible(true);
    m_recent->addSeparator();
    connect(m_recent->addAction(tr("Clear this list")), &QAction::triggered, this,
            &WindowActions::recentCleared);
}

} // namespace tapewatch::ui
