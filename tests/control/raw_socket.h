// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/file_descriptor.h"
#include "control/socket_address.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>

namespace tapewatch::test {

/// A socket at `path` that is bound and, where asked for, listens: a bot that does not answer by itself.
inline control::FileDescriptor boundSocket(const std::filesystem::path &path, bool listening)
{
    control::FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = control::socketAddress(path);
    if (::bind(socket.get(), control::generic(address), sizeof address) != 0 ||
        (listening && ::listen(socket.get(), 8) != 0))
        return {};
    return socket;
}

/// One end of a connection that sends what it likes and reads when it likes. Everything blocks.
class RawSocket {
public:
    explicit RawSocket(control::FileDescriptor socket)
        : m_socket(std::move(socket))
    {
    }
    /// Connects; not connected() where nobody listens.
    explicit RawSocket(const std::filesystem::path &path)
        : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const sockaddr_un address = control::socketAddress(path);
        if (::connect(m_socket.get(), control::generic(address), sizeof address) != 0)
            m_socket = {};
    }
    /// The next client of a listening socket.
    static RawSocket accept(const control::FileDescriptor &listener)
    {
        return RawSocket(control::FileDescriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC)));
    }

    [[nodiscard]] bool connected() const { return static_cast<bool>(m_socket); }

    /// Whether all of it has left; false where the other end has hung up.
    bool send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t count = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count < 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    /// Without its newline; nothing at the end of the connection.
    [[nodiscard]] std::optional<std::string> readLine()
    {
        for (;;) {
            if (const std::size_t newline = m_bytes.find('\n'); newline != std::string::npos) {
                std::string line = m_bytes.substr(0, newline);
                m_bytes.erase(0, newline + 1);
                return line;
            }
            char chunk[64 * 1024];
            const ssize_t count = ::recv(m_socket.get(), chunk, sizeof chunk, 0);
            if (count <= 0)
                return std::nullopt;
            m_bytes.append(chunk, static_cast<std::size_t>(count));
        }
    }

    /// The next message; null at the end of the connection or where it is no JSON.
    [[nodiscard]] nlohmann::json readMessage()
    {
        const auto line = readLine();
        auto message = nlohmann::json::parse(line.value_or(""), nullptr, false);
        return message.is_discarded() ? nlohmann::json() : message;
    }

    [[nodiscard]] nlohmann::json ask(std::string_view request)
    {
        send(request);
        send("\n");
        return readMessage();
    }

    /// Nothing more will be sent; the answers can still come.
    void finishSending() const { ::shutdown(m_socket.get(), SHUT_WR); }
    /// Waits for that, without reading anything.
    void awaitHangUp() const
    {
        pollfd entry{m_socket.get(), 0, 0};
        while (::poll(&entry, 1, -1) < 0 || (entry.revents & POLLHUP) == 0)
            ;
    }
    void close() { m_socket = {}; }

private:
    control::FileDescriptor m_socket;
    std::string m_bytes;
};

} // namespace tapewatch::test
