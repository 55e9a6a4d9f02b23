// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "ui/theme/app_style.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/system_scheme.h"
#include "ui/theme/tinted_icon.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QToolTip>

namespace tapewatch::ui {

namespace {

constexpr double kSmallestPointSize = 9.5;

QFont withFamilies(const QStringList &preferred, const QFont &system, const QStringList &fallbacks)
{
    QFont font = system;
    QStringList families;
    for (const QString &family : preferred + QStringList{system.family()} + fallbacks)
        if (QFontDatabase::hasFamily(family))
            families << family;
    if (!families.isEmpty())
        font.setFamilies(families);
    font.setPointSizeF(std::max(kSmallestPointSize, system.pointSizeF()));
    return font;
}

QFont scaled(QFont font, double factor, QFont::Weight weight = QFont::Normal)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

Fonts makeFonts()
{
    const QFont systemUi = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QFont systemMono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    Fonts fonts;
    fonts.ui = withFamilies({"Inter", "Adwaita Sans", "Cantarell", "Noto Sans"}, systemUi, {"DejaVu Sans"});
    fonts.small = scaled(fonts.ui, 0.9);
    fonts.strong = scaled(fonts.ui, 1.0, QFont::DemiBold);
    fonts.heading = scaled(fonts.ui, 1.35, QFont::DemiBold);
    fonts.badge = scaled(fonts.ui, 0.84, QFont::DemiBold);
    fonts.quietBadge = scaled(fonts.ui, 0.84);
    fonts.mono = withFamilies({"JetBrains Mono", "Source Code Pro", "Adwaita Mono"}, systemMono,
                              {"DejaVu Sans Mono", "Noto Sans Mono"});
    fonts.mono.setPointSizeF(fonts.ui.pointSizeF() * 0.97);
    fonts.mono.setStyleHint(QFont::Monospace);
    return fonts;
}

QPalette makePalette(const Colors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.canvas);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.zebra);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.textMuted);
    palette.setColor(QPalette::Button, colors.raised);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.onAccent);
    palette.setColor(QPalette::ToolTipBase, colors.raised);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Light, colors.hover);
    palette.setColor(QPalette::Midlight, colors.hover);
    palette.setColor(QPalette::Mid, colors.border);
    palette.setColor(QPalette::Dark, colors.borderStrong);
    palette.setColor(QPalette::Shadow, colors.border);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colors.textMuted);
    return palette;
}

} // namespace

QString themeModeName(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    case ThemeMode::Auto:
        break;
    }
    return QStringLiteral("auto");
}

std::optional<ThemeMode> themeModeFromName(const QString &name)
{
    for (const ThemeMode mode : {ThemeMode::Auto, ThemeMode::Light, ThemeMode::Dark})
        if (name == themeModeName(mode))
            return mode;
    return std::nullopt;
}

Theme::Theme(ThemeMode mode, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
    , m_fonts(makeFonts())
    , m_system(new SystemScheme(this))
{
    connect(m_system, &SystemScheme::changed, this, &Theme::updateScheme);
    updateScheme();
}

Theme::~Theme() = default;

void Theme::applyToApplication()
{
    m_applied = true;
    QApplication::setStyle(new AppStyle);
    restyle();
}

void Theme::setMode(ThemeMode mode)
{
    m_mode = mode;
    updateScheme();
}

QIcon Theme::icon(const QString &name) const
{
    return QIcon(new TintedIconEngine(*this, name));
}

void Theme::updateScheme()
{
    const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::Auto && m_system->isDark());
    if (dark == m_dark)
        return;
    m_dark = dark;
    if (m_applied)
        restyle();
    emit changed();
}

void Theme::restyle()
{
    QApplication::setFont(m_fonts.ui);
    QApplication::setPalette(makePalette(colors()));
    QToolTip::setPalette(QApplication::palette());
    qApp->setStyleSheet(styleSheet(colors(), m_fonts, m_dark));
}

} // namespace tapewatch::ui
