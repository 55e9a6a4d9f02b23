// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QPersistentModelIndex>

class QMenu;
class QTreeView;

namespace tapewatch::models {
class SourceModel;
}

namespace tapewatch::ui {

class SourceDelegate;
class Theme;

/// Bots and files: what is there, how it does, and what of it the log shows.
class Sidebar final : public QFrame {
    Q_OBJECT

public:
    /// Both must outlive the sidebar.
    Sidebar(models::SourceModel &model, const Theme &theme, QWidget *parent = nullptr);

    /// The live bot that is selected, itself or by one of its files; empty for none.
    [[nodiscard]] QString selectedBotKey() const;

signals:
    void openFilesRequested();
    void openFolderRequested();
    /// Another live bot, itself or by one of its files, became the current one.
    void botSelected(const QString &botKey);
    /// Of a live bot, by its key.
    void configurationRequested(const QString &botKey);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showMenu(const QPoint &point);
    void fillMenu(QMenu &menu, const QModelIndex &index);
    void closeCurrent();
    void relayoutGroups();

    models::SourceModel &m_model;
    QTreeView *m_tree;
    SourceDelegate *m_delegate;
};

} // namespace tapewatch::ui
