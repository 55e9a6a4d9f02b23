// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"

#include <QAbstractItemModel>
#include <QString>

#include <vector>

namespace tapewatch::models {

enum class FieldColumn : int { Name, Value, Count };

enum FieldRole : int {
    FieldPathRole = Qt::UserRole + 201, ///< QString: "trade.order_id", as a query names the field
    FieldKindRole,                      ///< int of engine::RecordField::Kind
    FieldTextRole, ///< QString: the value whole, line breaks included; DisplayRole has one line
};

/// The fields of one record as a tree of names and values, for the detail pane.
class RecordFieldsModel : public QAbstractItemModel {
    Q_OBJECT

public:
    explicit RecordFieldsModel(QObject *parent = nullptr);

    void setRecord(const engine::Record &record);
    void clear();

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Node {
        QString name;
        QString value;
        QString path;
        engine::RecordField::Kind kind = engine::RecordField::Kind::String;
        int parent = -1; ///< in m_nodes; -1: top
        int row = 0;     ///< among its siblings
        std::vector<int> children;
    };

    void add(const engine::RecordField &field, int parent, const QString &parentPath, int row);
    [[nodiscard]] QString shownValue(const Node &node) const;
    [[nodiscard]] const std::vector<int> &childrenOf(const QModelIndex &parent) const;

    std::vector<Node> m_nodes;
    std::vector<int> m_top;
};

} // namespace tapewatch::models
