// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/candle_file.h"
#include "market/market.h"

namespace demo {

/// Replays candles: four quotes each, open, the two extremes, close, a quarter of a minute apart.
class CandleMarket final : public Market {
public:
    explicit CandleMarket(CandleSeries series);

    [[nodiscard]] const std::vector<Instrument> &instruments() const override { return m_instruments; }
    [[nodiscard]] std::optional<Quote> next() override;

private:
    std::vector<Instrument> m_instruments;
    std::vector<Candle> m_candles;
    std::uint64_t m_quotes = 0; ///< given so far
};

} // namespace demo
