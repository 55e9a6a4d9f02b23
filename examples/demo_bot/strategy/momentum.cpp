// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "strategy/momentum.h"

#include <tapewatch/log.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace demo {

using namespace tapewatch::literals;

namespace {

constexpr double kFastWeight = 2.0 / 7;
constexpr double kSlowWeight = 2.0 / 25;
constexpr int kWarmUp = 30;
constexpr double kThreshold = 0.0004; // of the price
constexpr Money kBudget = wholeDollars(6'000);
constexpr Money kTurnBudget = wholeDollars(2'500); // more, to get out of the opposite position

tapewatch::Logger makeLogger()
{
    return tapewatch::logger("strategy.momentum");
}

} // namespace

Momentum::Momentum(const Market &market, Journal &journal)
    : m_market(market)
    , m_log(journal.log(makeLogger()))
    , m_signals(journal.log(makeLogger().in("signals")))
    , m_trends(market.instruments().size())
{
}

double Momentum::update(Trend &trend, double price)
{
    if (trend.quotes++ == 0)
        trend.fast = trend.slow = price;
    trend.fast += kFastWeight * (price - trend.fast);
    trend.slow += kSlowWeight * (price - trend.slow);
    return trend.quotes < kWarmUp ? 0.0 : (trend.fast - trend.slow) / trend.slow;
}

std::vector<Intent> Momentum::onQuote(const Quote &quote, const Standing &standing)
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    Trend &trend = m_trends[quote.instrument];
    const double strength = update(trend, instrument.toDouble(quote.mid()));
    if (trend.quotes == kWarmUp)
        TW_INFO(m_log(), "warm-up of {} done", instrument.symbol, "symbol"_f = instrument.symbol,
                "quotes"_f = trend.quotes);
    const bool over = std::abs(strength) < kThreshold / 3;
    const int direction = strength > kThreshold    ? 1
                          : strength < -kThreshold ? -1
                          : over                   ? 0
                                                   : trend.direction;
    if (direction == trend.direction)
        return {};
    trend.direction = direction;
    TW_INFO(m_signals(), "{} is {}: fast average {:.6g} against slow {:.6g}", instrument.symbol,
            direction > 0   ? "rising"
            : direction < 0 ? "falling"
                            : "going nowhere",
            trend.fast, trend.slow, "symbol"_f = instrument.symbol,
            "signal"_f = direction > 0   ? "long"
                         : direction < 0 ? "short"
                                         : "flat",
            "strength"_f = strength, "mid"_f = instrument.price(quote.mid()));
    return act(quote, standing, direction, strength);
}

std::vector<Intent> Momentum::act(const Quote &quote, const Standing &standing, int direction,
                                  double strength) const
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    if (standing.openOrders > 0) {
        TW_DEBUG(m_log(), "signal not followed: {} orders of {} are open", standing.openOrders,
                 instrument.symbol, "symbol"_f = instrument.symbol);
        return {};
    }
    if (direction != 0)
        return {follow(quote, standing, strength)};
    if (standing.position != 0)
        return {closingIntent(instrument, quote, standing.position)};
    return {};
}

Intent Momentum::follow(const Quote &quote, const Standing &standing, double strength) const
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    const double conviction = std::min(2.2, std::abs(strength) / kThreshold);
    const auto budget = static_cast<Money>(static_cast<double>(kBudget) * conviction);
    Intent intent;
    intent.instrument = quote.instrument;
    intent.side = strength > 0 ? Side::Buy : Side::Sell;
    intent.type = conviction > 1.5 ? OrderType::Market : OrderType::Limit;
    if (intent.type == OrderType::Limit)
        intent.price = intent.side == Side::Buy ? quote.ask : quote.bid;
    intent.qty = instrument.lotsFor(budget, quote.mid());
    const bool turns = standing.position != 0 && (standing.position > 0) != (intent.side == Side::Buy);
    if (turns)
        intent.qty += std::min(std::abs(standing.position), instrument.lotsFor(kTurnBudget, quote.mid()));
    return intent;
}

} // namespace demo
