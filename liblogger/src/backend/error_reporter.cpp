// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/error_reporter.h"

#include <cstdio>

namespace tapewatch::backend {

void ErrorReporter::report(const Error &error) noexcept
try {
    const std::lock_guard lock(m_mutex);
    if (m_callback) {
        m_callback(error);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextOnStderr) {
        ++m_unsaid;
        return;
    }
    m_nextOnStderr = now + std::chrono::seconds(1);
    std::string line = "tapewatch: " + error.text();
    if (m_unsaid != 0)
        line += " (and " + std::to_string(m_unsaid) + " more since the last)";
    m_unsaid = 0;
    std::fprintf(stderr, "%s\n", line.c_str());
} catch (...) {
    // The program's callback threw; there is nobody left to tell.
}

} // namespace tapewatch::backend
