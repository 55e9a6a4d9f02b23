// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/theme/badges.h"

#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace tapewatch::ui {

namespace {

enum LevelNumber { Trace, Debug, Info, Warning, Error, Critical };

constexpr int kPillHeight = 18;
constexpr int kShapeWidth = 14; ///< the shape and the gap behind it

QRectF pillRect(const QRect &cell, int width)
{
    return QRectF(cell.left(), cell.center().y() - kPillHeight / 2 + 1, std::min(width, cell.width()),
                  kPillHeight);
}

} // namespace

QString levelBadgeText(int level)
{
    switch (level) {
    case Trace:
        return QCoreApplication::translate("Level", "TRACE");
    case Debug:
        return QCoreApplication::translate("Level", "DEBUG");
    case Info:
        return QCoreApplication::translate("Level", "INFO");
    case Warning:
        return QCoreApplication::translate("Level", "WARN");
    case Error:
        return QCoreApplication::translate("Level", "ERROR");
    case Critical:
        return QCoreApplication::translate("Level", "CRITICAL");
    default:
        return {};
    }
}

QString compactCount(quint64 count)
{
    const QLocale locale;
    if (count < 10'000)
        return locale.toString(count);
    if (count < 1'000'000)
        return QCoreApplication::translate("Count", "%1k").arg(locale.toString(double(count) / 1e3, 'f', 1));
    return QCoreApplication::translate("Count", "%1M").arg(locale.toString(double(count) / 1e6, 'f', 1));
}

void BadgePainter::pill(const QRectF &rect, const QColor &fill)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(rect, radius::kSmall, radius::kSmall);
}

void BadgePainter::shape(const QPointF &center, int level)
{
    const QColor color = levelTone(m_theme.colors(), level).text;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    switch (level) {
    case Trace:
        m_painter.drawEllipse(center, 1.6, 1.6);
        break;
    case Debug:
        m_painter.setPen(QPen(color, 1.4));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawEllipse(center, 2.8, 2.8);
        break;
    case Info:
        m_painter.drawEllipse(center, 3.2, 3.2);
        break;
    case Warning: {
        const QPointF corners[] = {center + QPointF(0, -4.2), center + QPointF(4.6, 3.6),
                                   center + QPointF(-4.6, 3.6)};
        m_painter.drawPolygon(corners, 3);
        break;
    }
    case Error: {
        const QPointF corners[] = {center + QPointF(0, -4.6), center + QPointF(4.6, 0),
                                   center + QPointF(0, 4.6), center + QPointF(-4.6, 0)};
        m_painter.drawPolygon(corners, 4);
        break;
    }
    case Critical:
        m_painter.drawRect(QRectF(center.x() - 3.6, center.y() - 3.6, 7.2, 7.2));
        break;
    default:
        break;
    }
}

void BadgePainter::level(const QRect &cell, int level, bool selected)
{
    const QString text = levelBadgeText(level);
    if (text.isEmpty())
        return;
    const Tone &tone = levelTone(m_theme.colors(), level);
    const bool loud = level >= Warning;
    m_painter.setFont(loud ? m_theme.fonts().badge : m_theme.fonts().quietBadge);
    const int width = m_painter.fontMetrics().horizontalAdvance(text) + kShapeWidth + 2 * spacing::kTight + 4;
    const QRectF rect = pillRect(cell, width);
    if (loud)
        pill(rect, tone.fill);
    shape(QPointF(rect.left() + spacing::kTight + 5.5, rect.center().y()), level);
    const QColor quiet =
        selected || level == Info ? m_theme.colors().textSecondary : m_theme.colors().textMuted;
    m_painter.setPen(loud ? tone.text : quiet);
    m_painter.drawText(rect.adjusted(spacing::kTight + kShapeWidth, 0, 0, 0),
                       Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

void BadgePainter::category(const QRect &cell, const QString &category, bool selected)
{
    if (category.isEmpty())
        return;
    const Tone &tone = categoryTone(m_theme.colors(), category);
    const bool plain = category == u"main";
    m_painter.setFont(plain ? m_theme.fonts().small : m_theme.fonts().badge);
    const QFontMetrics metrics = m_painter.fontMetrics();
    const int padding = plain ? 0 : 6;
    const QString text = metrics.elidedText(category, Qt::ElideRight, cell.width() - 2 * padding);
    const QRectF rect = pillRect(cell, metrics.horizontalAdvance(text) + 2 * padding + 1);
    if (!plain)
        pill(rect, tone.fill);
    m_painter.setPen(plain && selected ? m_theme.colors().textSecondary : tone.text);
    m_painter.drawText(rect.adjusted(padding, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                       text);
}

void BadgePainter::unreadable(const QRect &cell)
{
    const QString text = QCoreApplication::translate("Level", "RAW");
    m_painter.setFont(m_theme.fonts().badge);
    const QRectF rect = pillRect(cell, m_painter.fontMetrics().horizontalAdvance(text) + 12);
    m_painter.setPen(QPen(m_theme.colors().textMuted, 1, Qt::DashLine));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius::kSmall, radius::kSmall);
    m_painter.setPen(m_theme.colors().textSecondary);
    m_painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, text);
}

int BadgePainter::count(const QRect &cell, int level, quint64 count)
{
    const QString text = compactCount(count);
    const Tone &tone = levelTone(m_theme.colors(), level);
    m_painter.setFont(m_theme.fonts().badge);
    const int width = m_painter.fontMetrics().horizontalAdvance(text) + kShapeWidth + 8;
    if (width > cell.width())
        return 0;
    QRectF rect = pillRect(cell, width);
    rect.moveRight(cell.right());
    pill(rect, tone.fill);
    shape(QPointF(rect.left() + 9, rect.center().y()), level);
    m_painter.setPen(tone.text);
    m_painter.drawText(rect.adjusted(kShapeWidth + 3, 0, 0, 0),
                       Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    return width;
}

} // namespace tapewatch::ui
