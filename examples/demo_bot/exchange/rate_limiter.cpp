// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "exchange/rate_limiter.h"

namespace demo {

bool RateLimiter::take(MarketTime now)
{
    while (!m_calls.empty() && m_calls.front() + kWindow <= now)
        m_calls.pop_front();
    if (used() >= kLimit)
        return false;
    m_calls.push_back(now);
    return true;
}

MarketTime RateLimiter::wait(MarketTime now) const
{
    return m_calls.empty() ? MarketTime(0) : m_calls.front() + kWindow - now;
}

} // namespace demo
