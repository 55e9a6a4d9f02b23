// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QRect>
#include <QString>

class QPainter;

namespace tapewatch::ui {

class Theme;

/// What a level is called on a badge: "WARN"; empty for -1 (the line has none).
[[nodiscard]] QString levelBadgeText(int level);

/// Marks and chips. Each says what it means by shape and text as well as by colour.
class BadgePainter {
public:
    BadgePainter(const Theme &theme, QPainter &painter)
        : m_theme(theme)
        , m_painter(painter)
    {
    }

    /// A shape of its own for every level, then its name; on a filled pill from warning up. Left aligned in
    /// `cell`.
    void level(const QRect &cell, int level, bool selected = false);
    /// A chip with the category's name; plain text for `main`.
    void category(const QRect &cell, const QString &category, bool selected = false);
    /// A chip for a line that its format could not read.
    void unreadable(const QRect &cell);
    /// A chip with the level's shape and a count, right aligned in `cell`; gives its width, 0 where it has no
    /// room and is left out.
    int count(const QRect &cell, int level, quint64 count);

private:
    void shape(const QPointF &center, int level);
    void pill(const QRectF &rect, const QColor &fill);

    const Theme &m_theme;
    QPainter &m_painter;
};

/// 1,234 up to four digits, then 12.3k, 4.5M.
[[nodiscard]] QString compactCount(quint64 count);

} // namespace tapewatch::ui
