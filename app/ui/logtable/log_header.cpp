// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/log_header.h"

#include "models/record_roles.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QMenu>

namespace tapewatch::ui {

using models::RecordColumn;

namespace {

struct ColumnWidth {
    RecordColumn column;
    QLatin1String sample; ///< the column starts as wide as this
    bool monospace;
};

constexpr std::array kColumnWidths{
    ColumnWidth{RecordColumn::Time, QLatin1String("00:00:00.000"), true},
    ColumnWidth{RecordColumn::Level, QLatin1String("CRITICAL m"), false},
    ColumnWidth{RecordColumn::Category, QLatin1String("compliance m"), false},
    ColumnWidth{RecordColumn::Bot, QLatin1String("momentum-btc"), false},
    ColumnWidth{RecordColumn::Logger, QLatin1String("strategy.momentum"), false},
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
}

void LogHeader::resetColumns()
{
    for (int column = 0; column < count(); ++column) {
        setSectionHidden(column, false);
        moveSection(visualIndex(column), column);
    }
    for (const ColumnWidth &width : kColumnWidths) {
        const int column = int(width.column);
        if (column >= count())
            continue;
        const QFontMetrics metrics(width.monospace ? m_theme.fonts().mono : m_theme.fonts().ui);
        resizeSection(column, metrics.horizontalAdvance(width.sample) + 2 * spacing::kSmall);
    }
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
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnShown(column, shown); });
    }
    menu.addSeparator();
    menu.addAction(tr("Reset columns"), this, &LogHeader::resetColumns);
    menu.exec(event->globalPos());
}

void LogHeader::setColumnShown(int column, bool shown)
{
    setSectionHidden(column, !shown);
    emit columnsChanged();
}

} // namespace tapewatch::ui
