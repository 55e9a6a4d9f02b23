// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/log_cell_accessible.h"

#include "models/record_roles.h"
#include "ui/logtable/log_view.h"
#include "ui/logtable/log_view_accessible.h"

#include <QHeaderView>

namespace tapewatch::ui {

LogCellAccessible::LogCellAccessible(LogView &view, const QModelIndex &index)
    : m_view(&view)
    , m_index(index)
{
}

void *LogCellAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this)
                                                   : nullptr;
}

bool LogCellAccessible::isValid() const
{
    return m_view && m_index.isValid();
}

QAccessibleInterface *LogCellAccessible::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QString LogCellAccessible::text(QAccessible::Text which) const
{
    if (!isValid() || (which != QAccessible::Name && which != QAccessible::Value))
        return {};
    // A row off the screen may not have been decoded yet.
    if (!m_index.data(models::LoadedRole).toBool())
        emit m_view->aboutToShow(m_index.row(), m_index.row());
    return m_index.data().toString();
}

QRect LogCellAccessible::rect() const
{
    if (!isValid())
        return {};
    const QRect cell = m_view->visualRect(m_index);
    return QRect(m_view->viewport()->mapToGlobal(cell.topLeft()), cell.size());
}

QAccessible::State LogCellAccessible::state() const
{
    QAccessible::State state;
    if (!isValid()) {
        state.invalid = true;
        return state;
    }
    const int row = m_index.row();
    state.readOnly = true;
    state.selectable = true;
    state.multiSelectable = true;
    state.focusable = true;
    state.selected = isSelected();
    state.focused = m_view->hasFocus() && m_view->currentIndex() == m_index;
    state.offscreen = row < m_view->topRow() || row > m_view->bottomRow();
    state.invisible = m_view->header()->isSectionHidden(m_index.column());
    return state;
}

bool LogCellAccessible::isSelected() const
{
    return isValid() && m_view->isRowSelected(m_index.row());
}

QList<QAccessibleInterface *> LogCellAccessible::columnHeaderCells() const
{
    QAccessibleInterface *view = isValid() ? parent() : nullptr;
    return view ? QList{view->child(m_index.column())} : QList<QAccessibleInterface *>();
}

LogColumnAccessible::LogColumnAccessible(LogView &view, int column)
    : m_view(&view)
    , m_column(column)
{
}

QAccessibleInterface *LogColumnAccessible::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

QString LogColumnAccessible::text(QAccessible::Text which) const
{
    if (!m_view || which != QAccessible::Name)
        return {};
    return m_view->model()->headerData(m_column, Qt::Horizontal).toString();
}

QRect LogColumnAccessible::rect() const
{
    if (!m_view)
        return {};
    const QHeaderView &header = *m_view->header();
    const QRect section(header.sectionViewportPosition(m_column), 0, header.sectionSize(m_column),
                        header.height());
    return QRect(header.mapToGlobal(section.topLeft()), section.size());
}

QAccessible::State LogColumnAccessible::state() const
{
    QAccessible::State state;
    state.readOnly = true;
    state.invalid = !m_view;
    state.invisible = m_view && m_view->header()->isSectionHidden(m_column);
    return state;
}

} // namespace tapewatch::ui
