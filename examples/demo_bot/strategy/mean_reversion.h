// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "strategy/strategy.h"

namespace demo {

/// Bets on the way back: sells what is unusually far above its average, buys what is far below, and closes
/// once the price is near it.
class MeanReversion final : public Strategy {
public:
    MeanReversion(const Market &market, Journal &journal);

    [[nodiscard]] std::vector<Intent> onQuote(const Quote &quote, const Standing &standing) override;
    /// Keeps its averages: a gap is what it lives on, and what its limits are there for.
    void onGap(std::size_t) override {}

private:
    struct Band {
        double mean = 0.0;
        double variance = 0.0;
        int quotes = 0;
    };
    [[nodiscard]] double score(Band &band, double price) const; ///< distance in deviations
    [[nodiscard]] Intent enter(const Quote &quote, double mean) const;

    const Market &m_market;
    CountedLog m_log;
    CountedLog m_signals;
    std::vector<Band> m_bands;
};

} // namespace demo
