// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/market.h"
#include "support/random.h"

namespace demo {

/// An endless market: each instrument wanders around its usual price, and its moods change between calm,
/// trending and wild. Now and then the price jumps and the feed loses updates.
class SimulatedMarket final : public Market {
public:
    explicit SimulatedMarket(std::uint64_t seed);

    [[nodiscard]] const std::vector<Instrument> &instruments() const override { return m_instruments; }
    [[nodiscard]] std::optional<Quote> next() override;

private:
    enum class Mood { Calm, Trending, Wild };

    struct State {
        double logPrice = 0.0;
        double home = 0.0; ///< where the price is drawn back to
        Mood mood = Mood::Calm;
        double drift = 0.0;
        std::uint64_t sequence = 0;
    };

    void changeMood(State &state);
    void move(State &state);
    [[nodiscard]] Quote quote(std::size_t index);

    std::vector<Instrument> m_instruments;
    std::vector<State> m_states;
    Random m_random;
    MarketTime m_time{0};
};

} // namespace demo
