// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

#include <QSize>
#include <QStringList>

#include <optional>
#include <variant>

namespace tapewatch::ui {

enum class ScreenshotView { Table, Details, Config, Empty };

/// What the command line asks for.
struct CommandLine {
    QStringList paths;
    std::optional<ThemeMode> theme; ///< unset: as last time
    QString language;               ///< empty: the system's
    bool live = true;               ///< look for running bots
    QString screenshot;             ///< file to write; empty: none
    ScreenshotView view = ScreenshotView::Table;
    QSize size; ///< of the window; invalid: as last time
};

/// Text to print and the status to exit with, where the program shall not run.
struct CommandLineAnswer {
    QString text;
    int status = 0;
};

[[nodiscard]] std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments);

} // namespace tapewatch::ui
