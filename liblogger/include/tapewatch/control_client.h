// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace tapewatch::control {

/// A connection to one bot's control socket, for programs that ask and wait: tools, scripts, tests. The
/// methods are those of docs/control-protocol.md.
///
/// For one thread at a time.
class Client {
public:
    /// Fails with NotFound (no socket, or nobody listens there), InvalidArgument (path too long), Timeout
    /// (the bot is too busy to accept) or Io.
    [[nodiscard]] static Result<Client> connect(const std::filesystem::path &socket,
                                                std::chrono::milliseconds limit);

    Client(Client &&) noexcept;
    Client &operator=(Client &&) noexcept;
    ~Client();

    /// The result that the bot answers to `method` within `limit`. `params` is an object.
    ///
    /// Fails with what the bot said: Busy (its configuration is at another revision), InvalidArgument (it
    /// refused the configuration, `pointer` tells where, or the parameters), Unsupported (it has no such
    /// method) or Io (its own fault).
    ///
    /// Fails otherwise with Timeout (the bot may still do what was asked), Corrupt (the answer cannot be
    /// understood) or Io (the connection has ended); after these every call fails with Io: connect again.
    [[nodiscard]] Result<nlohmann::json> call(std::string_view method, const nlohmann::json &params,
                                              std::chrono::milliseconds limit);

private:
    class Impl;
    explicit Client(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::control
