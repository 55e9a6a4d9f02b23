// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <map>
#include <utility>

namespace tapewatch::models {

class ConfigDraft;

enum class CategoryColumn : int {
    Name,        ///< read only
    Enabled,     ///< Qt::CheckStateRole
    Level,       ///< EditRole: level name
    Layout,      ///< EditRole: "json" or "text"
    RotateBytes, ///< EditRole: "64MiB"; "0": never
    RotateEvery, ///< EditRole: "1d"; "0s": never
    KeepFiles,   ///< EditRole: number; "0": no limit
    KeepAge,     ///< EditRole: "7d"; "0s": no limit
    KeepBytes,   ///< EditRole: "10GiB"; "0": no limit
    Count
};

enum CategoryRole : int {
    CategoryNameRole = Qt::UserRole + 401, ///< QString
    CategoryEditedRole,                    ///< bool: differs from what the bot has
    CategoryErrorRole,       ///< QString: why the last text for this cell was refused; empty: fine
    CategoryRefusedTextRole, ///< QString: that text
};

/// The categories of one bot, one a row; edits go to the draft. A text that is no value is refused by
/// setData() and leaves the cell as it was, with the reason in CategoryErrorRole until the cell is given a
/// value or the edits are forgotten.
class CategoryConfigModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `draft` must outlive the model.
    explicit CategoryConfigModel(ConfigDraft &draft, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// Cells whose last text was no value.
    [[nodiscard]] int refusedCount() const { return int(m_refused.size()); }
    void forgetRefused();
    /// The cell that a refusal's place ("/categories/main/rotation/max_bytes") names; the category's first
    /// where no cell shows that member, none where it is no category's.
    [[nodiscard]] QModelIndex indexOfPointer(const QString &jsonPointer) const;

signals:
    void refusedChanged();

private:
    void follow();
    [[nodiscard]] const CategoryConfig &category(const QModelIndex &index) const;
    [[nodiscard]] bool isEdited(const QModelIndex &index) const;
    bool store(const QModelIndex &index, const QString &text, const CategoryConfig &category);
    struct Refused {
        QString text;
        QString why;
    };
    using Cell = std::pair<QString, int>; ///< a category's name and a column
    [[nodiscard]] Cell cellOf(const QModelIndex &index) const;
    bool refuse(const QModelIndex &index, Refused refused);
    void forget(const QModelIndex &index);

    ConfigDraft &m_draft;
    QStringList m_names;
    std::map<Cell, Refused> m_refused;
};

} // namespace tapewatch::models
