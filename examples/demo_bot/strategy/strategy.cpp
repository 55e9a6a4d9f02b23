// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "strategy/strategy.h"

#include "strategy/market_maker.h"
#include "strategy/mean_reversion.h"
#include "strategy/momentum.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace demo {

namespace {

constexpr std::array<std::string_view, 3> kNames{"momentum", "mean_reversion", "market_maker"};
constexpr Money kMostAtOnce = wholeDollars(12'000);

} // namespace

Intent closingIntent(const Instrument &instrument, const Quote &quote, Lots position)
{
    Intent intent;
    intent.instrument = quote.instrument;
    intent.side = position > 0 ? Side::Sell : Side::Buy;
    intent.type = OrderType::Market;
    intent.qty = std::min(std::abs(position), instrument.lotsFor(kMostAtOnce, quote.mid()));
    return intent;
}

std::span<const std::string_view> strategyNames()
{
    return kNames;
}

std::unique_ptr<Strategy> makeStrategy(std::string_view name, const Market &market, Journal &journal)
{
    if (name == "momentum")
        return std::make_unique<Momentum>(market, journal);
    if (name == "mean_reversion")
        return std::make_unique<MeanReversion>(market, journal);
    return std::make_unique<MarketMaker>(market, journal);
}

} // namespace demo
