// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_info.h"

#include <QDeadlineTimer>
#include <QFileSystemWatcher>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <map>
#include <optional>

namespace tapewatch::bridge {

class BotWatch;

/// Finds the live bots of this user and keeps them under watch: a bot is one that answers `hello` on its
/// socket, for as long as the connection holds. Lives on the GUI thread.
class BotDirectory : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString folder;                            ///< of the sockets; empty: control::runtimeFolder()
        std::chrono::milliseconds scanEvery{1000}; ///< beside the folder's change notices
        std::chrono::milliseconds askEvery{1000};  ///< for metrics
        std::chrono::milliseconds answerWithin{3000};
        std::chrono::milliseconds retryAfter{5000}; ///< a socket whose owner connects but breaks the protocol
    };

    explicit BotDirectory(Options options, QObject *parent = nullptr);
    ~BotDirectory() override;

    /// Begins to look; signals follow from the event loop. The folder need not exist yet.
    void start();

    [[nodiscard]] QString folder() const { return m_options.folder; }
    /// Live bots, ordered by instance and pid.
    [[nodiscard]] QList<BotInfo> bots() const;
    [[nodiscard]] std::optional<BotInfo> find(const QString &key) const;

signals:
    void botAppeared(const tapewatch::bridge::BotInfo &bot);
    /// Metrics came in, or the bot stopped or resumed answering.
    void botChanged(const tapewatch::bridge::BotInfo &bot);
    void botGone(const QString &key);

private:
    void scan();
    void watchFolder();
    void add(const control::BotSocket &socket);
    void drop(const QString &path, bool answered);

    Options m_options;
    QFileSystemWatcher m_watcher;
    QTimer m_scanTimer;
    std::map<QString, BotWatch *> m_watches; ///< by socket path: live bots and candidates; children of this
    std::map<QString, QDeadlineTimer> m_retryAt; ///< sockets that are left alone for a while
};

} // namespace tapewatch::bridge
