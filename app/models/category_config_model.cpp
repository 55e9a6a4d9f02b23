// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/category_config_model.h"

#include "models/category_cells.h"
#include "models/config_draft.h"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace tapewatch::models {

namespace {

QStringList namesIn(const Config &config)
{
    QStringList names;
    for (const auto &[name, category] : config.categories)
        names.append(QString::fromStdString(name));
    return names;
}

bool isCheckBox(const QModelIndex &index)
{
    return CategoryColumn(index.column()) == CategoryColumn::Enabled;
}

/// Places below a category's member of the document, by column.
QString pointerTail(CategoryColumn column)
{
    static const std::array<QString, std::size_t(CategoryColumn::Count)> kTails{
        QString(),
        QStringLiteral("enabled"),
        QStringLiteral("level"),
        QStringLiteral("layout"),
        QStringLiteral("rotation/max_bytes"),
        QStringLiteral("rotation/every"),
        QStringLiteral("retention/max_files"),
        QStringLiteral("retention/max_age"),
        QStringLiteral("retention/max_bytes"),
    };
    return kTails.at(std::size_t(column));
}

} // namespace

CategoryConfigModel::CategoryConfigModel(ConfigDraft &draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
    , m_names(namesIn(draft.edited()))
{
    connect(&m_draft, &ConfigDraft::editedChanged, this, &CategoryConfigModel::follow);
}

void CategoryConfigModel::follow()
{
    QStringList names = namesIn(m_draft.edited());
    if (names != m_names) {
        beginResetModel();
        m_names = std::move(names);
        m_refused.clear();
        endResetModel();
        emit refusedChanged();
    } else if (!m_names.isEmpty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int CategoryConfigModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size());
}

int CategoryConfigModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(CategoryColumn::Count);
}

const CategoryConfig &CategoryConfigModel::category(const QModelIndex &index) const
{
    return m_draft.edited().categories.find(m_names.at(index.row()).toStdString())->second;
}

QVariant CategoryConfigModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CategoryColumn column = CategoryColumn(index.column());
    const CategoryConfig &edited = category(index);
    switch (role) {
    case Qt::DisplayRole:
        return column == CategoryColumn::Name ? m_names.at(index.row()) : shownText(edited, column);
    case Qt::EditRole:
        return column == CategoryColumn::Name ? m_names.at(index.row()) : editText(edited, column);
    case Qt::CheckStateRole:
        return isCheckBox(index) ? QVariant(edited.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case CategoryNameRole:
        return m_names.at(index.row());
    case CategoryEditedRole:
        return isEdited(index);
    case CategoryErrorRole:
    case CategoryRefusedTextRole: {
        const auto refused = m_refused.find(cellOf(index));
        if (refused == m_refused.end())
            return QString();
        return role == CategoryErrorRole ? refused->second.why : refused->second.text;
    }
    default:
        return {};
    }
}

bool CategoryConfigModel::isEdited(const QModelIndex &index) const
{
    const auto &base = m_draft.base().categories;
    const auto found = base.find(m_names.at(index.row()).toStdString());
    if (found == base.end())
        return true;
    const CategoryColumn column = CategoryColumn(index.column());
    const CategoryConfig &edited = category(index);
    return isCheckBox(index) ? edited.enabled != found->second.enabled
                             : editText(edited, column) != editText(found->second, column);
}

bool CategoryConfigModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    CategoryConfig edited = category(index);
    if (isCheckBox(index) && role == Qt::CheckStateRole) {
        edited.enabled = value.toInt() != Qt::Unchecked;
        return store(index, {}, edited);
    }
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const QString fault = assignText(edited, CategoryColumn(index.column()), value.toString());
    if (!fault.isEmpty())
        return refuse(index, {value.toString(), tr("\"%1\" is %2").arg(value.toString(), fault)});
    return store(index, value.toString(), edited);
}

bool CategoryConfigModel::store(const QModelIndex &index, const QString &text, const CategoryConfig &category)
{
    Config edited = m_draft.edited();
    edited.categories.insert_or_assign(m_names.at(index.row()).toStdString(), category);
    const Result<Config> checked = configFromJson(configToJson(edited));
    if (!checked)
        return refuse(index, {text, QString::fromStdString(checked.error().text())});
    forget(index);
    m_draft.setEdited(edited);
    return true;
}

CategoryConfigModel::Cell CategoryConfigModel::cellOf(const QModelIndex &index) const
{
    return {m_names.at(index.row()), index.column()};
}

bool CategoryConfigModel::refuse(const QModelIndex &index, Refused refused)
{
    m_refused.insert_or_assign(cellOf(index), std::move(refused));
    emit dataChanged(index, index, {CategoryErrorRole, CategoryRefusedTextRole});
    emit refusedChanged();
    return false;
}

void CategoryConfigModel::forget(const QModelIndex &index)
{
    if (m_refused.erase(cellOf(index)) == 0)
        return;
    emit dataChanged(index, index, {CategoryErrorRole, CategoryRefusedTextRole});
    emit refusedChanged();
}

void CategoryConfigModel::forgetRefused()
{
    if (std::exchange(m_refused, {}).empty())
        return;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit refusedChanged();
}

Qt::ItemFlags CategoryConfigModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags base = QAbstractTableModel::flags(index);
    if (!index.isValid() || CategoryColumn(index.column()) == CategoryColumn::Name)
        return base;
    return base | (isCheckBox(index) ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

QVariant CategoryConfigModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (CategoryColumn(section)) {
    case CategoryColumn::Name:
        return tr("Category");
    case CategoryColumn::Enabled:
        return tr("Enabled");
    case CategoryColumn::Level:
        return tr("Level");
    case CategoryColumn::Layout:
        return tr("Layout");
    case CategoryColumn::RotateBytes:
        return tr("Rotate at");
    case CategoryColumn::RotateEvery:
        return tr("Rotate every");
    case CategoryColumn::KeepFiles:
        return tr("Keep files");
    case CategoryColumn::KeepAge:
        return tr("Keep for");
    case CategoryColumn::KeepBytes:
        return tr("Keep in all");
    case CategoryColumn::Count:
        break;
    }
    return {};
}

QModelIndex CategoryConfigModel::indexOfPointer(const QString &jsonPointer) const
{
    const QStringList parts = jsonPointer.split(u'/');
    if (parts.size() < 3 || !parts.at(0).isEmpty() || parts.at(1) != QStringLiteral("categories"))
        return {};
    const qsizetype row = m_names.indexOf(parts.at(2));
    if (row < 0)
        return {};
    const QString tail = parts.mid(3).join(u'/');
    for (int column = 1; column < columnCount(); ++column)
        if (pointerTail(CategoryColumn(column)) == tail)
            return index(int(row), column);
    return index(int(row), int(CategoryColumn::Name));
}

} // namespace tapewatch::models
