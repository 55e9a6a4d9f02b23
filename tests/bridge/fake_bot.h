// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>
#include <tapewatch/format/control.h>
#include <tapewatch/format/metrics.h>

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <optional>
#include <variant>

namespace tapewatch::test {

/// A bot's control socket without a bot: answers as the protocol says until a test tells it to misbehave.
class FakeBot : public QObject {
public:
    /// The bytes to send for a request, whatever they are; nothing: the usual answer.
    using Answer = std::function<std::optional<QByteArray>(const control::Request &request)>;

    explicit FakeBot(const QString &socketFolder, const QString &instance = QStringLiteral("alpha"),
                     std::uint32_t pid = 4711, const QString &logs = QStringLiteral("/nowhere"))
    {
        hello.bot = hello.instance = instance.toStdString();
        hello.pid = pid;
        hello.version = "0.1.0";
        hello.directory = logs.toStdString();
        config.bot = hello.bot;
        metrics.taken = Timestamp::now();
        path = socketFolder + u'/' + QString::fromStdString(control::toString({hello.instance, pid}));
        connect(&m_server, &QLocalServer::newConnection, this, &FakeBot::accept);
        start();
    }

    void start() { listening = m_server.listen(path); }

    /// As a bot that was killed: connections end, the socket's file goes.
    void die()
    {
        m_server.close();
        dropClients();
    }

    void dropClients()
    {
        for (QLocalSocket *client : m_server.findChildren<QLocalSocket *>())
            client->abort();
    }

    void send(const QByteArray &bytes)
    {
        for (QLocalSocket *client : m_server.findChildren<QLocalSocket *>()) {
            client->write(bytes);
            client->flush();
        }
    }

    static QByteArray line(const control::Response &response)
    {
        return QByteArray::fromStdString(control::toLine(response));
    }

    [[nodiscard]] static QByteArray refusal(const control::Request &request, control::RpcError error)
    {
        return line({request.id, {}, std::move(error)});
    }

    [[nodiscard]] QByteArray usual(const control::Request &request)
    {
        if (request.method == control::kHello)
            return line({request.id, control::toJson(hello), {}});
        if (request.method == control::kMetrics)
            return line({request.id, toJson(metrics), {}});
        if (request.method == control::kConfigGet)
            return line({request.id, state(), {}});
        if (request.method == control::kLoggers)
            return line({request.id, loggers, {}});
        if (request.method == control::kConfigPatch)
            return patched(request, request.params.at("patch"));
        if (request.method == control::kLevelSet)
            return patched(request,
                           {{"levels", {{request.params.at("logger"), request.params.at("level")}}}});
        return refusal(request, {control::RpcCode::MethodNotFound, "no such method", {}});
    }

    control::Hello hello;
    Config config;
    Metrics metrics;
    nlohmann::json loggers = nlohmann::json::array();
    std::uint64_t revision = 1;
    Answer answer;
    QStringList methods; ///< of the requests so far
    QList<nlohmann::json> params;
    QString path;
    bool listening = false;

private:
    void accept()
    {
        QLocalSocket *client = m_server.nextPendingConnection();
        connect(client, &QLocalSocket::readyRead, this, [this, client] {
            while (client->canReadLine())
                take(*client, client->readLine());
        });
    }

    void take(QLocalSocket &client, const QByteArray &text)
    {
        const auto parsed = control::parseRequest(text.trimmed().toStdString());
        const auto *request = std::get_if<control::Request>(&parsed);
        if (request == nullptr)
            return;
        methods.append(QString::fromStdString(request->method));
        params.append(request->params);
        const std::optional<QByteArray> special = answer ? answer(*request) : std::nullopt;
        client.write(special ? *special : usual(*request));
        client.flush();
    }

    [[nodiscard]] nlohmann::json state() const
    {
        return control::toJson(control::ConfigState{revision, configToJson(config)});
    }

    QByteArray patched(const control::Request &request, const nlohmann::json &patch)
    {
        const auto expected = request.params.find("revision");
        if (expected != request.params.end() && *expected != revision)
            return refusal(request,
                           {control::RpcCode::RevisionConflict, "changed", {{"revision", revision}}});
        const Result<Config> changed = patchConfig(config, patch);
        if (!changed) {
            const Error &error = changed.error();
            return refusal(request, {control::RpcCode::ConfigRefused,
                                     error.what,
                                     {{"pointer", error.pointer}, {"why", error.why}, {"hint", error.hint}}});
        }
        config = *changed;
        ++revision;
        return line({request.id, state(), {}});
    }

    QLocalServer m_server;
};

} // namespace tapewatch::test
