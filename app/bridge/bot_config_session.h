// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/control_connection.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/control.h>

#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace tapewatch::bridge {

/// A logger that the bot has made.
struct LoggerInfo {
    QString name; ///< dotted; empty is the root
    Level effective = Level::Info;
    std::optional<Level> configured; ///< its own entry; nothing: inherited
};

/// Reads and changes the configuration of one running bot. Lives on the GUI thread.
///
/// Every change is made against the revision that was last loaded, so that two editors cannot overwrite each
/// other unseen.
class BotConfigSession : public QObject {
    Q_OBJECT

public:
    enum class State {
        Loading,  ///< connecting, or waiting for the configuration
        Ready,    ///< may apply
        Applying, ///< a change is under way
        Gone      ///< the bot has ended, or never answered; final
    };
    Q_ENUM(State)

    /// Connects and loads at once; loaded() or gone() follows.
    explicit BotConfigSession(const QString &socketPath, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::uint64_t revision() const { return m_current.revision; }
    /// The bot's configuration as last loaded; defaults before loaded().
    [[nodiscard]] const Config &config() const { return m_config; }
    [[nodiscard]] const QList<LoggerInfo> &loggers() const { return m_loggers; }

    /// Asks again for configuration and loggers; loaded() follows.
    void refresh();
    /// Sends an RFC 7396 merge patch against revision(). Exactly one of applied(), refused(), conflict() or
    /// gone() follows. In another state than Ready it is refused (Error::Code::Busy).
    void apply(const nlohmann::json &mergePatch, const QString &reason);
    /// Sets one logger's level; nothing: inherited. Answers as apply() does.
    void setLevel(const QString &logger, std::optional<Level> level, const QString &reason);

signals:
    void stateChanged(tapewatch::bridge::BotConfigSession::State state);
    /// config(), loggers() and revision() are new.
    void loaded();
    /// The bot took the change; what it has now was loaded before this.
    void applied(quint64 revision);
    /// The bot refused, did not answer in time, or sent what cannot be read; nothing is known to have
    /// changed.
    void refused(const tapewatch::Error &error);
    /// Somebody else changed the configuration first; what the bot has now was loaded before this.
    void conflict(quint64 currentRevision);
    void gone(const tapewatch::Error &reason);

private:
    using Next = std::function<void()>;

    void setState(State state);
    void load(Next next);
    void loadLoggers(Next next);
    void change(std::string_view method, nlohmann::json params);
    void changeAnswered(const Reply &reply);
    [[nodiscard]] std::optional<Error> take(const nlohmann::json &configState);
    void refuse(const Error &error);

    ControlConnection m_connection;
    State m_state = State::Loading;
    control::ConfigState m_current;
    Config m_config;
    QList<LoggerInfo> m_loggers;
};

} // namespace tapewatch::bridge
