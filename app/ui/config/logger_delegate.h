// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace tapewatch::ui {

class Theme;

/// Cells of the logger table: names by their parts, levels as badges with a list to choose from.
class LoggerDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// Of a level's column: room for the longest of its choices.
    [[nodiscard]] static int levelWidth(const Theme &theme);

    explicit LoggerDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

private:
    void paintName(QPainter &painter, const QRect &rect, const QModelIndex &index) const;
    void paintLevel(QPainter &painter, const QRect &rect, const QModelIndex &index) const;

    const Theme &m_theme;
};

/// What a logger without a level of its own has: that of its nearest ancestor in the model.
[[nodiscard]] QString inheritedLevelText(const QModelIndex &logger);

} // namespace tapewatch::ui
