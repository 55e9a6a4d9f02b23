// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/connection.h"

#include <tapewatch/format/control.h>

#include <asio/buffer.hpp>
#include <asio/post.hpp>
#include <asio/write.hpp>
#include <poll.h>

namespace tapewatch::control {

Connection::Connection(asio::local::stream_protocol::socket socket, std::chrono::milliseconds unreadLimit,
                       Callbacks callbacks)
    : m_socket(std::move(socket))
    , m_timer(m_socket.get_executor())
    , m_unreadLimit(unreadLimit)
    , m_callbacks(std::move(callbacks))
    , m_lines(kMaxMessageBytes)
{
}

void Connection::read()
{
    m_socket.async_read_some(asio::buffer(m_chunk),
                             [self = shared_from_this()](const asio::error_code &error, std::size_t count) {
                                 if (error)
                                     return self->finish();
                                 self->m_lines.append({self->m_chunk.data(), count});
                                 self->serve();
                             });
}

void Connection::serve()
{
    try {
        answerNext();
    } catch (...) {
        finish(); // out of memory; the other clients may need less
    }
}

void Connection::answerNext()
{
    const auto line = m_lines.next();
    if (!line)
        return read();
    m_output = m_callbacks.answer(*line);
    if (m_output.empty())
        return asio::post(m_socket.get_executor(), [self = shared_from_this()] { self->serve(); });
    watchWrite();
    write();
}

void Connection::write()
{
    asio::async_write(m_socket, asio::buffer(m_output),
                      [self = shared_from_this()](const asio::error_code &error, std::size_t) {
                          self->m_output.clear();
                          self->m_timer.cancel();
                          if (error)
                              return self->finish();
                          self->serve();
                      });
}

void Connection::watchWrite()
{
    m_timer.expires_after(m_unreadLimit);
    m_timer.async_wait([weak = weak_from_this()](const asio::error_code &error) {
        const auto self = weak.lock();
        // A wait that has just ended cannot be cancelled any more: ask whether it is still about this answer.
        if (self && !error && !self->m_output.empty() &&
            self->m_timer.expiry() <= asio::steady_timer::clock_type::now())
            self->finish();
    });
}

void Connection::finish()
{
    close();
    if (const auto closed = std::exchange(m_callbacks.closed, nullptr))
        closed(*this);
}

bool Connection::hungUp()
{
    pollfd entry{m_socket.native_handle(), 0, 0};
    return ::poll(&entry, 1, 0) > 0 && (entry.revents & POLLHUP) != 0;
}

void Connection::close()
{
    asio::error_code ignored;
    m_timer.cancel();
    // A forked child may hold a copy of the descriptor; the client should see the end all the same.
    m_socket.shutdown(asio::socket_base::shutdown_both, ignored);
    m_socket.close(ignored);
}

} // namespace tapewatch::control
