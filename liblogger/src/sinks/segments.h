// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sinks/active_file.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/file_name.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::sinks {

/// Moves the active file to the name of a finished segment and puts an empty one into its place.
///
/// `stamp` is bumped by a nanosecond as long as a segment of that name exists; it is the one used in the end.
/// Where it fails (Io) the active file stands where it stood, unless another process was faster in taking
/// its place; then `active` is without its path, which ActiveFile::isAt() tells.
[[nodiscard]] Result<ActiveFile> finishSegment(const std::filesystem::path &activePath, Timestamp &stamp);

/// A finished segment as it stands in its folder.
struct Segment {
    std::filesystem::path path; ///< of the plain file where there are both forms
    LogFileName name;
    std::uint64_t bytes = 0;     ///< on disk: of a compressed one, what is compressed
    std::uint64_t allocated = 0; ///< that its end gives back to the file system
    Timestamp lastChange;
    std::filesystem::path
        twin; ///< the compressed form where both are there, for that moment or since a crash
};

/// Whether files of `instance` are those of `bot`: its own, or of a second process of the name ("bot-<pid>").
[[nodiscard]] bool isInstanceOf(const std::filesystem::path &directory, std::string_view bot,
                                std::string_view instance);

/// The finished segments of `category` that `bot` wrote in any of its instances (`bot`, "bot-<pid>"), oldest
/// first. "alpha-2" is a bot of its own, and none of alpha's instances, where it has a lock file.
[[nodiscard]] std::vector<Segment> finishedSegments(const std::filesystem::path &directory,
                                                    std::string_view bot, std::string_view category);

/// What the file system that `directory` is on has free for the bot's user; everything where it does not say.
[[nodiscard]] std::uint64_t freeBytes(const std::filesystem::path &directory);

/// Deletes what `limits` do not keep, oldest first. `free` is what the file system has free before that. The
/// first fault, after doing what could be done.
std::optional<Error> applyRetention(const RetentionConfig &limits, const std::vector<Segment> &segments,
                                    Timestamp now, std::uint64_t free);

} // namespace tapewatch::sinks
