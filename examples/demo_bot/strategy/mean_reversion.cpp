// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "strategy/mean_reversion.h"

#include <tapewatch/log.h>

#include <cmath>

namespace demo {

using namespace tapewatch::literals;

namespace {

constexpr double kWeight = 2.0 / 61;
constexpr int kWarmUp = 40;
constexpr double kEnter = 2.2; // deviations
constexpr double kLeave = 0.4;
constexpr Money kBudget = wholeDollars(8'000);

tapewatch::Logger makeLogger()
{
    return tapewatch::logger("strategy.mean_reversion");
}

} // namespace

MeanReversion::MeanReversion(const Market &market, Journal &journal)
    : m_market(market)
    , m_log(journal.log(makeLogger()))
    , m_signals(journal.log(makeLogger().in("signals")))
    , m_bands(market.instruments().size())
{
}

double MeanReversion::score(Band &band, double price) const
{
    if (band.quotes++ == 0)
        band.mean = price;
    const double distance = price - band.mean;
    const double deviation = std::sqrt(band.variance);
    band.mean += kWeight * distance;
    band.variance = (1.0 - kWeight) * (band.variance + kWeight * distance * distance);
    return band.quotes > kWarmUp && deviation > 0.0 ? distance / deviation : 0.0;
}

std::vector<Intent> MeanReversion::onQuote(const Quote &quote, const Standing &standing)
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    Band &band = m_bands[quote.instrument];
    const double z = score(band, instrument.toDouble(quote.mid()));
    const bool far = std::abs(z) > kEnter;
    const bool back = standing.position != 0 && std::abs(z) < kLeave && band.quotes > kWarmUp;
    if (standing.openOrders > 0 || !(far || back))
        return {};
    TW_INFO(m_signals(), "{} is {:.1f} deviations from its average: {}", instrument.symbol, z,
            far ? (z > 0 ? "sell" : "buy") : "close", "symbol"_f = instrument.symbol,
            "signal"_f = far ? (z > 0 ? "short" : "long") : "flat", "z"_f = z,
            "mid"_f = instrument.price(quote.mid()));
    if (back)
        TW_DEBUG(m_log(), "closing {}", instrument.symbol, "symbol"_f = instrument.symbol,
                 "position"_f = instrument.quantity(standing.position));
    return {far ? enter(quote, band.mean) : closingIntent(instrument, quote, standing.position)};
}

Intent MeanReversion::enter(const Quote &quote, double mean) const
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    Intent intent;
    intent.instrument = quote.instrument;
    intent.side = instrument.toDouble(quote.mid()) > mean ? Side::Sell : Side::Buy;
    // Half the way back is good enough.
    intent.price = (quote.mid() + instrument.toTicks(mean)) / 2;
    const bool passive = intent.side == Side::Sell ? intent.price > quote.bid : intent.price < quote.ask;
    intent.type = passive ? OrderType::PostOnly : OrderType::Limit;
    intent.qty = instrument.lotsFor(kBudget, quote.mid());
    intent.goodFor = MarketTime(8'000);
    return intent;
}

} // namespace demo
