// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace tapewatch::ui {

class Theme;

/// Rows of the sidebar: group headings, with what to do where a group is empty; bots and files with state,
/// detail and counts of warnings and errors.
class SourceDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit SourceDelegate(const Theme &theme, QObject *parent = nullptr);

    /// What a group says while it has no children, by its row.
    void setEmptyHints(const QStringList &hints) { m_hints = hints; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSource(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCheckBox(QPainter &painter, const QRect &rect, Qt::CheckState state) const;
    void paintState(QPainter &painter, const QPointF &center, int state) const;
    int paintCounts(QPainter &painter, const QRect &line, const QModelIndex &index) const;
    [[nodiscard]] QString hint(const QModelIndex &group) const;
    [[nodiscard]] QRect hintRect(const QStyleOptionViewItem &option, const QString &hint) const;

    const Theme &m_theme;
    QStringList m_hints;
};

/// "Live", "Waiting": the state in words.
[[nodiscard]] QString sourceStateText(int state);

} // namespace tapewatch::ui
