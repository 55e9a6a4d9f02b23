// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <optional>
#include <string>
#include <string_view>

namespace tapewatch {

/// What the name of a log file says (docs/files.md):
///   <bot>[-<pid>].<category>.log                active file
///   <bot>[-<pid>].<category>.<stamp>.log        finished segment, immutable
///   <bot>[-<pid>].<category>.<stamp>[.log].zst  compressed segment
struct LogFileName {
    std::string instance; ///< "<bot>" or, for the second process of one name, "<bot>-<pid>"
    std::string category;
    std::optional<Timestamp> firstRecord; ///< of a finished segment
    bool compressed = false;

    [[nodiscard]] bool active() const { return !firstRecord; }
    bool operator==(const LogFileName &) const = default;
};

/// 1 to 64 of [A-Za-z0-9_-]: bots and categories are part of file names.
[[nodiscard]] bool isValidName(std::string_view name);

/// Dotted parts of [A-Za-z0-9_-], at most 200 characters; empty is the root logger.
[[nodiscard]] bool isValidLoggerName(std::string_view name);

[[nodiscard]] std::string toString(const LogFileName &name);
/// Nothing where `fileName` (no folder) is not one of ours.
[[nodiscard]] std::optional<LogFileName> parseLogFileName(std::string_view fileName);

} // namespace tapewatch
