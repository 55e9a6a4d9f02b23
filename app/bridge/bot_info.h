// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/control.h>
#include <tapewatch/format/metrics.h>

#include <QString>

#include <optional>

namespace tapewatch::bridge {

/// What is known of a live bot; a snapshot, copied freely.
struct BotInfo {
    QString key;        ///< "<instance>.<pid>": one running process; unique among live bots
    QString socketPath; ///< for a ControlConnection or a BotConfigSession
    control::Hello hello;
    std::optional<Metrics> metrics; ///< the last answer; nothing before the first
    bool responding = true;         ///< false: connected, but the last question was not answered in time
    double recordsPerSecond = 0;    ///< over the last two answers
    double droppedPerSecond = 0;    ///< likewise

    [[nodiscard]] QString instance() const { return QString::fromStdString(hello.instance); }
    [[nodiscard]] QString name() const { return QString::fromStdString(hello.bot); }
};

} // namespace tapewatch::bridge
