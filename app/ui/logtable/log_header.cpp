// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/log_header.h"

#include "models/record_roles.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QMenu>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>

namespace tapewatch::ui {

using models::RecordColumn;

namespace {

constexpr int kMessageRoom = 380;  ///< wanted for the message
constexpr int kMessageLeast = 200; ///< wanted more than names that can be read
constexpr int kNarrowest = 64;

struct ColumnWidth {
    RecordColumn column;
    QLatin1String sample; ///< the column starts as wide as this
    bool monospace;
    QLatin1String least; ///< and is not made narrower than this by itself
};

constexpr std::array kColumnWidths{
    ColumnWidth{RecordColumn::Time, QLatin1String("00:00:00.000"), true, {}},
    ColumnWidth{RecordColumn::Level, QLatin1String("CRITICAL m"), false, {}},
    ColumnWidth{RecordColumn::Category, QLatin1String("compliance m"), false, {}},
    ColumnWidth{RecordColumn::Bot, QLatin1String("momentum-btc"), false, QLatin1String("maker-1")},
    ColumnWidth{RecordColumn::Logger, QLatin1String("strategy.momentum"), false,
                QLatin1String("s.market_maker")},
};

} // namespace

LogHeader::LogHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsMovable(true);
    setStretchLastSection(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setMinimumSectionSize(48);
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("Columns of the log"));
    setFocusPolicy(Qt::NoFocus);
    connect(this, &QHeaderView::sectionResized, this, &LogHeader::noteResize);
    connect(this, &QHeaderView::sectionMoved, this, [this] { m_setByUser = !m_fitting; });
}

int LogHeader::naturalWidth(int column) const
{
    for (const ColumnWidth &width : kColumnWidths) {
        if (int(width.column) != column)
            continue;
        const QFontMetrics metrics(width.monospace ? m_theme.fonts().mono : m_theme.fonts().ui);
        return metrics.horizontalAdvance(width.sample) + 2 * spacing::kSmall;
    }
    return sectionSize(column);
}

int LogHeader::leastWidth(int column) const
{
    const QFontMetrics metrics(m_theme.fonts().small);
    for (const ColumnWidth &width : kColumnWidths)
        if (int(width.column) == column && !width.least.isEmpty())
            return metrics.horizontalAdvance(width.least) + 2 * spacing::kSmall;
    return naturalWidth(column);
}

void LogHeader::noteResize(int column, int, int)
{
    // The last column stretches by itself.
    if (!m_fitting && !isSectionHidden(column) && visualIndex(column) != count() - 1)
        m_setByUser = true;
}

void LogHeader::fit(int width)
{
    if (m_setByUser || count() <= int(RecordColumn::Message))
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    int others = 0;
    for (int column = 0; column < int(RecordColumn::Message); ++column)
        others += isSectionHidden(column) ? 0 : naturalWidth(column);
    struct Narrowed {
        RecordColumn column;
        int width;
    };
    std::array columns{Narrowed{RecordColumn::Logger, naturalWidth(int(RecordColumn::Logger))},
                       Narrowed{RecordColumn::Bot, naturalWidth(int(RecordColumn::Bot))}};
    const auto narrow = [&](Narrowed &column, int least, int message) {
        const int given = std::clamp(others + message - width, 0, std::max(0, column.width - least));
        column.width -= given;
        others -= given;
    };
    for (Narrowed &column : columns)
        narrow(column, leastWidth(int(column.column)), kMessageRoom);
    for (Narrowed &column : columns)
        narrow(column, kNarrowest, kMessageLeast);
    for (const Narrowed &column : columns)
        resizeSection(int(column.column), column.width);
}

QByteArray LogHeader::save() const
{
    return m_setByUser ? saveState() : QByteArray();
}

bool LogHeader::restore(const QByteArray &state)
{
    m_setByUser = restoreState(state);
    return m_setByUser;
}

void LogHeader::resetColumns()
{
    const QScopedValueRollback fitting(m_fitting, true);
    for (int column = 0; column < count(); ++column) {
        setSectionHidden(column, false);
        moveSection(visualIndex(column), column);
    }
    for (const ColumnWidth &width : kColumnWidths)
        if (int(width.column) < count())
            resizeSection(int(width.column), naturalWidth(int(width.column)));
    m_setByUser = false;
    emit columnsChanged();
}

void LogHeader::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    for (int visual = 0; visual < count(); ++visual) {
        const int column = logicalIndex(visual);
        QAction *action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(isSectionHidden(column) || count() - hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setColumnShown(column, shown); });
    }
    menu.addSeparator();
    menu.addAction(tr("Reset columns"), this, &LogHeader::resetColumns);
    menu.exec(event->globalPos());
}

void LogHeader::setColumnShown(int column, bool shown)
{
    m_setByUser = true;
    setSectionHidden(column, !shown);
    emit columnsChanged();
}

} // namespace tapewatch::ui
