// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tapewatch::control {

/// The process at the other end of a socket, as the kernel noted it when that connected.
struct Peer {
    std::uint32_t user = 0;
    std::uint32_t pid = 0; ///< 0 where it is in another pid namespace
};

[[nodiscard]] std::optional<Peer> peerOf(int socket);

/// "uid 1000 pid 4711"
[[nodiscard]] std::string toString(const Peer &peer);

} // namespace tapewatch::control
