// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/config/logger_delegate.h"

#include "models/level_title.h"
#include "models/logger_level_model.h"
#include "ui/theme/badges.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QPainter>

namespace tapewatch::ui {

using models::LoggerColumn;

namespace {

constexpr int kInherited = -1;
constexpr int kRowHeight = 30;

bool isRoot(const QModelIndex &logger)
{
    return logger.data(models::LoggerNameRole).toString().isEmpty();
}

} // namespace

QString inheritedLevelText(const QModelIndex &logger)
{
    QString name = logger.data(models::LoggerNameRole).toString();
    name.truncate(std::max<qsizetype>(name.lastIndexOf(u'.'), 0));
    for (int row = logger.row() - 1; row >= 0; --row) {
        const QModelIndex ancestor = logger.siblingAtRow(row);
        if (ancestor.data(models::LoggerNameRole).toString() == name)
            return LoggerDelegate::tr("Inherited (%1)")
                .arg(models::levelTitle(Level(ancestor.data(models::EffectiveLevelRole).toInt())));
    }
    return LoggerDelegate::tr("Inherited");
}

int LoggerDelegate::levelWidth(const Theme &theme)
{
    constexpr int kAround = 44; // padding, arrow and borders of the box that edits it
    const QFontMetrics metrics(theme.fonts().ui);
    int widest = 0;
    for (int level = 0; level <= int(Level::Off); ++level)
        widest = std::max(
            widest, metrics.horizontalAdvance(tr("Inherited (%1)").arg(models::levelTitle(Level(level)))));
    return widest + kAround;
}

LoggerDelegate::LoggerDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize LoggerDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {100, kRowHeight};
}

void LoggerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Colors &colors = m_theme.colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colors.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colors.hover);
    const QRect cell = option.rect.adjusted(spacing::kSmall, 0, -spacing::kTight, 0);
    if (LoggerColumn(index.column()) == LoggerColumn::Name)
        paintName(*painter, cell, index);
    else
        paintLevel(*painter, cell, index);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(colors.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius::kSmall,
                                 radius::kSmall);
    }
    painter->restore();
}

void LoggerDelegate::paintName(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const Colors &colors = m_theme.colors();
    const QString name = index.data().toString();
    const qsizetype dot = isRoot(index) ? -1 : name.lastIndexOf(u'.');
    QRect room = rect;
    if (index.data(models::LoggerEditedRole).toBool()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawEllipse(QPointF(room.left() + 2, room.center().y() + 0.5), 3, 3);
    }
    room.setLeft(room.left() + spacing::kMedium);
    painter.setFont(m_theme.fonts().ui);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString last = name.mid(dot + 1);
    const int lastWidth = metrics.horizontalAdvance(last);
    const QString first = metrics.elidedText(name.left(dot + 1), Qt::ElideMiddle, room.width() - lastWidth);
    painter.setPen(colors.textMuted);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, first);
    room.setLeft(room.left() + metrics.horizontalAdvance(first));
    painter.setPen(colors.text);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(last, Qt::ElideRight, room.width()));
}

void LoggerDelegate::paintLevel(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const Colors &colors = m_theme.colors();
    const int own = index.data(models::OwnLevelRole).toInt();
    QRect room = rect.adjusted(0, 0, -18, 0);
    if (own == kInherited) {
        painter.setFont(m_theme.fonts().small);
        painter.setPen(colors.textMuted);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         inheritedLevelText(index));
    } else if (own == int(Level::Off)) {
        painter.setFont(m_theme.fonts().small);
        painter.setPen(colors.text);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         models::levelTitle(Level::Off));
    } else {
        BadgePainter(m_theme, painter).level(room, own);
    }
    const QPointF tip(rect.right() - 8, rect.center().y() + 2.5);
    painter.setPen(QPen(colors.textSecondary, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(tip + QPointF(-3.5, -3.5), tip);
    painter.drawLine(tip, tip + QPointF(3.5, -3.5));
}

QWidget *LoggerDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                      const QModelIndex &index) const
{
    if (LoggerColumn(index.column()) != LoggerColumn::Level)
        return nullptr;
    auto *combo = new QComboBox(parent);
    combo->setAccessibleName(tr("Level of %1").arg(index.siblingAtColumn(0).data().toString()));
    if (!isRoot(index))
        combo->addItem(inheritedLevelText(index), kInherited);
    for (int level = 0; level <= int(Level::Off); ++level)
        combo->addItem(models::levelTitle(Level(level)), level);
    auto *self = const_cast<LoggerDelegate *>(this); // Qt's delegates commit from const members
    connect(combo, &QComboBox::activated, self, [self, combo] {
        emit self->commitData(combo);
        emit self->closeEditor(combo);
    });
    QMetaObject::invokeMethod(combo, &QComboBox::showPopup, Qt::QueuedConnection);
    return combo;
}

void LoggerDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *combo = qobject_cast<QComboBox *>(editor);
    combo->setCurrentIndex(combo->findData(index.data(models::OwnLevelRole)));
}

void LoggerDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, qobject_cast<QComboBox *>(editor)->currentData());
}

} // namespace tapewatch::ui
