// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/control.h>
#include <tapewatch/format/error.h>

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QLocalSocket>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::bridge {

/// The answer to one call.
struct Reply {
    nlohmann::json result;                ///< when `error` is empty
    std::optional<Error> error;           ///< for people; refusals carry the JSON pointer
    std::optional<control::RpcError> rpc; ///< what the bot answered, when it was the bot who refused

    [[nodiscard]] bool ok() const { return !error; }
};

/// A client of one bot's control socket. Asynchronous; lives on the GUI thread and never blocks it.
///
/// Every call is answered exactly once: by the bot, by its time limit (Error::Code::Timeout), or by the end
/// of the connection. Callbacks and receivers of signals may close() the connection; to destroy it they use
/// deleteLater(). A bot that breaks the protocol (a line over 1 MiB, no JSON) is disconnected.
class ControlConnection : public QObject {
    Q_OBJECT

public:
    using Callback = std::function<void(const Reply &reply)>;

    static constexpr std::chrono::milliseconds kDefaultTimeout{3000};

    explicit ControlConnection(QObject *parent = nullptr);
    /// Calls under way are not answered any more.
    ~ControlConnection() override;

    /// Connects once; opened() or closed() follows, never from within this call.
    void connectToBot(const QString &socketPath, std::chrono::milliseconds timeout = kDefaultTimeout);
    [[nodiscard]] bool isOpen() const;

    /// Sends a request. `callback` runs on this thread, never from within call(), and not after `context` was
    /// destroyed. Without a connection the answer is an error.
    void call(std::string_view method, const nlohmann::json &params, QObject *context, Callback callback,
              std::chrono::milliseconds timeout = kDefaultTimeout);

    /// Ends the connection; closed() is not emitted, calls under way get an error.
    void close();

signals:
    void opened();
    /// The connection could not be made, or has ended. Calls under way were answered before.
    void closed(const tapewatch::Error &reason);

private:
    struct Pending {
        std::string method;
        QPointer<QObject> context;
        Callback callback;
        QTimer *timer = nullptr;
    };

    void readLines();
    void takeLine(std::string_view line);
    void finish(std::int64_t id, const Reply &reply);
    void fail(const Error &reason);
    void answerAll(const Error &reason);

    QLocalSocket m_socket;
    QTimer m_connectTimer;
    QByteArray m_buffer;                       ///< the bytes of a line that has not ended yet
    std::map<std::int64_t, Pending> m_pending; ///< by id, so that all are answered in the order asked
    std::int64_t m_lastId = 0;
    QString m_path;
    bool m_active = false; ///< between connectToBot() and the end
};

/// The error that a person reads for what a bot answered.
[[nodiscard]] Error errorFromRpc(const control::RpcError &rpc, std::string_view method);

} // namespace tapewatch::bridge
