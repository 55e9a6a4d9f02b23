// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "strategy/strategy.h"

namespace demo {

/// Offers to buy a little below the price and to sell a little above, leaning against what it already holds.
class MarketMaker final : public Strategy {
public:
    MarketMaker(const Market &market, Journal &journal);

    [[nodiscard]] std::vector<Intent> onQuote(const Quote &quote, const Standing &standing) override;
    void onGap(std::size_t instrument) override { m_lastMid[instrument] = 0; }

private:
    [[nodiscard]] bool isCalm(const Quote &quote);
    [[nodiscard]] std::vector<Intent> offerBothSides(const Quote &quote, Lots position, Ticks half);
    [[nodiscard]] Intent offer(const Quote &quote, Side side, Ticks price) const;

    const Market &m_market;
    CountedLog m_log;
    CountedLog m_signals;
    /// By instrument; 0: unknown.
    std::vector<Ticks> m_lastMid;
    std::vector<Ticks> m_offeredMid; ///< what the last offers were around
};

} // namespace demo
