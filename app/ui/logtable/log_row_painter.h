// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QModelIndex>
#include <QRect>

class QFontMetrics;
class QHeaderView;
class QPainter;

namespace tapewatch::ui {

class Theme;

/// Paints one row of the log table.
class LogRowPainter {
public:
    struct Row {
        QModelIndex index; ///< any column of the row
        QRect rect;        ///< of the whole row, in the viewport
        bool selected = false;
        bool current = false; ///< shows the keyboard's place
        bool hovered = false;
        bool active = true; ///< the table has the keyboard
    };

    LogRowPainter(const Theme &theme, const QHeaderView &header)
        : m_theme(theme)
        , m_header(header)
    {
    }

    [[nodiscard]] int rowHeight() const;
    void paint(QPainter &painter, const Row &row) const;
    /// The text of a cell where it does not fit into its column; empty where it does.
    [[nodiscard]] QString hiddenText(const QModelIndex &index) const;

private:
    void paintBackground(QPainter &painter, const Row &row, int level, bool wellFormed) const;
    void paintCell(QPainter &painter, const Row &row, const QModelIndex &cell, const QRect &rect) const;
    void paintMessage(QPainter &painter, const Row &row, const QModelIndex &cell, const QRect &rect) const;

    const Theme &m_theme;
    const QHeaderView &m_header;
};

/// "exchange.rest.orders" as "e.r.orders" where `width` is too small for it, then as "…ers": what tells
/// loggers apart is at the end.
[[nodiscard]] QString fittingLoggerName(const QString &name, const QFontMetrics &metrics, int width);

} // namespace tapewatch::ui
