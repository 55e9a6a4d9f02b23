// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "exchange/line.h"

#include <algorithm>
#include <array>

namespace demo {

namespace {

constexpr double kLoss = 1.0 / 1200; // per quote
constexpr double kRetryWorks = 0.45;
constexpr MarketTime kFirstPause{500};
constexpr MarketTime kLongestPause{16'000};

constexpr std::array<std::string_view, 4> kLossReasons{"connection reset by peer", "no pong within 10 s",
                                                       "server closes for maintenance (1012)",
                                                       "TLS: unexpected end of file"};
constexpr std::array<std::string_view, 3> kRetryReasons{"connection refused", "timed out after 5 s",
                                                        "HTTP 503 at the upgrade"};

template <std::size_t N>
std::string_view pick(Random &random, const std::array<std::string_view, N> &texts)
{
    return texts[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(N) - 1))];
}

} // namespace

Line::Line(std::uint64_t seed)
    : m_random(seed, "line")
{
}

std::optional<LineEvent> Line::advance(MarketTime now)
{
    if (!isUp())
        return now >= m_retryAt ? std::optional(retry(now)) : std::nullopt;
    if (!m_random.chance(kLoss))
        return std::nullopt;
    m_lostAt = now;
    m_attempt = 0;
    m_pause = kFirstPause;
    m_retryAt = now + m_pause;
    return LineEvent{LineEvent::Kind::Lost, pick(m_random, kLossReasons), 0, m_pause, {}};
}

LineEvent Line::retry(MarketTime now)
{
    ++m_attempt;
    if (m_random.chance(kRetryWorks)) {
        const MarketTime down = now - *m_lostAt;
        m_lostAt.reset();
        return {LineEvent::Kind::Restored, {}, m_attempt, {}, down};
    }
    m_pause = std::min(m_pause * 2, kLongestPause);
    m_retryAt = now + m_pause;
    return {LineEvent::Kind::RetryFailed, pick(m_random, kRetryReasons), m_attempt, m_pause, {}};
}

} // namespace demo
