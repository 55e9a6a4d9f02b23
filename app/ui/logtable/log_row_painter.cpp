// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/log_row_painter.h"

#include "models/record_roles.h"
#include "ui/theme/badges.h"
#include "ui/theme/theme.h"

#include <tapewatch/format/level.h>

#include <QFontMetrics>
#include <QHeaderView>
#include <QPainter>

namespace tapewatch::ui {

using models::RecordColumn;

namespace {

constexpr int kBarWidth = 3;
constexpr int kLongestTip = 4000;
constexpr int kLongestName = 200; ///< nobody sees more of a logger's name

/// No wider than the column in the narrowest of fonts: eliding a text costs as much as it is long.
QString possiblyVisible(const QString &text, int width)
{
    constexpr int kNarrowestGlyph = 3;
    return text.left(width / kNarrowestGlyph + 1);
}

/// "2026-01-05 10:15:30.123", or without its date where the column is too narrow for that.
QString fittingTime(const QString &text, const QFontMetrics &metrics, int width)
{
    constexpr int kDateLength = 11;
    const bool dated = text.size() > kDateLength && text.at(kDateLength - 1) == u' ';
    return dated && metrics.horizontalAdvance(text) > width ? text.mid(kDateLength) : text;
}

QString oneLine(QString text)
{
    text.replace(u'\n', u'⏎');
    text.replace(u'\t', u' ');
    return text;
}

} // namespace

QString fittingLoggerName(const QString &name, const QFontMetrics &metrics, int width)
{
    QString text = name;
    for (qsizetype from = 0; metrics.horizontalAdvance(text) > width;) {
        const qsizetype dot = text.indexOf(u'.', from);
        if (dot < 0)
            break;
        text.remove(from + 1, std::max<qsizetype>(0, dot - from - 1));
        from = text.indexOf(u'.', from) + 1;
    }
    return metrics.horizontalAdvance(text) <= width ? text : metrics.elidedText(text, Qt::ElideLeft, width);
}

int LogRowPainter::rowHeight() const
{
    const int text =
        std::max(QFontMetrics(m_theme.fonts().mono).height(), QFontMetrics(m_theme.fonts().ui).height());
    return std::max(24, text + 2 * spacing::kTight);
}

void LogRowPainter::paint(QPainter &painter, const Row &row) const
{
    const QAbstractItemModel *model = row.index.model();
    const int level = row.index.data(models::LevelRole).toInt();
    const bool wellFormed = row.index.data(models::WellFormedRole).toBool();
    paintBackground(painter, row, level, wellFormed);
    for (int visual = 0; visual < m_header.count(); ++visual) {
        const int column = m_header.logicalIndex(visual);
        if (m_header.isSectionHidden(column))
            continue;
        QRect cell(m_header.sectionViewportPosition(column), row.rect.top(), m_header.sectionSize(column),
                   row.rect.height());
        cell.adjust(spacing::kSmall, 0, -spacing::kTight, 0);
        if (cell.right() < row.rect.left() || cell.left() > row.rect.right() || cell.width() <= 0)
            continue;
        if (column == int(RecordColumn::Level) && !wellFormed)
            BadgePainter(m_theme, painter).unreadable(cell);
        else
            paintCell(painter, row, model->index(row.index.row(), column), cell);
    }
}

void LogRowPainter::paintBackground(QPainter &painter, const Row &row, int level, bool wellFormed) const
{
    const Colors &colors = m_theme.colors();
    QColor fill = row.index.row() % 2 ? colors.zebra : colors.surface;
    if (level == int(Level::Warning))
        fill = colors.rowWarning;
    else if (level == int(Level::Error))
        fill = colors.rowError;
    else if (level == int(Level::Critical))
        fill = colors.rowCritical;
    if (row.selected)
        fill = colors.selection;
    else if (row.hovered)
        fill = level >= int(Level::Warning) ? fill : colors.hover;
    painter.fillRect(row.rect, fill);

    QRect bar = row.rect;
    bar.setWidth(kBarWidth);
    if (!wellFormed)
        painter.fillRect(bar, QBrush(colors.textMuted, Qt::Dense4Pattern));
    else if (level >= int(Level::Error))
        painter.fillRect(bar, levelTone(colors, level == int(Level::Critical) ? 4 : level).text);
    else if (level == int(Level::Warning))
        painter.fillRect(bar.adjusted(0, 0, -1, 0), levelTone(colors, level).text);

    if (row.current && row.active) {
        painter.setPen(colors.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(row.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void LogRowPainter::paintCell(QPainter &painter, const Row &row, const QModelIndex &cell,
                              const QRect &rect) const
{
    const Colors &colors = m_theme.colors();
    const QColor quiet = row.selected ? colors.text : colors.textSecondary;
    switch (RecordColumn(cell.column())) {
    case RecordColumn::Level:
        BadgePainter(m_theme, painter).level(rect, cell.data(models::LevelRole).toInt(), row.selected);
        return;
    case RecordColumn::Category:
        BadgePainter(m_theme, painter)
            .category(rect, cell.data(models::CategoryRole).toString(), row.selected);
        return;
    case RecordColumn::Message:
        paintMessage(painter, row, cell, rect);
        return;
    case RecordColumn::Time:
        painter.setFont(m_theme.fonts().mono);
        break;
    default:
        painter.setFont(m_theme.fonts().small);
        break;
    }
    painter.setPen(quiet);
    QString text = cell.data().toString();
    const QFontMetrics metrics = painter.fontMetrics();
    if (cell.column() == int(RecordColumn::Time))
        text = fittingTime(text, metrics, rect.width());
    text = cell.column() == int(RecordColumn::Logger)
               ? fittingLoggerName(text.right(kLongestName), metrics, rect.width())
               : metrics.elidedText(possiblyVisible(text, rect.width()), Qt::ElideRight, rect.width());
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

void LogRowPainter::paintMessage(QPainter &painter, const Row &row, const QModelIndex &cell,
                                 const QRect &rect) const
{
    const Colors &colors = m_theme.colors();
    if (!cell.data(models::LoadedRole).toBool()) {
        QRectF bone(rect.left(), rect.center().y() - 3, std::min(rect.width(), 220), 7);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.border);
        painter.drawRoundedRect(bone, 3, 3);
        return;
    }
    QFont font = m_theme.fonts().mono;
    const bool wellFormed = cell.data(models::WellFormedRole).toBool();
    font.setItalic(!wellFormed);
    painter.setFont(font);
    painter.setPen(wellFormed || row.selected ? colors.text : colors.textSecondary);
    const QString text = oneLine(possiblyVisible(cell.data().toString(), rect.width()));
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

QString LogRowPainter::hiddenText(const QModelIndex &index) const
{
    const auto column = RecordColumn(index.column());
    if (column == RecordColumn::Level)
        return {};
    const bool mono = column == RecordColumn::Message || column == RecordColumn::Time;
    const QFontMetrics metrics(mono ? m_theme.fonts().mono : m_theme.fonts().small);
    const int room = m_header.sectionSize(index.column()) - spacing::kSmall - spacing::kTight;
    const QString text = index.data().toString();
    if (text == possiblyVisible(text, room) && metrics.horizontalAdvance(text) <= room &&
        !text.contains(u'\n'))
        return {};
    return text.size() > kLongestTip ? text.left(kLongestTip) + u'…' : text;
}

} // namespace tapewatch::ui
