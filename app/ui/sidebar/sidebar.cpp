// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/sidebar/sidebar.h"

#include "models/source_model.h"
#include "ui/common/controls.h"
#include "ui/sidebar/source_delegate.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

namespace tapewatch::ui {

Sidebar::Sidebar(models::SourceModel &model, const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_tree(new QTreeView(this))
    , m_delegate(new SourceDelegate(theme, this))
{
    setProperty("kind", "panel");
    m_delegate->setEmptyHints({tr("No bot is running. One that logs with Tapewatch appears here by itself as "
                                  "soon as it starts with "
                                  "its control socket enabled."),
                               tr("Open log files or a folder, or drop them on the window.")});
    m_tree->setModel(&model);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(14);
    m_tree->setUniformRowHeights(false);
    m_tree->setMouseTracking(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Bots and files"));
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->expandToDepth(0);

    auto *remove = new QAction(tr("Close"), m_tree);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(remove);
    connect(remove, &QAction::triggered, this, &Sidebar::closeCurrent);

    QToolButton *open = makeIconButton(theme, QStringLiteral("plus"), tr("Open files"), this);
    connect(open, &QToolButton::clicked, this, &Sidebar::openFilesRequested);
    setTabOrder(open, m_tree);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(spacing::kMedium, spacing::kSmall, spacing::kSmall, 0);
    header->addWidget(makeSectionLabel(tr("Sources"), this), 1);
    header->addWidget(open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    auto *treeRow = new QHBoxLayout;
    treeRow->setContentsMargins(spacing::kTight, 0, 0, spacing::kTight);
    treeRow->addWidget(m_tree);
    layout->addLayout(treeRow);

    connect(m_tree, &QTreeView::activated, this, [this] {
        if (const QString key = selectedBotKey(); !key.isEmpty())
            emit configurationRequested(key);
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (const QString key = selectedBotKey(); !key.isEmpty())
            emit botSelected(key);
    });
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &Sidebar::showMenu);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &Sidebar::relayoutGroups);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &Sidebar::relayoutGroups);
    connect(&model, &QAbstractItemModel::rowsMoved, this, &Sidebar::relayoutGroups);
    connect(&theme, &Theme::changed, this, &Sidebar::relayoutGroups);
}

QString Sidebar::selectedBotKey() const
{
    const auto bot = m_model.liveBot(m_tree->currentIndex());
    return bot ? bot->key : QString();
}

void Sidebar::relayoutGroups()
{
    for (const QModelIndex &group : {m_model.liveGroup(), m_model.fileGroup()}) {
        m_tree->expand(group);
        emit m_delegate->sizeHintChanged(group);
    }
}

void Sidebar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    relayoutGroups(); // hints wrap anew
}

void Sidebar::closeCurrent()
{
    if (m_model.canClose(m_tree->currentIndex()))
        m_model.close(m_tree->currentIndex());
}

void Sidebar::showMenu(const QPoint &point)
{
    QMenu menu(this);
    fillMenu(menu, m_tree->indexAt(point));
    menu.exec(m_tree->viewport()->mapToGlobal(point));
}

void Sidebar::fillMenu(QMenu &menu, const QModelIndex &index)
{
    const QPersistentModelIndex place = index;
    if (index.isValid() && index.data(models::KindRole).toInt() != int(models::SourceKind::Group)) {
        menu.addAction(tr("Show only this"), this, [this, place] { m_model.showOnly(place); });
        menu.addAction(tr("Show all"), this, [this] { m_model.showAll(); });
        menu.addSeparator();
        if (const auto bot = m_model.liveBot(index))
            menu.addAction(tr("Edit logger configuration"), this,
                           [this, key = bot->key] { emit configurationRequested(key); });
        if (const QString path = index.data(models::PathRole).toString(); !path.isEmpty()) {
            const QFileInfo info(path);
            const QString folder = info.isDir() ? path : info.absolutePath();
            menu.addAction(tr("Open its folder"), this,
                           [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
            menu.addAction(tr("Copy path"), this, [path] { QApplication::clipboard()->setText(path); });
        }
        QAction *close = menu.addAction(tr("Close"), this, [this, place] { m_model.close(place); });
        close->setEnabled(m_model.canClose(index));
        menu.addSeparator();
    } else {
        menu.addAction(tr("Show all"), this, [this] { m_model.showAll(); });
        menu.addSeparator();
    }
    menu.addAction(tr("Open files…"), this, &Sidebar::openFilesRequested);
    menu.addAction(tr("Open folder…"), this, &Sidebar::openFolderRequested);
}

} // namespace tapewatch::ui
