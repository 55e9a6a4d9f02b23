// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/market.h"

#include <deque>

namespace demo {

/// So many calls in any window of ten seconds of market time.
class RateLimiter {
public:
    static constexpr std::int64_t kLimit = 30;
    static constexpr MarketTime kWindow{10'000};

    /// Counts a call. False where it is one too many; it is not counted then.
    [[nodiscard]] bool take(MarketTime now);

    [[nodiscard]] std::int64_t used() const { return static_cast<std::int64_t>(m_calls.size()); }
    /// From `now` until the oldest call leaves the window.
    [[nodiscard]] MarketTime wait(MarketTime now) const;

private:
    std::deque<MarketTime> m_calls;
};

} // namespace demo
