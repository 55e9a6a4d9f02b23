// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/control_connection.h"

#include <QLocalSocket>

#include <filesystem>
#include <utility>

namespace tapewatch::bridge {

namespace {

Error failure(Error::Code code, const QString &what, const QString &why, const QString &hint = {})
{
    return {code, what.toStdString(), why.toStdString(), hint.toStdString(), {}};
}

std::string memberText(const nlohmann::json &object, const char *name)
{
    if (!object.is_object() || !object.contains(name) || !object[name].is_string())
        return {};
    return object[name].get<std::string>();
}

Error::Code codeOf(control::RpcCode code)
{
    switch (code) {
    case control::RpcCode::MethodNotFound:
        return Error::Code::Unsupported;
    case control::RpcCode::RevisionConflict:
        return Error::Code::Busy;
    case control::RpcCode::InternalError:
        return Error::Code::Io;
    case control::RpcCode::ParseError:
    case control::RpcCode::InvalidRequest:
    case control::RpcCode::InvalidParams:
    case control::RpcCode::ConfigRefused:
        break;
    }
    return Error::Code::InvalidArgument;
}

} // namespace

Error errorFromRpc(const control::RpcError &rpc, std::string_view method)
{
    Error error;
    error.code = codeOf(rpc.code);
    error.why = memberText(rpc.data, "why");
    error.hint = memberText(rpc.data, "hint");
    error.pointer = memberText(rpc.data, "pointer");
    if (error.why.empty()) {
        error.what = ControlConnection::tr("The bot refused %1")
                         .arg(QString::fromUtf8(method.data(), qsizetype(method.size())))
                         .toStdString();
        error.why = rpc.message;
    } else {
        error.what = rpc.message;
    }
    return error;
}

ControlConnection::ControlConnection(QObject *parent)
    : QObject(parent)
{
    m_socket.setReadBufferSize(qint64(control::kMaxMessageBytes));
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, [this] {
        fail(failure(Error::Code::Timeout, tr("Cannot connect to the bot"),
                     tr("%1 did not accept the connection in time").arg(m_path)));
    });
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        m_connectTimer.stop();
        emit opened();
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &ControlConnection::readLines);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] {
        readLines();
        fail(failure(Error::Code::Io, tr("The connection to the bot has ended"),
                     tr("the bot stopped or closed it")));
    });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this](QLocalSocket::LocalSocketError error) {
        // Its last answers may still be unread; disconnected() follows.
        if (error != QLocalSocket::PeerClosedError)
            fail(failure(Error::Code::Io, tr("Cannot talk to the bot at %1").arg(m_path),
                         m_socket.errorString()));
    });
}

ControlConnection::~ControlConnection()
{
    m_socket.disconnect(this);
}

void ControlConnection::connectToBot(const QString &socketPath, std::chrono::milliseconds timeout)
{
    Q_ASSERT(!m_active);
    m_path = socketPath;
    m_active = true;
    m_connectTimer.start(timeout);
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_active)
                return;
            if (const auto fits = control::checkSocketPath(m_path.toStdString()); !fits)
                fail(fits.error());
            else
                m_socket.connectToServer(m_path);
        },
        Qt::QueuedConnection);
}

bool ControlConnection::isOpen() const
{
    return m_active && m_socket.state() == QLocalSocket::ConnectedState;
}

void ControlConnection::call(std::string_view method, const nlohmann::json &params, QObject *context,
                             Callback callback, std::chrono::milliseconds timeout)
{
    const std::int64_t id = ++m_lastId;
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    m_pending.emplace(id, Pending{std::string(method), context, std::move(callback), timer});
    if (!isOpen()) {
        connect(timer, &QTimer::timeout, this, [this, id] {
            finish(
                id,
                {{}, failure(Error::Code::Io, tr("Cannot ask the bot"), tr("there is no connection")), {}});
        });
        timer->start(0);
        return;
    }
    connect(timer, &QTimer::timeout, this, [this, id] {
        finish(
            id,
            {{}, failure(Error::Code::Timeout, tr("The bot does not answer"), tr("no answer in time")), {}});
    });
    timer->start(timeout);
    const std::string line = control::toLine(control::Request{id, std::string(method), params});
    m_socket.write(line.data(), qint64(line.size()));
}

void ControlConnection::close()
{
    m_active = false;
    m_connectTimer.stop();
    m_buffer.clear();
    m_socket.abort();
    answerAll(failure(Error::Code::Io, tr("Cannot ask the bot"), tr("the connection was closed")));
}

void ControlConnection::readLines()
{
    while (m_active && m_socket.bytesAvailable() > 0) {
        m_buffer += m_socket.readAll();
        qsizetype end = m_buffer.indexOf('\n');
        for (; m_active && end >= 0 && end < qsizetype(control::kMaxMessageBytes);
             end = m_buffer.indexOf('\n')) {
            const QByteArray line = m_buffer.left(end);
            m_buffer.remove(0, end + 1);
            takeLine({line.constData(), std::size_t(line.size())});
        }
        if (m_active && m_buffer.size() >= qsizetype(control::kMaxMessageBytes))
            fail(failure(Error::Code::Corrupt, tr("Cannot understand the bot"),
                         tr("it sent a message of more than %1 bytes").arg(control::kMaxMessageBytes)));
    }
}

void ControlConnection::takeLine(std::string_view line)
{
    const Result<control::Response> parsed = control::parseResponse(line);
    if (!parsed) {
        fail(parsed.error());
        return;
    }
    const control::Response &response = *parsed;
    if (!response.id.is_number_integer()) {
        fail(failure(Error::Code::Corrupt, tr("Cannot understand the bot"),
                     tr("its answer belongs to no question")));
        return;
    }
    const auto id = response.id.get<std::int64_t>();
    const auto pending = m_pending.find(id);
    if (pending == m_pending.end())
        return; // Answered too late: the caller was told so.
    if (response.error)
        finish(id, {{}, errorFromRpc(*response.error, pending->second.method), response.error});
    else
        finish(id, {response.result, {}, {}});
}

void ControlConnection::finish(std::int64_t id, const Reply &reply)
{
    auto node = m_pending.extract(id);
    if (node.empty())
        return;
    const Pending &pending = node.mapped();
    pending.timer->stop();
    pending.timer->deleteLater(); // not delete: it may be the one that is calling
    if (pending.context)
        pending.callback(reply);
}

void ControlConnection::answerAll(const Error &reason)
{
    // Calls made by the callbacks are not among these; they get their answer from the event loop.
    const std::int64_t last = m_lastId;
    while (!m_pending.empty() && m_pending.begin()->first <= last)
        finish(m_pending.begin()->first, {{}, reason, {}});
}

void ControlConnection::fail(const Error &reason)
{
    if (!std::exchange(m_active, false))
        return;
    m_connectTimer.stop();
    m_buffer.clear();
    m_socket.abort();
    answerAll(reason);
    emit closed(reason);
}

} // namespace tapewatch::bridge
