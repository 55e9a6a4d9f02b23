// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/decimal.h>

#include <cstdint>
#include <string>
#include <vector>

namespace demo {

using Ticks = std::int64_t; ///< a price, in the instrument's smallest steps
using Lots = std::int64_t;  ///< a quantity, in the instrument's smallest steps
using Money = std::int64_t; ///< millionths of a dollar

/// What can be traded, and the steps in which its prices and quantities move. All arithmetic is on whole
/// steps, so every price that is logged is exact.
struct Instrument {
    std::string symbol;
    std::string quoteAsset;
    std::uint8_t priceScale = 2; ///< a tick is `tickMantissa` / 10^priceScale
    std::int64_t tickMantissa = 1;
    std::uint8_t lotScale = 4; ///< a lot is `lotMantissa` / 10^lotScale
    std::int64_t lotMantissa = 1;
    double typicalPrice = 1.0;

    [[nodiscard]] tapewatch::Decimal price(Ticks ticks) const;
    [[nodiscard]] tapewatch::Decimal quantity(Lots lots) const;
    [[nodiscard]] Money value(Ticks price, Lots lots) const;
    [[nodiscard]] Ticks toTicks(double price) const; ///< nearest, at least 1
    [[nodiscard]] double toDouble(Ticks ticks) const { return price(ticks).toDouble(); }
    [[nodiscard]] Lots lotsFor(Money budget, Ticks price) const; ///< at least 1
};

/// The amount with cents, rounded half away from zero.
[[nodiscard]] tapewatch::Decimal dollars(Money amount);

[[nodiscard]] constexpr Money wholeDollars(std::int64_t amount)
{
    return amount * 1'000'000;
}

/// The simulated market's instruments.
[[nodiscard]] std::vector<Instrument> defaultInstruments();

} // namespace demo
