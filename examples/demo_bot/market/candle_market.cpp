// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "market/candle_market.h"

#include <array>

namespace demo {

namespace {

constexpr MarketTime kPause{15'000};
constexpr std::uint64_t kQuotesPerCandle = 4;

/// A rising candle is taken to have fallen first, and the other way round.
Ticks priceAt(const Candle &candle, std::uint64_t step)
{
    const bool rising = candle.close >= candle.open;
    const std::array<Ticks, kQuotesPerCandle> path{candle.open, rising ? candle.low : candle.high,
                                                   rising ? candle.high : candle.low, candle.close};
    return path[step];
}

} // namespace

CandleMarket::CandleMarket(CandleSeries series)
    : m_instruments{std::move(series.instrument)}
    , m_candles(std::move(series.candles))
{
}

std::optional<Quote> CandleMarket::next()
{
    const std::uint64_t index = m_quotes / kQuotesPerCandle;
    if (index >= m_candles.size())
        return std::nullopt;
    const Candle &candle = m_candles[index];
    Quote quote;
    quote.bid = priceAt(candle, m_quotes % kQuotesPerCandle);
    quote.ask = quote.bid + 1;
    quote.bidSize = quote.askSize = 1 + candle.volume / 40;
    quote.sequence = ++m_quotes;
    quote.time = kPause * static_cast<std::int64_t>(m_quotes);
    return quote;
}

} // namespace demo
