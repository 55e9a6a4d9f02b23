// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/control.h>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace tapewatch::control {

/// Requires checkSocketPath().
[[nodiscard]] inline sockaddr_un socketAddress(const std::filesystem::path &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    return address;
}

/// The system calls want the general type.
[[nodiscard]] inline const sockaddr *generic(const sockaddr_un &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

} // namespace tapewatch::control
