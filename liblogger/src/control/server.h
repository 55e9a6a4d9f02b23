// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/host.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tapewatch::control {

/// Listens on `<folder>/<instance>.<pid>.sock` and answers clients of the same user, on one thread of its
/// own.
///
/// A client that sends half a message, floods, never reads or vanishes costs the others and the bot nothing:
/// messages are limited to kMaxMessageBytes, answers that nobody reads close the connection, the number of
/// clients is limited.
class Server {
public:
    /// Makes the folder with mode 0700 (refuses one of another user or open to others), removes sockets that
    /// dead processes left, listens. Fails with Io or InvalidArgument (path too long). `host` must outlive
    /// the server.
    [[nodiscard]] static Result<std::unique_ptr<Server>>
    start(Host &host, const std::filesystem::path &folder, const SocketName &name);

    /// Closes every connection, removes the socket, joins the thread.
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    [[nodiscard]] const std::filesystem::path &path() const;

private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::control
