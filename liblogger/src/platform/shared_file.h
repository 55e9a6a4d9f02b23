// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <cstddef>
#include <string>

namespace tapewatch::platform {

/// A file in a memory file system, mapped whole and shared, so that what is stored in it outlives the process
/// at once. Mode 0600; not inherited by a forked child.
///
/// Its pages are reserved before they are mapped: a full file system is an error here and no SIGBUS later.
class SharedFile {
public:
    /// Makes `name` in the folder with this descriptor, `bytes` long and zeroed; fails with Io (it is there
    /// already, no room, no right).
    [[nodiscard]] static Result<SharedFile> create(int folder, const std::string &name, std::size_t bytes);
    /// One that is there, as long as it is. Fails with Io, or Corrupt where it is empty.
    [[nodiscard]] static Result<SharedFile> open(int folder, const std::string &name);

    SharedFile(SharedFile &&other) noexcept;
    SharedFile &operator=(SharedFile &&other) noexcept;
    ~SharedFile();

    /// Makes it `bytes` long; it may move. Unchanged where that fails (Io).
    [[nodiscard]] Result<void> grow(std::size_t bytes);

    /// Gives up the mapping, to be ended with unmap(): fewer words to keep for who has many.
    [[nodiscard]] std::byte *release();
    static void unmap(std::byte *data, std::size_t bytes);

    [[nodiscard]] std::byte *data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    SharedFile(int fd, std::string name)
        : m_fd(fd)
        , m_name(std::move(name))
    {
    }
    [[nodiscard]] Result<void> map(std::size_t bytes);

    int m_fd = -1;
    std::string m_name;
    std::byte *m_data = nullptr;
    std::size_t m_size = 0;
};

/// ftruncate() that also reserves the pages; an errno.
[[nodiscard]] int reservePages(int fd, std::size_t bytes);

} // namespace tapewatch::platform
