// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/category_config_model.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;

namespace tapewatch::ui {

class Theme;

/// One category at a time, chosen by a list: level, layout, rotation and retention.
class CategorySection final : public QWidget {
    Q_OBJECT

public:
    CategorySection(models::CategoryConfigModel &model, const Theme &theme, QWidget *parent = nullptr);

    /// Shows `text` at the cell; the category comes to the front. An invalid index takes every text away.
    void showRefusal(const QModelIndex &cell, const QString &text);

private:
    struct Field {
        models::CategoryColumn column{};
        QWidget *editor = nullptr;
        QLabel *error = nullptr;
    };

    void addChoice(QGridLayout &grid, models::CategoryColumn column, const QString &label,
                   const QList<QPair<QString, QString>> &choices);
    void addText(QGridLayout &grid, models::CategoryColumn column, const QString &label, const QString &hint);
    void addField(QGridLayout &grid, models::CategoryColumn column, const QString &label, QWidget *editor);
    void fillNames();
    void show();
    void showField(const Field &field);
    void store(models::CategoryColumn column, const QString &text);
    [[nodiscard]] QModelIndex cell(models::CategoryColumn column) const;

    models::CategoryConfigModel &m_model;
    QComboBox *m_category;
    QList<Field> m_fields;
};

} // namespace tapewatch::ui
