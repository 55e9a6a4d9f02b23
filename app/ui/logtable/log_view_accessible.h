// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessible>
#include <QAccessibleWidget>

#include <deque>

namespace tapewatch::ui {

class LogView;

/// What a screen reader gets of the log table: a table of cells. Qt has one for its own views only.
///
/// Cells are made when somebody asks for them, and the last few are kept, so the cost does not grow with the
/// rows. Children count row by row; those of row 0 are the headers of the columns.
class LogViewAccessible final : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit LogViewAccessible(LogView &view);
    ~LogViewAccessible() override;

    /// Makes Qt ask for this class. Once is enough; more do no harm.
    static void install();
    /// The child number of the cell at `row`, `column`.
    [[nodiscard]] static int childOf(const LogView &view, int row, int column);

    void *interface_cast(QAccessible::InterfaceType type) override;
    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int number) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

    [[nodiscard]] QAccessibleInterface *caption() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *summary() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *cellAt(int row, int column) const override;
    [[nodiscard]] int selectedCellCount() const override;
    [[nodiscard]] QList<QAccessibleInterface *> selectedCells() const override;
    [[nodiscard]] QString columnDescription(int column) const override;
    [[nodiscard]] QString rowDescription(int) const override { return {}; }
    [[nodiscard]] int selectedColumnCount() const override { return 0; }
    [[nodiscard]] int selectedRowCount() const override;
    [[nodiscard]] int columnCount() const override;
    [[nodiscard]] int rowCount() const override;
    [[nodiscard]] QList<int> selectedColumns() const override { return {}; }
    [[nodiscard]] QList<int> selectedRows() const override;
    [[nodiscard]] bool isColumnSelected(int) const override { return false; }
    [[nodiscard]] bool isRowSelected(int row) const override;
    bool selectRow(int row) override;
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    /// Nothing to do: cells move with their records.
    void modelChange(QAccessibleTableModelChangeEvent *) override {}

private:
    QAccessibleInterface *keep(QAccessibleInterface *cell) const;

    LogView &m_view;
    mutable std::deque<QAccessible::Id> m_cells; ///< the cells that Qt knows, oldest first
};

} // namespace tapewatch::ui
