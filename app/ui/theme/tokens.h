// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QString>

#include <array>

namespace tapewatch::ui {

/// Distances in device-independent pixels; nothing in the window uses another.
namespace spacing {
inline constexpr int kTight = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kHuge = 32;
} // namespace spacing

namespace radius {
inline constexpr int kSmall = 4;
inline constexpr int kMedium = 6;
inline constexpr int kLarge = 10;
} // namespace radius

/// Text and what lies behind it; the pair keeps a contrast of at least 4.5:1.
struct Tone {
    QColor text;
    QColor fill;
};

/// Every colour of the window in one scheme. Text colours keep 4.5:1 on `canvas`, `surface` and `raised`.
struct Colors {
    QColor canvas;       ///< window, sidebar
    QColor surface;      ///< table, inputs
    QColor raised;       ///< menus, tooltips, pills that float
    QColor zebra;        ///< every second row
    QColor hover;        ///< under the pointer
    QColor selection;    ///< selected rows; `text` stays readable on it
    QColor border;       ///< hairlines between areas
    QColor borderStrong; ///< outlines of controls; 3:1 on what they lie on
    QColor text;
    QColor textSecondary;
    QColor textMuted;
    QColor accent;     ///< links, focus, active icons
    QColor accentFill; ///< default buttons; `onAccent` is the text on it
    QColor onAccent;
    QColor success;
    QColor rowError;    ///< tint of a row of level error
    QColor rowCritical; ///< tint of a row of level critical
    QColor rowWarning;  ///< tint of a row of level warning
    std::array<Tone, 6> levels;
    Tone trade;
    Tone compliance;
    Tone neutral;
    std::array<Tone, 4> categories; ///< for the user's own categories, by name
};

[[nodiscard]] const Colors &darkColors();
[[nodiscard]] const Colors &lightColors();

/// The tone of a record's level; neutral for -1 (the line has none).
[[nodiscard]] const Tone &levelTone(const Colors &colors, int level);
/// The tone of a category: fixed for those built in, chosen by the name for the others.
[[nodiscard]] const Tone &categoryTone(const Colors &colors, const QString &category);

/// WCAG contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);

} // namespace tapewatch::ui
