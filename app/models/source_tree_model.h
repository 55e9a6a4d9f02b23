// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/source_node.h"

#include <QAbstractItemModel>

#include <functional>
#include <memory>

namespace tapewatch::models {

[[nodiscard]] std::unique_ptr<SourceNode> makeNode(SourceKind kind);

/// The shape of the sidebar: two groups with bots and files, and how nodes come, move and go. SourceModel
/// gives it its meaning.
class SourceTreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;

protected:
    explicit SourceTreeModel(QObject *parent);

    [[nodiscard]] SourceNode *live() const { return m_live; }
    [[nodiscard]] SourceNode *files() const { return m_files; }

    /// The root for an invalid index.
    [[nodiscard]] SourceNode *nodeOf(const QModelIndex &index) const;
    /// Invalid for the root and for no node.
    [[nodiscard]] QModelIndex indexOf(const SourceNode *node) const;
    [[nodiscard]] SourceNode *findBot(const QString &key) const;
    [[nodiscard]] SourceNode *findBot(const std::function<bool(const SourceNode &)> &wanted) const;
    [[nodiscard]] SourceNode *findSource(engine::SourceId id) const;

    void insertNode(SourceNode *parent, std::unique_ptr<SourceNode> node);
    void removeNode(SourceNode *node);
    void moveNode(SourceNode *node, SourceNode *parent);
    /// Signals that `node` looks different.
    void touch(SourceNode *node);

private:
    /// Where `node` goes in `parent`: live bots by name, the others as they come.
    [[nodiscard]] int rowFor(const SourceNode &node, const SourceNode &parent) const;

    std::unique_ptr<SourceNode> m_root;
    SourceNode *m_live;
    SourceNode *m_files;
};

} // namespace tapewatch::models
