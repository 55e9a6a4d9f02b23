// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QPersistentModelIndex>

namespace tapewatch::ui {

/// Rows `first` to `last`, both included.
struct RowRange {
    int first = 0;
    int last = 0;
    bool operator==(const RowRange &) const = default;
};

/// Selected rows as stretches that move with the model.
///
/// QItemSelectionModel saves every selected row when the model's layout changes; here a stretch costs its
/// two ends, be it ten rows or ten million.
class RowSelection {
public:
    void clear() { m_stretches.clear(); }
    /// These and no others.
    void set(const QAbstractItemModel &model, int first, int last);
    void toggle(const QAbstractItemModel &model, int row);

    [[nodiscard]] bool contains(int row) const;
    [[nodiscard]] bool isEmpty() const;
    /// In order, merged.
    [[nodiscard]] QList<RowRange> ranges() const;

private:
    struct Stretch {
        QPersistentModelIndex first;
        QPersistentModelIndex last;
    };

    QList<Stretch> m_stretches;
};

} // namespace tapewatch::ui

Q_DECLARE_METATYPE(tapewatch::ui::RowRange)
