// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sinks/segment_encoder.h"

#include <tapewatch/format/error.h>

#include <filesystem>
#include <string_view>

namespace tapewatch::sinks {

enum class Compressed : std::uint8_t {
    Done,
    Stopped, ///< told to; what was begun is gone again
    Passed   ///< somebody else is at it, or the segment is gone
};

/// Replaces the finished segment `plain` by `<plain>.zst`, which has its content, time of change and rights.
///
/// The new file is written beside it under a hidden name, read back, brought to the disk and only then given
/// its name; then the old one goes. So at every moment, whatever happens to the process or the machine, one
/// of the two is there, or both: then the plain one counts, and doing it again puts that right. A lock on the
/// plain file keeps other recorders away. Fails with Io; the plain file stays.
[[nodiscard]] Result<Compressed> compressSegment(const std::filesystem::path &plain,
                                                 const Encoding &encoding);

/// Deletes what a killed process of `bot` left half compressed.
void removeHalfCompressed(const std::filesystem::path &directory, std::string_view bot);

} // namespace tapewatch::sinks
