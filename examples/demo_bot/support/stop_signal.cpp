// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/stop_signal.h"

#include <algorithm>

namespace demo {

StopSignal::StopSignal()
{
    sigemptyset(&m_signals);
    sigaddset(&m_signals, SIGINT);
    sigaddset(&m_signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
}

bool StopSignal::waitUntil(std::chrono::steady_clock::time_point when)
{
    using namespace std::chrono;
    while (!m_seen) {
        const auto left = std::max(nanoseconds(0), nanoseconds(when - steady_clock::now()));
        timespec timeout{};
        timeout.tv_sec = duration_cast<seconds>(left).count();
        timeout.tv_nsec = (left % seconds(1)).count();
        m_seen = sigtimedwait(&m_signals, nullptr, &timeout) > 0;
        if (left == nanoseconds(0))
            break;
    }
    return m_seen;
}

} // namespace demo
