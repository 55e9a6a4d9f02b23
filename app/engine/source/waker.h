// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tapewatch::engine {

/// Lets one thread sleep until something changed, or until it has to end. All calls from any thread.
class Waker {
public:
    void wake()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_changed = true;
        }
        m_condition.notify_one();
    }

    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
        }
        m_condition.notify_one();
    }

    [[nodiscard]] bool stopped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stopped;
    }

    /// Until wake() was called since the last wait, stop() was, or `longest` is over.
    void wait(std::chrono::milliseconds longest)
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait_for(lock, longest, [this] { return m_changed || m_stopped; });
        m_changed = false;
    }

    /// For `time`, unless stopped.
    void rest(std::chrono::milliseconds time)
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait_for(lock, time, [this] { return m_stopped; });
    }

private:
    mutable std::mutex m_mutex; // guards both flags
    std::condition_variable m_condition;
    bool m_changed = false;
    bool m_stopped = false;
};

} // namespace tapewatch::engine
