// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/peer.h"

#include <sys/socket.h>

namespace tapewatch::control {

std::optional<Peer> peerOf(int socket)
{
    ucred credentials = {};
    socklen_t size = sizeof credentials;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    return Peer{credentials.uid, static_cast<std::uint32_t>(credentials.pid)};
}

std::string toString(const Peer &peer)
{
    return "uid " + std::to_string(peer.user) + " pid " + std::to_string(peer.pid);
}

} // namespace tapewatch::control
