// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/record_roles.h"

#include <QAbstractTableModel>

namespace tapewatch::test {

/// Any number of rows whose cells follow from their number, and a count of what was asked for.
class FakeRecordModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(models::RecordColumn::Count);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        ++dataCalls;
        const int number = index.row() - m_shift;
        switch (role) {
        case models::LevelRole:
            return levelOf(number);
        case models::CategoryRole:
            return QStringLiteral("main");
        case models::WellFormedRole:
        case models::LoadedRole:
            return true;
        case Qt::DisplayRole:
            return QStringLiteral("%1.%2").arg(number).arg(index.column());
        default:
            return {};
        }
    }

    QVariant headerData(int section, Qt::Orientation, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("Column %1").arg(section)) : QVariant();
    }

    void append(int count)
    {
        beginInsertRows({}, m_rows, m_rows + count - 1);
        m_rows += count;
        endInsertRows();
    }

    /// Rows older than all others: they get numbers below zero.
    void prepend(int count)
    {
        beginInsertRows({}, 0, count - 1);
        m_rows += count;
        m_shift += count;
        endInsertRows();
    }

    /// As prepend(), in the way of a merge: appended first, then put in place by a layout change.
    void appendAsMerge(int count)
    {
        const int before = m_rows;
        append(count);
        emit layoutAboutToBeChanged({}, VerticalSortHint);
        m_shift += count;
        const QModelIndexList from = persistentIndexList();
        lastPersistentIndexes = from.size();
        QModelIndexList to;
        for (const QModelIndex &index : from)
            to << createIndex(index.row() < before ? index.row() + count : index.row() - before,
                              index.column());
        changePersistentIndexList(from, to);
        emit layoutChanged({}, VerticalSortHint);
    }

    void resetTo(int rows)
    {
        beginResetModel();
        m_rows = rows;
        m_shift = 0;
        endResetModel();
    }

    [[nodiscard]] static int levelOf(int number) { return number % 50 == 7 ? 4 : number % 20 == 3 ? 3 : 2; }

    mutable quint64 dataCalls = 0;
    qsizetype lastPersistentIndexes = 0; ///< that were alive during the last layout change

private:
    int m_rows = 0;
    int m_shift = 0; ///< rows before number 0
};

} // namespace tapewatch::test
