// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/instrument.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace demo {

/// Time of the market, from its start. It runs as fast as records are wanted, not with the wall's clock.
using MarketTime = std::chrono::milliseconds;

/// The best prices of one instrument at a moment.
struct Quote {
    std::size_t instrument = 0; ///< index into Market::instruments()
    Ticks bid = 0;
    Ticks ask = 0;
    Lots bidSize = 0;
    Lots askSize = 0;
    std::uint64_t sequence = 0; ///< of the instrument's feed; a hole means that updates were missed
    MarketTime time{0};

    [[nodiscard]] Ticks mid() const { return (bid + ask) / 2; }
};

/// Where quotes come from.
class Market {
public:
    virtual ~Market() = default;

    [[nodiscard]] virtual const std::vector<Instrument> &instruments() const = 0;

    /// The next quote of any instrument, later than the one before; nothing at the end of the data.
    [[nodiscard]] virtual std::optional<Quote> next() = 0;
};

} // namespace demo
