// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/sidebar/source_delegate.h"

#include "models/record_roles.h"
#include "ui/theme/badges.h"
#include "ui/theme/theme.h"

#include <tapewatch/format/level.h>

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace tapewatch::ui {

using models::SourceItemState;
using models::SourceKind;

namespace {

constexpr int kCheckSize = 14;
constexpr int kStateWidth = 16;

bool isGroup(const QModelIndex &index)
{
    return SourceKind(index.data(models::KindRole).toInt()) == SourceKind::Group;
}

/// The state, and what more there is to say; a detail says the rarer states itself.
QString secondLine(const QModelIndex &index)
{
    const int state = index.data(models::StateRole).toInt();
    const QString detail = index.data(models::DetailRole).toString();
    switch (SourceItemState(state)) {
    case SourceItemState::Live:
    case SourceItemState::Idle:
    case SourceItemState::Following:
    case SourceItemState::Done:
        return detail.isEmpty() ? sourceStateText(state)
                                : sourceStateText(state) + QStringLiteral(" · ") + detail;
    default:
        return detail.isEmpty() ? sourceStateText(state) : detail.left(1).toUpper() + detail.mid(1);
    }
}

/// What of the second line the counts must leave room for: all of it, or the state where the format follows.
QString essentialText(const QModelIndex &index)
{
    const int state = index.data(models::StateRole).toInt();
    const bool format = SourceItemState(state) == SourceItemState::Following ||
                        SourceItemState(state) == SourceItemState::Done;
    return format ? sourceStateText(state) : secondLine(index);
}

QString countsText(const QModelIndex &index)
{
    const auto count = [&index](models::SourceRole role) { return index.data(role).toULongLong(); };
    QStringList counts{SourceDelegate::tr("%Ln record(s)", nullptr, int(count(models::RecordCountRole)))};
    if (count(models::WarningCountRole) > 0)
        counts << SourceDelegate::tr("%Ln warning(s)", nullptr, int(count(models::WarningCountRole)));
    if (count(models::ErrorCountRole) > 0)
        counts << SourceDelegate::tr("%Ln error(s)", nullptr, int(count(models::ErrorCountRole)));
    return counts.join(QStringLiteral(" · "));
}

QRect checkRect(const QRect &row)
{
    return QRect(row.left() + spacing::kTight, row.top() + 10, kCheckSize, kCheckSize);
}

QRect firstLine(const QRect &row, int height)
{
    return QRect(row.left() + kCheckSize + 3 * spacing::kTight, row.top() + 7,
                 row.width() - kCheckSize - 3 * spacing::kTight - spacing::kSmall, height);
}

} // namespace

QString sourceStateText(int state)
{
    const auto text = [](const char *source) { return QCoreApplication::translate("SourceState", source); };
    switch (SourceItemState(state)) {
    case SourceItemState::Live:
        return text(QT_TRANSLATE_NOOP("SourceState", "Live"));
    case SourceItemState::Idle:
        return text(QT_TRANSLATE_NOOP("SourceState", "Idle"));
    case SourceItemState::Reading:
        return text(QT_TRANSLATE_NOOP("SourceState", "Reading"));
    case SourceItemState::Following:
        return text(QT_TRANSLATE_NOOP("SourceState", "Following"));
    case SourceItemState::Waiting:
        return text(QT_TRANSLATE_NOOP("SourceState", "Waiting"));
    case SourceItemState::Done:
        return text(QT_TRANSLATE_NOOP("SourceState", "Read"));
    case SourceItemState::Failed:
        return text(QT_TRANSLATE_NOOP("SourceState", "Failed"));
    case SourceItemState::Gone:
        return text(QT_TRANSLATE_NOOP("SourceState", "Ended"));
    }
    return {};
}

SourceDelegate::SourceDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QString SourceDelegate::hint(const QModelIndex &group) const
{
    return group.model()->rowCount(group) == 0 ? m_hints.value(group.row()) : QString();
}

QRect SourceDelegate::hintRect(const QStyleOptionViewItem &option, const QString &hint) const
{
    const int width = option.rect.width() > 0 ? option.rect.width()
                      : option.widget         ? option.widget->width()
                                              : 200;
    const QRect room(option.rect.left() + spacing::kSmall, option.rect.top() + 32,
                     width - 2 * spacing::kSmall, 1000);
    return QFontMetrics(m_theme.fonts().small).boundingRect(room, Qt::TextWordWrap | Qt::AlignLeft, hint);
}

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int ui = QFontMetrics(m_theme.fonts().ui).height();
    const int small = QFontMetrics(m_theme.fonts().small).height();
    if (!isGroup(index))
        return {120, ui + small + 16};
    QStyleOptionViewItem whole = option;
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        whole.rect = QRect(0, 0, view->viewport()->width(), 0);
    const QString text = hint(index);
    return {120, text.isEmpty() ? 32 : 32 + hintRect(whole, text).height() + spacing::kMedium};
}

void SourceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isGroup(index))
        paintGroup(*painter, option, index);
    else
        paintSource(*painter, option, index);
    painter->restore();
}

void SourceDelegate::paintGroup(QPainter &painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const Colors &colors = m_theme.colors();
    if (option.state & QStyle::State_HasFocus) {
        const QRectF frame = QRectF(option.rect).adjusted(0.5, 1.5, -spacing::kTight - 0.5, -1.5);
        painter.setPen(colors.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, radius::kMedium, radius::kMedium);
    }
    painter.setFont(m_theme.fonts().badge);
    painter.setPen(colors.textMuted);
    const QRect line(option.rect.left() + spacing::kSmall, option.rect.top() + 8,
                     option.rect.width() - 2 * spacing::kSmall, 20);
    const int children = index.model()->rowCount(index);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString().toUpper());
    if (children > 0)
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(children));
    if (const QString text = hint(index); !text.isEmpty()) {
        painter.setFont(m_theme.fonts().small);
        painter.setPen(colors.textSecondary);
        painter.drawText(hintRect(option, text), Qt::TextWordWrap | Qt::AlignLeft, text);
    }
}

void SourceDelegate::paintSource(QPainter &painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Colors &colors = m_theme.colors();
    const QRectF back = QRectF(option.rect).adjusted(0, 1, -spacing::kTight, -1);
    painter.setPen(option.state & QStyle::State_HasFocus ? QPen(colors.accent) : QPen(Qt::NoPen));
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver | QStyle::State_HasFocus)) {
        painter.setBrush(option.state & QStyle::State_Selected ? colors.selection : colors.hover);
        painter.drawRoundedRect(back.adjusted(0.5, 0.5, -0.5, -0.5), radius::kMedium, radius::kMedium);
    }
    const auto checked = Qt::CheckState(index.data(Qt::CheckStateRole).toInt());
    const int state = index.data(models::StateRole).toInt();
    paintCheckBox(painter, checkRect(option.rect), checked);

    const bool bot = SourceKind(index.data(models::KindRole).toInt()) == SourceKind::Bot;
    const QFont &nameFont = bot ? m_theme.fonts().strong : m_theme.fonts().ui;
    QRect line = firstLine(option.rect, QFontMetrics(nameFont).height());
    paintState(painter, QPointF(line.left() + 5, line.center().y() + 1), state);
    line.setLeft(line.left() + kStateWidth);
    painter.setFont(nameFont);
    painter.setPen(checked == Qt::Unchecked ? colors.textMuted : colors.text);
    painter.drawText(
        line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, line.width()));

    line.translate(0, line.height() + 1);
    const QFontMetrics small(m_theme.fonts().small);
    QRect room = line;
    room.setLeft(room.left() + small.horizontalAdvance(essentialText(index)) + spacing::kTight);
    line.setRight(line.right() - paintCounts(painter, room, index));
    painter.setFont(m_theme.fonts().small);
    painter.setPen(SourceItemState(state) == SourceItemState::Failed ? colors.levels[4].text
                   : option.state & QStyle::State_Selected           ? colors.textSecondary
                                                                     : colors.textMuted);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     small.elidedText(secondLine(index), Qt::ElideRight, line.width()));
}

void SourceDelegate::paintCheckBox(QPainter &painter, const QRect &rect, Qt::CheckState state) const
{
    const Colors &colors = m_theme.colors();
    const bool on = state != Qt::Unchecked;
    painter.setPen(on ? QPen(colors.accentFill) : QPen(colors.borderStrong));
    painter.setBrush(on ? colors.accentFill : colors.surface);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius::kSmall, radius::kSmall);
    if (!on)
        return;
    painter.setPen(QPen(colors.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF origin = rect.topLeft();
    if (state == Qt::PartiallyChecked) {
        painter.drawLine(origin + QPointF(4, 7), origin + QPointF(10, 7));
    } else {
        const QPointF tick[] = {origin + QPointF(3.5, 7.2), origin + QPointF(6, 9.8),
                                origin + QPointF(10.5, 4.4)};
        painter.drawPolyline(tick, 3);
    }
}

void SourceDelegate::paintState(QPainter &painter, const QPointF &center, int state) const
{
    const Colors &colors = m_theme.colors();
    const auto dot = [&](const QColor &color, bool filled) {
        painter.setPen(QPen(color, 1.6));
        painter.setBrush(filled ? QBrush(color) : QBrush(Qt::NoBrush));
        painter.drawEllipse(center, 3.2, 3.2);
    };
    switch (SourceItemState(state)) {
    case SourceItemState::Live:
    case SourceItemState::Following:
        dot(colors.success, true);
        break;
    case SourceItemState::Idle:
        dot(colors.success, false);
        break;
    case SourceItemState::Reading:
        dot(colors.accent, true);
        break;
    case SourceItemState::Waiting:
        dot(colors.levels[3].text, false);
        break;
    case SourceItemState::Done:
    case SourceItemState::Gone:
        dot(colors.textMuted, false);
        break;
    case SourceItemState::Failed:
        painter.setPen(QPen(colors.levels[4].text, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(center + QPointF(-3, -3), center + QPointF(3, 3));
        painter.drawLine(center + QPointF(-3, 3), center + QPointF(3, -3));
        break;
    }
}

int SourceDelegate::paintCounts(QPainter &painter, const QRect &line, const QModelIndex &index) const
{
    BadgePainter badges(m_theme, painter);
    QRect room = line;
    const auto add = [&](models::SourceRole role, Level level) {
        const qulonglong count = index.data(role).toULongLong();
        const int width = count > 0 ? badges.count(room, int(level), count) : 0;
        room.setRight(room.right() - (width > 0 ? width + spacing::kTight : 0));
    };
    add(models::ErrorCountRole, Level::Error);
    add(models::WarningCountRole, Level::Warning);
    return line.right() - room.right();
}

bool SourceDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid() || isGroup(index))
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString path = index.data(models::PathRole).toString();
    const QString tip = QStringLiteral("<b>%1</b><br>%2<br>%3<br>%4")
                            .arg(index.data().toString().toHtmlEscaped(), secondLine(index).toHtmlEscaped(),
                                 countsText(index), path.toHtmlEscaped());
    QToolTip::showText(event->globalPos(), tip, view, option.rect);
    return true;
}

bool SourceDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (isGroup(index))
        return false;
    if (event->type() != QEvent::MouseButtonRelease && event->type() != QEvent::MouseButtonDblClick)
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const int slack = spacing::kTight;
    if (!checkRect(option.rect)
             .adjusted(-slack, -slack, slack, slack)
             .contains(mouse->position().toPoint()) ||
        mouse->button() != Qt::LeftButton)
        return false;
    if (event->type() == QEvent::MouseButtonDblClick)
        return true;
    const bool shown = Qt::CheckState(index.data(Qt::CheckStateRole).toInt()) == Qt::Checked;
    return model->setData(index, shown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace tapewatch::ui
