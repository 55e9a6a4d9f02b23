// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/window_state.h"

#include <QSettings>

namespace tapewatch::ui {

namespace {

constexpr int kMostRecent = 10;

} // namespace

WindowState loadWindowState(const QSettings &settings)
{
    WindowState state;
    state.geometry = settings.value("window/geometry").toByteArray();
    state.columns = settings.value("log/columns").toByteArray();
    for (const QVariant &width : settings.value("window/widths").toList())
        state.widths << width.toInt();
    state.filters = settings.value("filter/history").toStringList();
    state.recent = settings.value("files/recent").toStringList();
    state.utc = settings.value("log/utc", false).toBool();
    state.sidebarShown = settings.value("window/sidebar", true).toBool();
    state.theme = themeModeFromName(settings.value("window/theme").toString()).value_or(ThemeMode::Auto);
    return state;
}

void saveWindowState(QSettings &settings, const WindowState &state)
{
    QVariantList widths;
    for (const int width : state.widths)
        widths << width;
    settings.setValue("window/geometry", state.geometry);
    settings.setValue("log/columns", state.columns);
    settings.setValue("window/widths", widths);
    settings.setValue("filter/history", state.filters);
    settings.setValue("files/recent", state.recent);
    settings.setValue("log/utc", state.utc);
    settings.setValue("window/sidebar", state.sidebarShown);
    settings.setValue("window/theme", themeModeName(state.theme));
}

void addRecent(QStringList &recent, const QString &path)
{
    recent.removeAll(path);
    recent.prepend(path);
    recent = recent.mid(0, kMostRecent);
}

} // namespace tapewatch::ui
