// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/record_fields_model.h"

#include <utility>

namespace tapewatch::models {

namespace {

QString toQString(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString firstLine(const QString &text)
{
    const qsizetype end = text.indexOf(u'\n');
    return end < 0 ? text : text.left(end) + QStringLiteral(" …");
}

} // namespace

RecordFieldsModel::RecordFieldsModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void RecordFieldsModel::setRecord(const engine::Record &record)
{
    beginResetModel();
    m_nodes.clear();
    m_top.clear();
    for (const engine::RecordField &field : record.fields)
        add(field, -1, {}, int(m_top.size()));
    endResetModel();
}

void RecordFieldsModel::clear()
{
    setRecord({});
}

void RecordFieldsModel::add(const engine::RecordField &field, int parent, const QString &parentPath, int row)
{
    const int id = int(m_nodes.size());
    Node node;
    node.name = toQString(field.name);
    node.value = toQString(field.value);
    node.path = parentPath.isEmpty() ? node.name : parentPath + u'.' + node.name;
    node.kind = field.kind;
    node.parent = parent;
    node.row = row;
    const QString path = node.path;
    m_nodes.push_back(std::move(node));
    (parent < 0 ? m_top : m_nodes[std::size_t(parent)].children).push_back(id);
    for (const engine::RecordField &child : field.children)
        add(child, id, path, int(m_nodes[std::size_t(id)].children.size()));
}

const std::vector<int> &RecordFieldsModel::childrenOf(const QModelIndex &parent) const
{
    return parent.isValid() ? m_nodes[parent.internalId()].children : m_top;
}

QModelIndex RecordFieldsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, quintptr(childrenOf(parent)[std::size_t(row)]));
}

QModelIndex RecordFieldsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int parent = m_nodes[index.internalId()].parent;
    return parent < 0 ? QModelIndex() : createIndex(m_nodes[std::size_t(parent)].row, 0, quintptr(parent));
}

int RecordFieldsModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(childrenOf(parent).size());
}

int RecordFieldsModel::columnCount(const QModelIndex &) const
{
    return int(FieldColumn::Count);
}

QVariant RecordFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = m_nodes[index.internalId()];
    switch (role) {
    case Qt::DisplayRole:
        return FieldColumn(index.column()) == FieldColumn::Name ? node.name : shownValue(node);
    case FieldPathRole:
        return node.path;
    case FieldKindRole:
        return int(node.kind);
    case FieldTextRole:
        return node.value;
    default:
        return {};
    }
}

QString RecordFieldsModel::shownValue(const Node &node) const
{
    switch (node.kind) {
    case engine::RecordField::Kind::Object:
        return tr("%n members", nullptr, int(node.children.size()));
    case engine::RecordField::Kind::Array:
        return tr("%n elements", nullptr, int(node.children.size()));
    case engine::RecordField::Kind::Null:
        return QStringLiteral("null");
    case engine::RecordField::Kind::Bool:
    case engine::RecordField::Kind::Number:
    case engine::RecordField::Kind::String:
        break;
    }
    return firstLine(node.value);
}

QVariant RecordFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return FieldColumn(section) == FieldColumn::Name ? tr("Field") : tr("Value");
}

} // namespace tapewatch::models
