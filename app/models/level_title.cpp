// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/level_title.h"

#include <QCoreApplication>

#include <array>

namespace tapewatch::models {

QString levelTitle(Level level)
{
    static constexpr std::array<const char *, 7> kTitles{
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Trace"),
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Debug"),
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Info"),
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Warning"),
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Error"),
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Critical"),
        QT_TRANSLATE_NOOP("tapewatch::models::Level", "Off"),
    };
    return QCoreApplication::translate("tapewatch::models::Level",
                                       kTitles.at(static_cast<std::size_t>(level)));
}

} // namespace tapewatch::models
