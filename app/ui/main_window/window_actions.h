// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QKeySequence>
#include <QObject>
#include <QStringList>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

namespace tapewatch::ui {

/// Everything that the menus offer, with its shortcuts. Says what was chosen and does nothing itself.
class WindowActions final : public QObject {
    Q_OBJECT

public:
    WindowActions(QMenuBar &bar, QWidget &window);

    void setRecent(const QStringList &paths);
    void setThemeMode(ThemeMode mode);

    QAction *openFiles;
    QAction *openFolder;
    QAction *quit;
    QAction *copyText;
    QAction *copyJson;
    QAction *selectAll;
    QAction *find;
    QAction *clearFilters;
    QAction *focusLog;
    QAction *followEnd;
    QAction *showSidebar;
    QAction *showDetails;
    QAction *showConfig;
    QAction *utc;
    QAction *shortcuts;
    QAction *about;

signals:
    void recentChosen(const QString &path);
    void recentCleared();
    void themeChosen(tapewatch::ui::ThemeMode mode);

private:
    QAction *add(QMenu &menu, const QString &text, const QKeySequence &shortcut = {});
    QAction *addToggle(QMenu &menu, const QString &text, const QKeySequence &shortcut = {});
    void addThemes(QMenu &menu);

    QMenu *m_recent;
    QActionGroup *m_themes;
};

} // namespace tapewatch::ui
