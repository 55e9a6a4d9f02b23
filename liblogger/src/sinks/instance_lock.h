// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform/closed_in_child.h"

#include <tapewatch/format/error.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace tapewatch::sinks {

/// "<directory>/.<bot>.lock": the file whose byte 0 is locked by who has the bot's name, and whose byte
/// <number> by who is "<bot>-<number>".
[[nodiscard]] std::filesystem::path lockPath(const std::filesystem::path &directory, std::string_view bot);

/// Holds a bot's name in a folder for as long as it lives; the kernel frees it when the process dies.
///
/// The locks are of open file descriptions (F_OFD_SETLK), so they hold against other recorders of the same
/// process too, and over NFS. A forked child has no part in them.
class InstanceLock {
public:
    /// Makes the folder. The instance is `bot`, or "<bot>-<pid>" where another process holds the name (the
    /// next free number where a process of another pid namespace has this one). Fails with Io where the
    /// folder cannot be made or written.
    [[nodiscard]] static Result<InstanceLock> take(const std::filesystem::path &directory,
                                                   const std::string &bot);

    /// Exactly `instance`, which is `bot` or "<bot>-<number>". Fails with Busy where somebody has it, or Io.
    [[nodiscard]] static Result<InstanceLock> take(const std::filesystem::path &directory,
                                                   const std::string &bot, const std::string &instance);

    InstanceLock(InstanceLock &&other) noexcept;
    InstanceLock &operator=(InstanceLock &&other) noexcept;
    ~InstanceLock();

    [[nodiscard]] const std::string &instance() const { return m_instance; }

private:
    InstanceLock(int fd, std::string instance)
        : m_fd(fd)
        , m_instance(std::move(instance))
    {
    }
    platform::ClosedInChild m_fd;
    std::string m_instance;
};

} // namespace tapewatch::sinks
