// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>
#include <tapewatch/format/timestamp.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <sys/stat.h>

namespace tapewatch::sinks {

/// The file that is being written: its descriptor, and whether its path still leads to it.
class ActiveFile {
public:
    ActiveFile() = default; ///< no file

    /// Opens `path` for appending, creating it (mode 0640 less the umask) and its folder. Refuses anything
    /// that is not a regular file, and a symbolic link in its place. Fails with Io.
    [[nodiscard]] static Result<ActiveFile> open(const std::filesystem::path &path);

    /// Makes an empty file at `path`, whatever was there, to be moved into place later. Fails with Io.
    [[nodiscard]] static Result<ActiveFile> create(const std::filesystem::path &path);

    ActiveFile(ActiveFile &&other) noexcept;
    ActiveFile &operator=(ActiveFile &&other) noexcept;
    ~ActiveFile();

    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    void close();

    [[nodiscard]] std::uint64_t size() const { return m_size; } ///< as last seen
    [[nodiscard]] dev_t device() const { return m_device; }
    [[nodiscard]] ino_t inode() const { return m_inode; }
    /// Where the next byte of a record comes to stand.
    [[nodiscard]] std::uint64_t nextOffset() const { return m_size + (m_torn ? 1 : 0); }

    /// The half line at its end is ours, and what is written next belongs to it.
    void continueLine() { m_torn = false; }

    /// Whether the file still has a name somewhere: what is written to one without is lost. A descriptor that
    /// the program closed under us, or that is another file by now, counts as lost too. Looks at the size as
    /// well: somebody may have cut the file.
    [[nodiscard]] bool hasName();

    /// Whether `path` itself, not through a link, is this file.
    [[nodiscard]] bool isAt(const std::filesystem::path &path) const;

    struct Written {
        std::size_t bytes = 0;
        int error = 0; ///< errno of what stopped it, 0 when everything was written
    };
    /// Writes as much as the file system takes. A last line that lacks its newline gets it first.
    Written write(std::string_view bytes);

    /// Another descriptor of it, for another thread. Fails with Io (none is left).
    [[nodiscard]] Result<ActiveFile> duplicate() const;

    // Waits until what was written is on the disk. An errno; EBADF where the descriptor is another file by
    // now.
    [[nodiscard]] int syncData() const;
    [[nodiscard]] int syncFileSystem() const; ///< the same for everything on its file system

    /// Of the file's first line, in either layout; the time of the last change where it cannot be read.
    [[nodiscard]] Timestamp firstRecordTime() const;

    /// The first byte; nothing where the file is empty.
    [[nodiscard]] std::optional<char> firstByte() const;

private:
    static Result<ActiveFile> openWith(const std::filesystem::path &path, int flags);
    [[nodiscard]] int adopt(int fd);
    [[nodiscard]] bool sameFile(const struct stat &info) const;
    [[nodiscard]] int syncWith(int (*call)(int)) const;

    int m_fd = -1;
    dev_t m_device = 0;
    ino_t m_inode = 0;
    bool m_countsNames = false; ///< some file systems always report 0 names
    bool m_torn = false;        ///< the last byte is no newline
    std::uint64_t m_size = 0;
};

} // namespace tapewatch::sinks
