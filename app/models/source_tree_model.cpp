// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/source_tree_model.h"

#include <utility>

namespace tapewatch::models {

namespace {

SourceNode *add(SourceNode &parent, std::unique_ptr<SourceNode> node)
{
    node->parent = &parent;
    parent.children.push_back(std::move(node));
    return parent.children.back().get();
}

} // namespace

std::unique_ptr<SourceNode> makeNode(SourceKind kind)
{
    auto node = std::make_unique<SourceNode>();
    node->kind = kind;
    return node;
}

SourceTreeModel::SourceTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(makeNode(SourceKind::Group))
    , m_live(add(*m_root, makeNode(SourceKind::Group)))
    , m_files(add(*m_root, makeNode(SourceKind::Group)))
{
}

SourceNode *SourceTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<SourceNode *>(index.internalPointer()) : m_root.get();
}

QModelIndex SourceTreeModel::indexOf(const SourceNode *node) const
{
    return node == nullptr || node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, node);
}

QModelIndex SourceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[std::size_t(row)].get());
}

QModelIndex SourceTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int SourceTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int SourceTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

void SourceTreeModel::insertNode(SourceNode *parent, std::unique_ptr<SourceNode> node)
{
    const int row = int(parent->children.size());
    beginInsertRows(indexOf(parent), row, row);
    add(*parent, std::move(node));
    endInsertRows();
}

void SourceTreeModel::removeNode(SourceNode *node)
{
    SourceNode *parent = node->parent;
    const int row = node->row();
    beginRemoveRows(indexOf(parent), row, row);
    parent->children.erase(parent->children.begin() + row);
    endRemoveRows();
}

void SourceTreeModel::moveNode(SourceNode *node, SourceNode *parent)
{
    SourceNode *from = node->parent;
    if (from == parent)
        return;
    const int row = node->row();
    beginMoveRows(indexOf(from), row, row, indexOf(parent), int(parent->children.size()));
    std::unique_ptr<SourceNode> moved = std::move(from->children[std::size_t(row)]);
    from->children.erase(from->children.begin() + row);
    add(*parent, std::move(moved));
    endMoveRows();
}

void SourceTreeModel::touch(SourceNode *node)
{
    const QModelIndex changed = indexOf(node);
    emit dataChanged(changed, changed);
}

SourceNode *SourceTreeModel::findBot(const QString &key) const
{
    return findBot([&key](const SourceNode &node) { return node.bot.key == key; });
}

SourceNode *SourceTreeModel::findBot(const std::function<bool(const SourceNode &)> &wanted) const
{
    for (const SourceNode *group : {m_live, m_files})
        for (const auto &node : group->children)
            if (node->kind == SourceKind::Bot && wanted(*node))
                return node.get();
    return nullptr;
}

SourceNode *SourceTreeModel::findSource(engine::SourceId id) const
{
    SourceNode *found = nullptr;
    m_root->forEachFile([&](SourceNode &node) {
        if (node.file.id == id)
            found = &node;
    });
    return found;
}

} // namespace tapewatch::models
