// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "market/simulated_market.h"

#include <algorithm>
#include <cmath>

namespace demo {

namespace {

// Per quote.
constexpr double kMoodChange = 1.0 / 250;
constexpr double kGap = 1.0 / 900;
constexpr double kPullHome = 0.0008;

constexpr double kGapSize = 0.012;        // deviation of a jump, as a part of the price
constexpr double kMeanPauseMs = 90.0;     // between two quotes of any instrument
constexpr std::int64_t kTopOfBook = 6000; // dollars that usually stand at the best price

} // namespace

SimulatedMarket::SimulatedMarket(std::uint64_t seed)
    : m_instruments(defaultInstruments())
    , m_random(seed, "market")
{
    for (const Instrument &instrument : m_instruments) {
        const double home = std::log(instrument.typicalPrice);
        m_states.push_back({home + 0.01 * m_random.normal(), home});
    }
}

std::optional<Quote> SimulatedMarket::next()
{
    const double pause = -kMeanPauseMs * std::log(1.0 - m_random.uniform());
    m_time += MarketTime(1 + static_cast<std::int64_t>(pause));
    const auto index =
        static_cast<std::size_t>(m_random.between(0, static_cast<std::int64_t>(m_states.size()) - 1));
    move(m_states[index]);
    return quote(index);
}

void SimulatedMarket::changeMood(State &state)
{
    const double choice = m_random.uniform();
    state.mood = choice < 0.5 ? Mood::Calm : choice < 0.8 ? Mood::Trending : Mood::Wild;
    state.drift = state.mood == Mood::Trending ? (m_random.chance(0.5) ? 1.0 : -1.0) * 0.00025 : 0.0;
}

void SimulatedMarket::move(State &state)
{
    if (m_random.chance(kMoodChange))
        changeMood(state);
    const double deviation = state.mood == Mood::Calm       ? 0.0002
                             : state.mood == Mood::Trending ? 0.0003
                                                            : 0.0012;
    state.logPrice += state.drift + deviation * m_random.normal() + kPullHome * (state.home - state.logPrice);
    ++state.sequence;
    if (m_random.chance(kGap)) {
        state.logPrice += kGapSize * m_random.normal();
        state.sequence += static_cast<std::uint64_t>(m_random.between(3, 60));
    }
}

Quote SimulatedMarket::quote(std::size_t index)
{
    const Instrument &instrument = m_instruments[index];
    const State &state = m_states[index];
    const double price = std::exp(state.logPrice);
    const double spread = price * (state.mood == Mood::Wild ? 0.0006 : 0.00012);
    Quote q;
    q.instrument = index;
    q.bid = instrument.toTicks(price - spread / 2);
    q.ask = std::max(q.bid + 1, instrument.toTicks(price + spread / 2));
    const Lots usual = instrument.lotsFor(wholeDollars(kTopOfBook), q.bid);
    q.bidSize = m_random.between(std::max<Lots>(1, usual / 10), usual * 2);
    q.askSize = m_random.between(std::max<Lots>(1, usual / 10), usual * 2);
    q.sequence = state.sequence;
    q.time = m_time;
    return q;
}

} // namespace demo
