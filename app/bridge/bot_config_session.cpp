// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_config_session.h"

#include <utility>

namespace tapewatch::bridge {

namespace {

/// `loggers` -> [{name, level, configured}]; entries that cannot be read are left out.
QList<LoggerInfo> loggersFromJson(const nlohmann::json &json)
{
    QList<LoggerInfo> loggers;
    if (!json.is_array())
        return loggers;
    for (const nlohmann::json &entry : json) {
        const auto text = [&entry](const char *key) {
            return entry.is_object() && entry.contains(key) && entry[key].is_string()
                       ? entry[key].get<std::string>()
                       : std::string();
        };
        if (const std::optional<Level> level = parseLevel(text("level")))
            loggers.append({QString::fromStdString(text("name")), *level, parseLevel(text("configured"))});
    }
    return loggers;
}

} // namespace

BotConfigSession::BotConfigSession(const QString &socketPath, QObject *parent)
    : QObject(parent)
{
    connect(&m_connection, &ControlConnection::opened, this, [this] { load([] {}); });
    connect(&m_connection, &ControlConnection::closed, this, [this](const Error &reason) {
        setState(State::Gone);
        emit gone(reason);
    });
    m_connection.connectToBot(socketPath);
}

void BotConfigSession::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        emit stateChanged(state);
}

void BotConfigSession::refresh()
{
    if (m_state != State::Ready)
        return;
    setState(State::Loading);
    load([] {});
}

void BotConfigSession::load(Next next)
{
    m_connection.call(control::kConfigGet, nlohmann::json::object(), this,
                      [this, next = std::move(next)](const Reply &reply) {
                          const std::optional<Error> error = reply.ok() ? take(reply.result) : reply.error;
                          if (error)
                              refuse(*error);
                          else
                              loadLoggers(next);
                      });
}

void BotConfigSession::loadLoggers(Next next)
{
    m_connection.call(control::kLoggers, nlohmann::json::object(), this,
                      [this, next = std::move(next)](const Reply &reply) {
                          if (!m_connection.isOpen())
                              return; // closed() says the rest.
                          if (reply.ok())
                              m_loggers = loggersFromJson(reply.result);
                          setState(State::Ready);
                          emit loaded();
                          next();
                      });
}

std::optional<Error> BotConfigSession::take(const nlohmann::json &configState)
{
    const Result<control::ConfigState> state = control::configStateFromJson(configState);
    if (!state)
        return state.error();
    const Result<Config> config = configFromJson(state->config);
    if (!config)
        return config.error();
    m_current = *state;
    m_config = *config;
    return {};
}

void BotConfigSession::apply(const nlohmann::json &mergePatch, const QString &reason)
{
    change(control::kConfigPatch,
           {{"revision", m_current.revision}, {"patch", mergePatch}, {"reason", reason.toStdString()}});
}

void BotConfigSession::setLevel(const QString &logger, std::optional<Level> level, const QString &reason)
{
    nlohmann::json value;
    if (level)
        value = levelName(*level);
    change(control::kLevelSet,
           {{"logger", logger.toStdString()}, {"level", value}, {"reason", reason.toStdString()}});
}

void BotConfigSession::change(std::string_view method, nlohmann::json params)
{
    if (m_state != State::Ready) {
        emit refused({Error::Code::Busy,
                      tr("Cannot change the configuration now").toStdString(),
                      tr("the bot has not answered the last question").toStdString(),
                      tr("Try again in a moment").toStdString(),
                      {}});
        return;
    }
    setState(State::Applying);
    m_connection.call(method, params, this, [this](const Reply &reply) { changeAnswered(reply); });
}

void BotConfigSession::changeAnswered(const Reply &reply)
{
    if (reply.rpc && reply.rpc->code == control::RpcCode::RevisionConflict) {
        load([this] { emit conflict(m_current.revision); });
        return;
    }
    const std::optional<Error> error = reply.ok() ? take(reply.result) : reply.error;
    if (error)
        refuse(*error);
    else
        loadLoggers([this] { emit applied(m_current.revision); });
}

void BotConfigSession::refuse(const Error &error)
{
    if (!m_connection.isOpen())
        return;                       // closed() says the rest.
    if (m_current.config.is_null()) { // Nothing to edit was ever loaded.
        m_connection.close();
        setState(State::Gone);
        emit gone(error);
        return;
    }
    setState(State::Ready);
    emit refused(error);
}

} // namespace tapewatch::bridge
