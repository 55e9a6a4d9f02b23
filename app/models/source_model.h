// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_info.h"
#include "engine/store/row.h"
#include "models/record_roles.h"
#include "models/source_tree_model.h"

#include <QTimer>

#include <optional>
#include <set>

namespace tapewatch::bridge {
class BotDirectory;
class LogSession;
} // namespace tapewatch::bridge

namespace tapewatch::models {

/// The sidebar: "Live bots" with their files below them, and "Files" opened by hand.
///
/// A bot that goes takes its node to "Files" (state Gone), so that its records stay on screen until somebody
/// closes it; the same bot started again takes it back. The check boxes decide which sources the
/// timeline shows. Counts are refreshed about four times a second.
class SourceModel : public SourceTreeModel {
    Q_OBJECT

public:
    /// Both must outlive the model.
    SourceModel(bridge::LogSession &session, bridge::BotDirectory &bots, QObject *parent = nullptr);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Qt::CheckStateRole only: shows or hides the file, or the files below; copies of errors (SourceInfo)
    /// are shown only by their own box.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    [[nodiscard]] QModelIndex liveGroup() const;
    [[nodiscard]] QModelIndex fileGroup() const;
    [[nodiscard]] QModelIndex indexOfBot(const QString &botKey) const;
    [[nodiscard]] QModelIndex indexOfSource(engine::SourceId id) const;
    /// The live bot of this node, or of the bot that this file belongs to.
    [[nodiscard]] std::optional<bridge::BotInfo> liveBot(const QModelIndex &index) const;

    /// True for what was opened by hand and for bots that have gone; a live bot's files come and go with it.
    [[nodiscard]] bool canClose(const QModelIndex &index) const;
    void close(const QModelIndex &index);
    /// Hides everything but this node's files.
    void showOnly(const QModelIndex &index);
    void showAll();

private:
    void addBot(const bridge::BotInfo &bot);
    void changeBot(const bridge::BotInfo &bot);
    void endBot(const QString &key);
    void addSource(engine::SourceId id);
    void changeSource(engine::SourceId id);
    void removeSource(engine::SourceId id);
    void refresh();

    [[nodiscard]] SourceNode *placeOf(const bridge::SourceInfo &info) const;
    void updateParent(SourceNode *parent);
    bool dropIfEmpty(SourceNode *node);

    [[nodiscard]] QString titleOf(const SourceNode &node) const;
    /// What a screen reader says of a row: what the sidebar paints.
    [[nodiscard]] QString spokenText(const SourceNode &node) const;
    [[nodiscard]] QString pathOf(const SourceNode &node) const;
    [[nodiscard]] QVariant checkState(SourceNode &node) const;

    bridge::LogSession &m_session;
    bridge::BotDirectory &m_bots;
    std::set<engine::SourceId> m_stale; ///< files to read anew at the next refresh
    QTimer m_refreshTimer;
};

} // namespace tapewatch::models
