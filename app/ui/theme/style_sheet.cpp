// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/theme/style_sheet.h"

#include <QFile>

namespace tapewatch::ui {

QString styleSheet(const Colors &colors, const Fonts &fonts, bool dark)
{
    QFile file(QStringLiteral(":/style/tapewatch.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const auto set = [&sheet](const char *token, const QString &value) {
        sheet.replace(QStringLiteral("@%1@").arg(QLatin1String(token)), value);
    };
    set("canvas", colors.canvas.name());
    set("surface", colors.surface.name());
    set("raised", colors.raised.name());
    set("hover", colors.hover.name());
    set("selection", colors.selection.name());
    set("border", colors.border.name());
    set("border-strong", colors.borderStrong.name());
    set("text", colors.text.name());
    set("text-secondary", colors.textSecondary.name());
    set("text-muted", colors.textMuted.name());
    set("accent", colors.accent.name());
    set("accent-fill", colors.accentFill.name());
    set("on-accent", colors.onAccent.name());
    set("error", colors.levels[4].text.name());
    set("error-fill", colors.levels[4].fill.name());
    set("warning", colors.levels[3].text.name());
    set("warning-fill", colors.levels[3].fill.name());
    set("success", colors.success.name());
    set("scheme", dark ? QStringLiteral("dark") : QStringLiteral("light"));
    set("small", QStringLiteral("%1pt").arg(fonts.small.pointSizeF()));
    set("heading", QStringLiteral("%1pt").arg(fonts.heading.pointSizeF()));
    set("mono", QStringLiteral("\"%1\"").arg(fonts.mono.families().value(0, fonts.mono.family())));
    return sheet;
}

} // namespace tapewatch::ui
