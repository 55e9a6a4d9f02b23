// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_info.h"
#include "bridge/log_session.h"
#include "models/record_roles.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace tapewatch::models {

/// A node of the sidebar's tree: a group, a bot or a file, as it was when last looked at.
struct SourceNode {
    SourceKind kind = SourceKind::Group;
    SourceNode *parent = nullptr;
    std::vector<std::unique_ptr<SourceNode>> children;

    bridge::BotInfo bot;     ///< of a bot
    bool live = false;       ///< likewise
    bridge::SourceInfo file; ///< of a file

    QString title;
    QString detail;
    SourceItemState state = SourceItemState::Idle;
    std::uint64_t records = 0;
    std::uint64_t warnings = 0;
    std::uint64_t errors = 0;

    [[nodiscard]] int row() const; ///< among its siblings

    /// Calls `visit` for every file at or below this node.
    template <typename Visit>
    void forEachFile(Visit visit)
    {
        if (kind == SourceKind::File)
            visit(*this);
        for (const auto &child : children)
            child->forEachFile(visit);
    }
};

/// What a file's node shows, from what its source says now. True where anything changed.
bool readFile(SourceNode &node, const engine::Source &source);
/// What a bot's node shows, from its info and its files. True where anything changed.
bool readBot(SourceNode &node);

} // namespace tapewatch::models
