// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/host.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <unistd.h>

namespace tapewatch::control {

struct ServerOptions {
    std::size_t clients = 32;                      ///< at a time; more are told so and turned away
    std::chrono::milliseconds unreadLimit{10'000}; ///< to read an answer in, or be hung up on
    std::uint32_t user = ::geteuid();              ///< whose programs are served
};

/// Listens on `<folder>/<instance>.<pid>.sock` and answers clients of the same user, on one thread of its
/// own.
///
/// A client that sends half a message, floods, never reads or vanishes costs the others and the bot nothing:
/// messages are limited to kMaxMessageBytes, a client's next message waits until it has read the last answer,
/// answers that nobody reads close the connection, the number of clients is limited.
class Server {
public:
    /// Makes the folder with mode 0700 (refuses one of another user or open to others), removes sockets that
    /// dead processes left, listens. Fails with InvalidArgument (path too long, or a folder that is not
    /// ours alone), Busy (somebody listens there) or Io. `host` must outlive the server.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(Host &host,
                                                               const std::filesystem::path &folder,
                                                               const SocketName &name,
                                                               const ServerOptions &options = {});

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
