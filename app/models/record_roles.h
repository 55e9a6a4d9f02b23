// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

namespace tapewatch::models {

/// Columns of the log table.
enum class RecordColumn : int { Time, Level, Category, Bot, Logger, Message, Count };

/// Roles of RecordModel beside Qt's own. DisplayRole gives texts; colours are the view's matter.
enum RecordRole : int {
    LevelRole = Qt::UserRole + 1, ///< int of tapewatch::Level, -1 where the line has none
    CategoryRole,                 ///< QString
    WellFormedRole,               ///< bool
    LoadedRole,                   ///< bool: the message is in memory; otherwise it comes with dataChanged
};

/// Roles of the sidebar's SourceModel.
enum SourceRole : int {
    KindRole = Qt::UserRole + 101, ///< int of SourceKind
    StateRole,                     ///< int of SourceItemState
    WarningCountRole,              ///< qulonglong
    ErrorCountRole,                ///< qulonglong
    InstanceRole,                  ///< QString: bot instance of a bot node, empty otherwise
    DetailRole,                    ///< QString: second line (rate, path, format, why it failed)
    BotKeyRole,                    ///< QString: BotInfo::key of a bot node, empty otherwise
    SourceIdRole,                  ///< uint of engine::SourceId of a file node, invalid otherwise
    PathRole,                      ///< QString: absolute path of a file or of a bot's log folder
    RecordCountRole,               ///< qulonglong: rows read so far
};

enum class SourceKind : int { Group, Bot, File };
enum class SourceItemState : int { Live, Idle, Reading, Following, Waiting, Done, Failed, Gone };

} // namespace tapewatch::models
