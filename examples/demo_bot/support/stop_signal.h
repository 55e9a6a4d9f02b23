// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <csignal>

namespace demo {

/// SIGINT and SIGTERM as something to wait for. Make it before any thread starts: it blocks both signals for
/// this thread and those it will start, so that nothing is interrupted halfway.
class StopSignal {
public:
    StopSignal();

    /// Sleeps until `when`, or less if a signal came or had come before. True where one came.
    [[nodiscard]] bool waitUntil(std::chrono::steady_clock::time_point when);

private:
    sigset_t m_signals;
    bool m_seen = false;
};

} // namespace demo
