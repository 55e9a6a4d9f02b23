// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace tapewatch::sinks {

/// Tells when a file's period is over: at multiples of `every` in UTC. It never goes back, so a late record
/// belongs to the period that is running.
class RotationClock {
public:
    explicit RotationClock(std::chrono::seconds every) { setPeriod(every); }

    void setPeriod(std::chrono::seconds every)
    {
        constexpr std::chrono::seconds longest = std::chrono::hours(24) * 36'500; // fits nanoseconds
        m_period = std::chrono::nanoseconds(std::min(every, longest)).count();
        m_end = endAfter(m_start);
    }

    /// A file begins (or is taken over) with a record of this time.
    void start(Timestamp time)
    {
        m_start = std::max(m_start, time);
        m_end = endAfter(m_start);
    }

    /// One comparison: this is asked for every record.
    [[nodiscard]] bool isOver(Timestamp time) const { return time.ns >= m_end; }

private:
    [[nodiscard]] std::int64_t endAfter(Timestamp time) const
    {
        constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
        if (m_period <= 0 || time.ns > never - m_period)
            return never;
        const std::int64_t intoPeriod = ((time.ns % m_period) + m_period) % m_period;
        return time.ns - intoPeriod + m_period;
    }

    std::int64_t m_period = 0;
    Timestamp m_start;
    std::int64_t m_end = 0;
};

} // namespace tapewatch::sinks
