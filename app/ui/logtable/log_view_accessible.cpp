// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/log_view_accessible.h"

#include "ui/logtable/log_cell_accessible.h"
#include "ui/logtable/log_view.h"

#include <algorithm>
#include <limits>

namespace tapewatch::ui {

namespace {

/// Enough for the screen and what a reader looks at around it.
constexpr std::size_t kKeptCells = 512;
/// Nobody reads a list of more one by one.
constexpr int kMostListedRows = 1000;

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogViewAccessible(*view) : nullptr;
}

} // namespace

LogViewAccessible::LogViewAccessible(LogView &view)
    : QAccessibleWidget(&view, QAccessible::Table)
    , m_view(view)
{
}

LogViewAccessible::~LogViewAccessible()
{
    for (const QAccessible::Id cell : m_cells)
        QAccessible::deleteAccessibleInterface(cell);
}

void LogViewAccessible::install()
{
    QAccessible::installFactory(makeInterface); // keeps one of each
}

int LogViewAccessible::childOf(const LogView &view, int row, int column)
{
    const qint64 number = (qint64(row) + 1) * view.model()->columnCount() + column;
    return int(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

void *LogViewAccessible::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                               : QAccessibleWidget::interface_cast(type);
}

int LogViewAccessible::rowCount() const
{
    return m_view.model() ? m_view.model()->rowCount() : 0;
}

int LogViewAccessible::columnCount() const
{
    return m_view.model() ? m_view.model()->columnCount() : 0;
}

int LogViewAccessible::childCount() const
{
    return m_view.model() ? childOf(m_view, rowCount(), 0) : 0;
}

QAccessibleInterface *LogViewAccessible::child(int number) const
{
    const int columns = columnCount();
    if (number < 0 || number >= childCount())
        return nullptr;
    if (number >= columns)
        return cellAt(number / columns - 1, number % columns);
    for (const QAccessible::Id id : m_cells) {
        const auto *known = dynamic_cast<LogColumnAccessible *>(QAccessible::accessibleInterface(id));
        if (known && known->column() == number)
            return QAccessible::accessibleInterface(id);
    }
    return keep(new LogColumnAccessible(m_view, number));
}

QAccessibleInterface *LogViewAccessible::cellAt(int row, int column) const
{
    if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
        return nullptr;
    const QModelIndex index = m_view.model()->index(row, column);
    for (const QAccessible::Id id : m_cells) {
        const auto *known = dynamic_cast<LogCellAccessible *>(QAccessible::accessibleInterface(id));
        if (known && known->index() == index)
            return QAccessible::accessibleInterface(id);
    }
    return keep(new LogCellAccessible(m_view, index));
}

QAccessibleInterface *LogViewAccessible::keep(QAccessibleInterface *cell) const
{
    if (m_cells.size() >= kKeptCells) {
        QAccessible::deleteAccessibleInterface(m_cells.front());
        m_cells.pop_front();
    }
    m_cells.push_back(QAccessible::registerAccessibleInterface(cell));
    return cell;
}

QAccessibleInterface *LogViewAccessible::childAt(int x, int y) const
{
    const QModelIndex index = m_view.indexAt(m_view.viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? cellAt(index.row(), index.column()) : nullptr;
}

int LogViewAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    if (const auto *cell = dynamic_cast<const LogCellAccessible *>(child))
        return cell->isValid() ? childOf(m_view, cell->rowIndex(), cell->columnIndex()) : -1;
    const auto *column = dynamic_cast<const LogColumnAccessible *>(child);
    return column ? column->column() : -1;
}

QAccessibleInterface *LogViewAccessible::focusChild() const
{
    const QModelIndex current = m_view.currentIndex();
    return current.isValid() ? cellAt(current.row(), current.column()) : nullptr;
}

QString LogViewAccessible::columnDescription(int column) const
{
    return m_view.model() ? m_view.model()->headerData(column, Qt::Horizontal).toString() : QString();
}

int LogViewAccessible::selectedRowCount() const
{
    int count = 0;
    for (const RowRange &range : m_view.selectedRows())
        count += range.last - range.first + 1;
    return count;
}

int LogViewAccessible::selectedCellCount() const
{
    return int(std::min<qint64>(qint64(selectedRowCount()) * columnCount(), std::numeric_limits<int>::max()));
}

QList<int> LogViewAccessible::selectedRows() const
{
    QList<int> rows;
    for (const RowRange &range : m_view.selectedRows())
        for (int row = range.first; row <= range.last && rows.size() < kMostListedRows; ++row)
            rows << row;
    return rows;
}

QList<QAccessibleInterface *> LogViewAccessible::selectedCells() const
{
    // No more than are kept: a cell must outlive the list it is in.
    QList<QAccessibleInterface *> cells;
    for (const int row : selectedRows())
        for (int column = 0; column < columnCount() && cells.size() < int(kKeptCells) / 2; ++column)
            cells << cellAt(row, column);
    return cells;
}

bool LogViewAccessible::isRowSelected(int row) const
{
    return m_view.isRowSelected(row);
}

bool LogViewAccessible::selectRow(int row)
{
    if (row < 0 || row >= rowCount())
        return false;
    m_view.selectRecord(row);
    return true;
}

} // namespace tapewatch::ui
