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
    std::filesystem::path path;
    LogFileName name;
    std::uint64_t bytes = 0;
    Timestamp lastChange;
};

/// The finished segments of `category` that `bot` wrote in any of its instances (`bot`, "bot-<pid>"), oldest
/// first. "alpha-2" is a bot of its own, and none of alpha's instances, where it has a lock file.
[[nodiscard]] std::vector<Segment> finishedSegments(const std::filesystem::path &directory,
                                                    std::string_view bot, std::string_view category);

/// Deletes what `limits` do not keep, oldest first. The first fault, after doing what could be done.
std::optional<Error> applyRetention(const RetentionConfig &limits, std::vector<Segment> segments,
                                    Timestamp now);

} // namespace tapewatch::sinks
