// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch {

// A compressed segment is a row of zstd frames and, behind them, a table of their sizes, so that a reader
// begins anywhere without decoding what stands before (docs/files.md). The table is that of zstd's seekable
// format: a skippable frame, which every zstd passes over.

inline constexpr std::size_t kFrameBytes = 1024 * 1024; ///< of content in each frame but the last

struct SeekEntry {
    std::uint32_t compressedBytes = 0;
    std::uint32_t bytes = 0; ///< of content

    bool operator==(const SeekEntry &) const = default;
};

/// The table's frame, to stand at the end of the file.
[[nodiscard]] std::string toSeekTable(const std::vector<SeekEntry> &frames);

inline constexpr std::size_t kSeekFooterBytes = 9;

/// Length of the table's frame, from the file's last kSeekFooterBytes; nothing where there is no table.
[[nodiscard]] std::optional<std::uint64_t> seekTableLength(std::string_view footer);
/// From the table's frame; nothing where it is not one.
[[nodiscard]] std::optional<std::vector<SeekEntry>> parseSeekTable(std::string_view frame);

} // namespace tapewatch
