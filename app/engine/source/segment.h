// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/source/compressed_content.h"

#include <tapewatch/format/error.h>

#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace tapewatch::engine {

/// What makes a file itself, whatever its name. The birth time tells a file from an older one whose number
/// the file system gave out again; 0 where the file system does not keep it.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t birthNs = 0;
    auto operator<=>(const FileIdentity &) const = default;
};

/// What one look at a file told.
struct FileState {
    FileIdentity identity;
    std::uint64_t size = 0;
    std::int64_t modifiedNs = 0;
    std::uint64_t links = 0; ///< 0: deleted
    bool regular = false;
};

/// Nothing where the path leads to no file (`errno` says why).
[[nodiscard]] std::optional<FileState> lookAt(const std::filesystem::path &path);

/// A stretch of bytes of one opened file, kept readable after the file was renamed or deleted: the descriptor
/// is held, and with it the disk space of a deleted file. Opened read-only, never locked and never mapped. Of
/// a zstd file the bytes are those it holds. Reads from any thread.
class Segment {
public:
    /// Fails with NotFound, Io (`why` has the system's text), Unsupported (not a regular file) or Corrupt (no
    /// zstd data under a zstd file's name).
    [[nodiscard]] static Result<std::shared_ptr<Segment>> open(const std::filesystem::path &path);
    /// Another segment on the same file, for what was written after the file was emptied.
    [[nodiscard]] Result<std::shared_ptr<Segment>> again() const;

    Segment(const Segment &) = delete;
    Segment &operator=(const Segment &) = delete;
    ~Segment();

    /// Up to `room` bytes at `offset`; fewer only at the end of the file. Nothing where reading failed;
    /// `errno` says why, EBADMSG that a compressed file is damaged.
    [[nodiscard]] std::optional<std::size_t> read(std::uint64_t offset, char *into, std::size_t room) const;
    /// The size is that of the bytes to read, compressed or not.
    [[nodiscard]] std::optional<FileState> look() const;
    /// The first offset from `offset` on that is not part of a hole.
    [[nodiscard]] std::uint64_t dataFrom(std::uint64_t offset) const;

    /// The name it was opened by.
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// A compressed file does not change any more, but for being deleted.
    [[nodiscard]] bool compressed() const { return m_content != nullptr; }

    /// The writer emptied the file: what was read from it is not there any more.
    [[nodiscard]] bool overwritten() const { return m_overwritten.load(std::memory_order_relaxed); }
    void markOverwritten() { m_overwritten.store(true, std::memory_order_relaxed); }

private:
    Segment(int descriptor, std::filesystem::path path);

    int m_descriptor;
    std::filesystem::path m_path;
    std::unique_ptr<const CompressedContent> m_content; ///< null: the file's bytes are what is read
    std::atomic<bool> m_overwritten{false};
};

} // namespace tapewatch::engine
