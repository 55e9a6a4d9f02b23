// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "strategy/strategy.h"

namespace demo {

/// Follows a trend: buys when a fast average of the price rises above a slow one, sells when it falls below,
/// and closes when they meet again.
class Momentum final : public Strategy {
public:
    Momentum(const Market &market, Journal &journal);

    [[nodiscard]] std::vector<Intent> onQuote(const Quote &quote, const Standing &standing) override;
    void onGap(std::size_t instrument) override { m_trends[instrument] = {}; }

private:
    struct Trend {
        double fast = 0.0;
        double slow = 0.0;
        int quotes = 0;
        int direction = 0; ///< of the last signal: -1, 0, 1
    };
    /// Takes a price in; how far the fast average is above the slow one, as a part of it. 0 while warming up.
    [[nodiscard]] static double update(Trend &trend, double price);
    [[nodiscard]] std::vector<Intent> act(const Quote &quote, const Standing &standing, int direction,
                                          double strength) const;
    [[nodiscard]] Intent follow(const Quote &quote, const Standing &standing, double strength) const;

    const Market &m_market;
    CountedLog m_log;
    CountedLog m_signals;
    std::vector<Trend> m_trends;
};

} // namespace demo
