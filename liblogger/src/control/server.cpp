// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/server.h"

#include "control/connection.h"
#include "control/dispatcher.h"
#include "control/listening_socket.h"
#include "control/peer.h"
#include "control/socket_folder.h"
#include "platform/closed_in_child.h"
#include "platform/process.h"

#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <cerrno>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <vector>

namespace tapewatch::control {

namespace {

namespace fs = std::filesystem;
using asio::local::stream_protocol;

/// Between tries to accept while the process has no descriptor left.
constexpr std::chrono::milliseconds kAcceptRetry{100};

/// Connecting clients that gave up, or an interruption; not a fault of ours.
bool isPassing(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == ECONNABORTED || error == EINTR;
}

/// A new connection's buffer is empty, so the line fits without waiting.
void turnAway(int client, std::size_t limit)
{
    Response response;
    response.error = RpcError{RpcCode::InternalError,
                              "The bot has " + std::to_string(limit) +
                                  " clients, as many as it serves: close one and try again",
                              nullptr};
    const std::string line = toLine(response);
    static_cast<void>(::send(client, line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
}

} // namespace

class Server::Impl {
public:
    Impl(Host &host, ListeningSocket socket, const ServerOptions &options)
        : m_host(host)
        , m_dispatcher(host)
        , m_options(options)
        , m_file(std::move(socket.file))
        , m_acceptor(m_io, stream_protocol(), socket.descriptor.release())
        , m_notInChildren(m_acceptor.native_handle())
        , m_retry(m_io)
        , m_thread([this] { run(); })
    {
    }
    ~Impl();
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    [[nodiscard]] const fs::path &path() const { return m_file.path(); }

private:
    void run();
    void awaitClient();
    void acceptClient();
    void acceptLater(int error);
    void welcome(FileDescriptor client);
    void admit(FileDescriptor client, const Peer &peer);
    void serve(FileDescriptor client, const Peer &peer);
    void forget(const Connection &gone);
    void report(const Error &error) noexcept;

    Host &m_host;
    Dispatcher m_dispatcher;
    ServerOptions m_options;
    SocketFile m_file;
    asio::io_context m_io{1};
    stream_protocol::acceptor m_acceptor;
    platform::ClosedInChild
        m_notInChildren; ///< of the acceptor: a child would keep a dead bot's socket alive
    asio::steady_timer m_retry;
    std::vector<std::shared_ptr<Connection>> m_clients;
    bool m_acceptFails = false;
    std::thread m_thread; // last: starts when all else is there
};

Server::Impl::~Impl()
{
    m_io.stop();
    m_thread.join();
    for (const auto &client : m_clients)
        client->close();
    // A forked child may hold a copy of the descriptor; nobody should be able to connect to that.
    ::shutdown(m_acceptor.native_handle(), SHUT_RDWR);
}

void Server::Impl::run()
{
    platform::nameThread("tapewatch-ctl");
    platform::blockSignals();
    awaitClient();
    for (;;) {
        try {
            m_io.run();
            return;
        } catch (const std::exception &error) {
            report({Error::Code::Io, "The control socket had a fault", error.what(), {}, {}});
        }
    }
}

void Server::Impl::awaitClient()
{
    m_acceptor.async_wait(stream_protocol::acceptor::wait_read, [this](const asio::error_code &error) {
        if (!error)
            acceptClient();
        else if (error != asio::error::operation_aborted)
            acceptLater(error.value());
    });
}

void Server::Impl::acceptClient()
{
    // Not asio's accept: that would leave the descriptor open in programs that the bot starts.
    FileDescriptor client(
        ::accept4(m_acceptor.native_handle(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!client && !isPassing(errno))
        return acceptLater(errno);
    if (client)
        welcome(std::move(client));
    else
        awaitClient();
}

void Server::Impl::acceptLater(int error)
{
    if (!std::exchange(m_acceptFails, true))
        report(systemError("Cannot accept a client on the control socket " + path().string(), error,
                           "Clients wait until it can"));
    m_retry.expires_after(kAcceptRetry);
    m_retry.async_wait([this](const asio::error_code &stopped) {
        if (!stopped)
            acceptClient();
    });
}

void Server::Impl::welcome(FileDescriptor client)
{
    m_acceptFails = false;
    const auto peer = peerOf(client.get());
    if (peer && peer->user == m_options.user)
        admit(std::move(client), *peer);
    else
        awaitClient();
}

/// A client counts until what it sent before it hung up has had its turn: somebody who came after that waits
/// for it, rather than being turned away from a bot that has room.
void Server::Impl::admit(FileDescriptor client, const Peer &peer)
{
    const bool full = m_clients.size() >= m_options.clients;
    if (full && std::ranges::any_of(m_clients, [](const auto &other) { return other->hungUp(); }))
        return asio::post(
            m_io, [this, client = std::move(client), peer]() mutable { admit(std::move(client), peer); });
    awaitClient();
    if (!full)
        serve(std::move(client), peer);
    else
        turnAway(client.get(), m_options.clients);
}

void Server::Impl::serve(FileDescriptor client, const Peer &peer)
{
    stream_protocol::socket socket(m_io, stream_protocol(), client.get());
    static_cast<void>(client.release());
    auto answer = [this, who = toString(peer)](std::string_view line) {
        return m_dispatcher.answer(line, who);
    };
    auto closed = [this](const Connection &gone) { forget(gone); };
    auto connection =
        std::make_shared<Connection>(std::move(socket), m_options.unreadLimit,
                                     Connection::Callbacks{std::move(answer), std::move(closed)});
    m_clients.push_back(connection);
    connection->start();
}

void Server::Impl::forget(const Connection &gone)
{
    std::erase_if(m_clients, [&gone](const auto &client) { return client.get() == &gone; });
}

void Server::Impl::report(const Error &error) noexcept
{
    try {
        m_host.report(error);
    } catch (...) {
        return; // the bot's own callback; there is nobody left to tell
    }
}

Result<std::unique_ptr<Server>> Server::start(Host &host, const fs::path &folder, const SocketName &name,
                                              const ServerOptions &options)
{
    const fs::path path = folder / toString(name);
    if (auto fits = checkSocketPath(path); !fits)
        return fits.error();
    if (auto ready = prepareSocketFolder(folder); !ready)
        return ready.error();
    removeDeadSockets(folder);
    auto socket = listenOn(path);
    if (!socket)
        return socket.error();
    try {
        return std::unique_ptr<Server>(new Server(std::make_unique<Impl>(host, std::move(*socket), options)));
    } catch (const std::system_error &error) {
        return systemError("Cannot serve the control socket " + path.string(), error.code().value());
    }
}

Server::Server(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

Server::~Server() = default;

const fs::path &Server::path() const
{
    return m_impl->path();
}

} // namespace tapewatch::control
