// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

namespace demo {

/// Spreads records over time. It is asked seldom, at most every two milliseconds' worth of records, so a high
/// rate costs few waits and a low one leaves the core idle.
class Pacer {
public:
    using Time = std::chrono::steady_clock::time_point;

    Pacer(double recordsPerSecond, Time start);

    /// True once so many records were made that it is worth waiting; dueAt() says until when.
    [[nodiscard]] bool isBatchFull(std::uint64_t records) const { return records >= m_batchEnd; }

    /// When the record that follows `records` others is due; begins the next batch. A delay of more than a
    /// second (a stopped process, a machine that slept) is forgotten rather than caught up with in a burst.
    [[nodiscard]] Time dueAt(std::uint64_t records, Time now);

private:
    double m_rate;
    Time m_start;
    std::uint64_t m_batch;
    std::uint64_t m_batchEnd;
};

} // namespace demo
