// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QStringList>

class QSettings;

namespace tapewatch::ui {

/// What the window remembers from one start to the next.
struct WindowState {
    QByteArray geometry;
    QByteArray columns;  ///< of the log table
    QList<int> widths;   ///< of sidebar, log and configuration
    QStringList filters; ///< asked before, newest first
    QStringList recent;  ///< paths opened before, newest first
    bool utc = false;
    bool sidebarShown = true;
    ThemeMode theme = ThemeMode::Auto;
};

[[nodiscard]] WindowState loadWindowState(const QSettings &settings);
void saveWindowState(QSettings &settings, const WindowState &state);

/// `path` in front, no path twice, at most ten.
void addRecent(QStringList &recent, const QString &path);

} // namespace tapewatch::ui
