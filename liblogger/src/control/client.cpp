// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/control_client.h>

#include "control/file_descriptor.h"
#include "control/line_buffer.h"
#include "control/socket_address.h"

#include <tapewatch/format/control.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/time.h>

namespace tapewatch::control {

namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::json;
using std::chrono::milliseconds;

/// Something that has to be done by a time.
class Attempt {
public:
    Attempt(std::string what, milliseconds limit)
        : m_what(std::move(what))
        , m_limit(limit)
        , m_end(Clock::now() + limit)
    {
    }

    /// For poll(): 0 when the time is up. Rounded up, so that a wait never ends before.
    [[nodiscard]] int left() const
    {
        const auto left = std::chrono::ceil<milliseconds>(m_end - Clock::now()).count();
        return static_cast<int>(std::clamp<milliseconds::rep>(left, 0, 1'000'000'000));
    }

    [[nodiscard]] Error timedOut() const
    {
        return {Error::Code::Timeout,
                m_what,
                "the bot did not respond within " + std::to_string(m_limit.count()) + " ms",
                "Try again with more time; the bot may be stopped or very busy",
                {}};
    }
    [[nodiscard]] Error failed(int error) const { return systemError(m_what, error); }
    [[nodiscard]] Error ended() const
    {
        return {
            Error::Code::Io, m_what, "the connection has ended", "Connect again if the bot still runs", {}};
    }
    [[nodiscard]] const std::string &what() const { return m_what; }

private:
    std::string m_what;
    milliseconds m_limit;
    Clock::time_point m_end;
};

/// A blocking connect() waits for room in the listener's queue for as long as this says.
void limitConnect(int socket, milliseconds limit)
{
    const milliseconds most = std::max(limit, milliseconds(1)); // 0 would be for ever
    const auto seconds = std::chrono::floor<std::chrono::seconds>(most);
    const timeval time{seconds.count(), std::chrono::microseconds(most - seconds).count()};
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

Error cannotConnect(const Attempt &attempt, int error)
{
    if (error == EAGAIN || error == EWOULDBLOCK)
        return attempt.timedOut();
    Error failed = attempt.failed(error);
    if (error != ENOENT && error != ECONNREFUSED)
        return failed;
    failed.code = Error::Code::NotFound;
    failed.hint = "Check that the bot runs and that its configuration has control.enabled true";
    return failed;
}

Error::Code codeOf(RpcCode code)
{
    switch (code) {
    case RpcCode::RevisionConflict:
        return Error::Code::Busy;
    case RpcCode::MethodNotFound:
        return Error::Code::Unsupported;
    case RpcCode::ConfigRefused:
    case RpcCode::InvalidParams:
    case RpcCode::InvalidRequest:
    case RpcCode::ParseError:
        return Error::Code::InvalidArgument;
    case RpcCode::InternalError:
        break;
    }
    return Error::Code::Io;
}

std::string textOf(const json &data, const char *key)
{
    const json member = data.is_object() ? data.value(key, json()) : json();
    return member.is_string() ? member.get<std::string>() : std::string();
}

Error refusal(const Attempt &attempt, const RpcError &error)
{
    if (error.code != RpcCode::ConfigRefused)
        return {codeOf(error.code), attempt.what(), error.message, {}, {}};
    return {codeOf(error.code), error.message, textOf(error.data, "why"), textOf(error.data, "hint"),
            textOf(error.data, "pointer")};
}

} // namespace

class Client::Impl {
public:
    explicit Impl(FileDescriptor socket)
        : m_socket(std::move(socket))
        , m_lines(kMaxMessageBytes)
    {
    }

    Result<json> call(const Request &request, const Attempt &attempt);

private:
    Result<Response> exchange(const Request &request, const Attempt &attempt);
    Result<void> send(std::string_view line, const Attempt &attempt) const;
    Result<std::string_view> receive(const Attempt &attempt);
    Result<void> await(short event, const Attempt &attempt) const;

    FileDescriptor m_socket; // none once the connection is of no use
    LineBuffer m_lines;
};

Result<json> Client::Impl::call(const Request &request, const Attempt &attempt)
{
    if (!m_socket)
        return attempt.ended();
    auto response = exchange(request, attempt);
    if (!response) {
        m_socket = {}; // what comes next on it would be the answer to this
        return response.error();
    }
    if (response->error)
        return refusal(attempt, *response->error);
    return std::move(response->result);
}

Result<Response> Client::Impl::exchange(const Request &request, const Attempt &attempt)
{
    if (auto sent = send(toLine(request), attempt); !sent)
        return sent.error();
    const auto line = receive(attempt);
    if (!line)
        return line.error();
    auto response = parseResponse(*line);
    // Without an id: the bot could not read the message, or turns clients away.
    const bool ours = !response || response->id == request.id || (response->id.is_null() && response->error);
    if (ours)
        return response;
    return Error{Error::Code::Corrupt, attempt.what(), "the bot answered another request", {}, {}};
}

Result<void> Client::Impl::send(std::string_view line, const Attempt &attempt) const
{
    while (!line.empty()) {
        const ssize_t count = ::send(m_socket.get(), line.data(), line.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count >= 0)
            line.remove_prefix(static_cast<std::size_t>(count));
        else if (errno == EPIPE)
            return {}; // the bot may have said why before it hung up
        else if (errno != EAGAIN && errno != EINTR)
            return attempt.failed(errno);
        else if (auto ready = await(POLLOUT, attempt); !ready)
            return ready;
    }
    return {};
}

Result<std::string_view> Client::Impl::receive(const Attempt &attempt)
{
    std::array<char, 16 * 1024> chunk;
    for (;;) {
        if (const auto line = m_lines.next())
            return *line;
        const ssize_t count = ::recv(m_socket.get(), chunk.data(), chunk.size(), MSG_DONTWAIT);
        if (count > 0)
            m_lines.append({chunk.data(), static_cast<std::size_t>(count)});
        else if (count == 0 || errno == ECONNRESET)
            return attempt.ended();
        else if (errno != EAGAIN && errno != EINTR)
            return attempt.failed(errno);
        else if (auto ready = await(POLLIN, attempt); !ready)
            return ready.error();
    }
}

Result<void> Client::Impl::await(short event, const Attempt &attempt) const
{
    const int left = attempt.left();
    if (left == 0)
        return attempt.timedOut();
    pollfd entry{m_socket.get(), event, 0};
    if (::poll(&entry, 1, left) < 0 && errno != EINTR)
        return attempt.failed(errno);
    return {};
}

Result<Client> Client::connect(const std::filesystem::path &path, milliseconds limit)
{
    if (auto fits = checkSocketPath(path); !fits)
        return fits.error();
    const Attempt attempt("Cannot connect to the bot at " + path.string(), limit);
    FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket)
        return attempt.failed(errno);
    limitConnect(socket.get(), limit);
    const sockaddr_un address = socketAddress(path);
    if (::connect(socket.get(), generic(address), sizeof address) != 0)
        return cannotConnect(attempt, errno);
    return Client(std::make_unique<Impl>(std::move(socket)));
}

Client::Client(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}
Client::Client(Client &&) noexcept = default;
Client &Client::operator=(Client &&) noexcept = default;
Client::~Client() = default;

Result<json> Client::call(std::string_view method, const json &params, milliseconds limit)
{
    // One id for all: a connection whose answer did not come is not used again.
    return m_impl->call({1, std::string(method), params},
                        Attempt("The bot did not do " + std::string(method), limit));
}

} // namespace tapewatch::control
