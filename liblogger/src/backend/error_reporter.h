// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <chrono>
#include <functional>
#include <mutex>

namespace tapewatch::backend {

/// Where the recorder's threads say what went wrong: the program's callback or, without one, standard error,
/// at most one line a second there. Any thread; never throws.
class ErrorReporter {
public:
    explicit ErrorReporter(std::function<void(const Error &)> callback)
        : m_callback(std::move(callback))
    {
    }

    void report(const Error &error) noexcept;

private:
    std::mutex m_mutex;
    std::function<void(const Error &)> m_callback;          // guarded by m_mutex: one call at a time
    std::chrono::steady_clock::time_point m_nextOnStderr{}; // guarded by m_mutex
    unsigned m_unsaid = 0;                                  // guarded by m_mutex
};

} // namespace tapewatch::backend
