// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/line_buffer.h"

#include <array>
#include <asio/io_context.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tapewatch::control {

/// One client. Takes a message, answers it, and takes the next only when the answer has left: what a client
/// can make the bot hold is one message and one answer, and a flood waits in the client's own buffers. Each
/// answer is a turn of the event loop, so that every client has its turn.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    struct Callbacks {
        std::function<std::string(std::string_view line)> answer; ///< empty: nothing to send
        std::function<void(const Connection &)> closed;           ///< at most once, from the event loop
    };

    Connection(asio::local::stream_protocol::socket socket, std::chrono::milliseconds unreadLimit,
               Callbacks callbacks);

    void start() { read(); }
    /// Whether the client is gone. What it has sent may still wait to be read.
    [[nodiscard]] bool hungUp();
    /// Without calling `closed`.
    void close();

private:
    void read();
    void serve();
    void answerNext();
    void write();
    void watchWrite();
    void finish();

    asio::local::stream_protocol::socket m_socket;
    asio::steady_timer m_timer;
    std::chrono::milliseconds m_unreadLimit;
    Callbacks m_callbacks;
    std::array<char, 16 * 1024> m_chunk;
    LineBuffer m_lines;
    std::string m_output; // being sent; empty when nothing is
};

} // namespace tapewatch::control
