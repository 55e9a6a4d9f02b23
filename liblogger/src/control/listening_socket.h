// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/file_descriptor.h"

#include <tapewatch/format/error.h>

#include <filesystem>
#include <sys/types.h>

namespace tapewatch::control {

/// A socket's name in the file system. Removes it at its end, unless somebody else has put another there.
class SocketFile {
public:
    /// Requires that the socket has been bound to `path`.
    explicit SocketFile(std::filesystem::path path);
    SocketFile(SocketFile &&other) noexcept;
    SocketFile &operator=(SocketFile &&) = delete;
    ~SocketFile();

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path; // empty when moved from
    dev_t m_device = 0;
    ino_t m_inode = 0;
};

struct ListeningSocket {
    FileDescriptor descriptor; ///< non-blocking, closed on exec
    SocketFile file;           ///< mode 0600
};

/// Replaces a socket that nobody listens on. Fails with InvalidArgument (path too long), Busy (somebody
/// listens there) or Io.
[[nodiscard]] Result<ListeningSocket> listenOn(const std::filesystem::path &path);

} // namespace tapewatch::control
