// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/market.h"
#include "support/random.h"

#include <optional>
#include <string_view>

namespace demo {

/// What happened to the line to the exchange.
struct LineEvent {
    enum class Kind { Lost, RetryFailed, Restored } kind = Kind::Lost;
    std::string_view reason{}; ///< of Lost and RetryFailed
    int attempt = 0;           ///< of RetryFailed and Restored, from 1
    MarketTime nextRetry{0};   ///< of Lost and RetryFailed: how long until the next attempt
    MarketTime down{0};        ///< of Restored: since it was lost
};

/// The streaming connection: it breaks now and then, and comes back after some attempts, each after twice the
/// pause of the one before.
class Line {
public:
    explicit Line(std::uint64_t seed);

    /// What happened by `now`, if anything. Ask once a quote.
    [[nodiscard]] std::optional<LineEvent> advance(MarketTime now);
    [[nodiscard]] bool isUp() const { return !m_lostAt.has_value(); }

private:
    [[nodiscard]] LineEvent retry(MarketTime now);

    Random m_random;
    std::optional<MarketTime> m_lostAt;
    MarketTime m_retryAt{0};
    MarketTime m_pause{0};
    int m_attempt = 0;
};

} // namespace demo
