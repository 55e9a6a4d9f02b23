// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/row_selection.h"

#include <QAbstractItemModel>

#include <algorithm>

namespace tapewatch::ui {

void RowSelection::set(const QAbstractItemModel &model, int first, int last)
{
    m_stretches = {{model.index(first, 0), model.index(last, 0)}};
}

void RowSelection::toggle(const QAbstractItemModel &model, int row)
{
    const bool wasSelected = contains(row);
    const QList<RowRange> before = ranges();
    m_stretches.clear();
    const auto add = [this, &model](int first, int last) {
        if (first <= last)
            m_stretches.append({model.index(first, 0), model.index(last, 0)});
    };
    for (const RowRange &range : before) {
        const bool split = wasSelected && range.first <= row && row <= range.last;
        add(range.first, split ? row - 1 : range.last);
        if (split)
            add(row + 1, range.last);
    }
    if (!wasSelected)
        add(row, row);
}

bool RowSelection::contains(int row) const
{
    return std::ranges::any_of(m_stretches, [row](const Stretch &stretch) {
        return stretch.first.isValid() && stretch.first.row() <= row && row <= stretch.last.row();
    });
}

bool RowSelection::isEmpty() const
{
    return ranges().isEmpty();
}

QList<RowRange> RowSelection::ranges() const
{
    QList<RowRange> sorted;
    for (const Stretch &stretch : m_stretches)
        if (stretch.first.isValid() && stretch.last.isValid())
            sorted.append({stretch.first.row(), stretch.last.row()});
    std::ranges::sort(sorted, {}, &RowRange::first);
    QList<RowRange> merged;
    for (const RowRange &range : std::as_const(sorted)) {
        if (!merged.isEmpty() && range.first <= merged.last().last + 1)
            merged.last().last = std::max(merged.last().last, range.last);
        else
            merged.append(range);
    }
    return merged;
}

} // namespace tapewatch::ui
