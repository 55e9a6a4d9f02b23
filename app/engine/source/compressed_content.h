// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tapewatch::engine {

/// Whether `path` has the name of a zstd file. Names decide, not bytes: they are all that a listing shows.
[[nodiscard]] bool isZstdName(const std::filesystem::path &path);

/// What a zstd file holds, to be read at any offset, by any thread.
///
/// A segment that a recorder compressed has frames of 1 MiB and a table of them: each frame is decoded when
/// it is read from, and the last few of all files stay in memory. A frame is shown only if its checksum fits.
/// Other zstd files cannot be entered in the middle; they are decoded once, when they are opened, into a file
/// without a name in the folder for temporary files. Memory is bounded either way.
class CompressedContent {
public:
    /// `descriptor` stays open as long as this lives. Fails with Corrupt (no zstd data) or Io.
    [[nodiscard]] static Result<std::unique_ptr<CompressedContent>> open(int descriptor,
                                                                         const std::filesystem::path &path);
    virtual ~CompressedContent() = default;

    /// Of what can be there at most: a damaged frame is noticed when it is read.
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Up to `room` bytes at `offset`; fewer at the end, and before damage. Nothing where reading failed;
    /// `errno` is EBADMSG where the file is damaged.
    [[nodiscard]] virtual std::optional<std::size_t> read(std::uint64_t offset, char *into,
                                                          std::size_t room) const = 0;
};

/// pread, until `room` is full or the file ends. Nothing where it failed, `errno` says why.
[[nodiscard]] std::optional<std::size_t> readAt(int descriptor, std::uint64_t offset, char *into,
                                                std::size_t room);

} // namespace tapewatch::engine
