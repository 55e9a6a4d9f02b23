// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/source_tree_model.h"

#include <algorithm>
#include <utility>

namespace tapewatch::models {

namespace {

SourceNode *add(SourceNode &parent, std::unique_ptr<SourceNode> node, int row)
{
    node->parent = &parent;
    return parent.children.insert(parent.children.begin() + row, std::move(node))->get();
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
    , m_live(add(*m_root, makeNode(SourceKind::Group), 0))
    , m_files(add(*m_root, makeNode(SourceKind::Group), 1))
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

int SourceTreeModel::rowFor(const SourceNode &node, const SourceNode &parent) const
{
    const auto &siblings = parent.children;
    if (&parent != m_live)
        return int(siblings.size());
    const auto after = std::ranges::find_if(
        siblings, [&node](const auto &other) { return node.title.localeAwareCompare(other->title) < 0; });
    return int(after - siblings.begin());
}

void SourceTreeModel::insertNode(SourceNode *parent, std::unique_ptr<SourceNode> node)
{
    const int row = rowFor(*node, *parent);
    beginInsertRows(indexOf(parent), row, row);
    add(*parent, std::move(node), row);
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
    const int place = rowFor(*node, *parent);
    beginMoveRows(indexOf(from), row, row, indexOf(parent), place);
    std::unique_ptr<SourceNode> moved = std::move(from->children[std::size_t(row)]);
    from->children.erase(from->children.begin() + row);
    add(*parent, std::move(moved), place);
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
