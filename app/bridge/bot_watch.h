// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_directory.h"
#include "bridge/bot_info.h"
#include "bridge/control_connection.h"

#include <QObject>
#include <QTimer>

namespace tapewatch::bridge {

/// Stays connected to one socket: says hello, then asks for metrics at intervals until the connection ends.
class BotWatch : public QObject {
    Q_OBJECT

public:
    /// Connects at once.
    BotWatch(const control::BotSocket &socket, const BotDirectory::Options &options,
             QObject *parent = nullptr);

    /// Has said hello, and the connection holds.
    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] const BotInfo &info() const { return m_info; }

signals:
    void appeared();
    void changed();
    /// Final; the receiver drops the watch (deleteLater). `answered`: somebody accepted the connection, so
    /// the socket is no dead one.
    void ended(bool answered);

private:
    void sayHello();
    void takeHello(const Reply &reply);
    void askMetrics();
    void takeMetrics(const Reply &reply);
    void end();

    BotDirectory::Options m_options;
    BotInfo m_info;
    ControlConnection m_connection;
    QTimer m_askTimer;
    bool m_live = false;
    bool m_answered = false;
    bool m_asking = false;
};

} // namespace tapewatch::bridge
