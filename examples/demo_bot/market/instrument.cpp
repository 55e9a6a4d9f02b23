// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "market/instrument.h"

#include <algorithm>
#include <cmath>

namespace demo {

using tapewatch::Decimal;
using tapewatch::Int128;

namespace {

constexpr int kMoneyScale = 6;

Int128 powerOfTen(int exponent)
{
    Int128 result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

} // namespace

Decimal Instrument::price(Ticks ticks) const
{
    return Decimal::fromMantissa(Int128(ticks) * tickMantissa, priceScale);
}

Decimal Instrument::quantity(Lots lots) const
{
    return Decimal::fromMantissa(Int128(lots) * lotMantissa, lotScale);
}

Money Instrument::value(Ticks ticks, Lots lots) const
{
    const Int128 mantissa = Int128(ticks) * tickMantissa * lots * lotMantissa;
    return static_cast<Money>(mantissa * powerOfTen(kMoneyScale) / powerOfTen(priceScale + lotScale));
}

Ticks Instrument::toTicks(double price) const
{
    const double tick = Decimal::fromMantissa(tickMantissa, priceScale).toDouble();
    return std::max<Ticks>(1, std::llround(price / tick));
}

Lots Instrument::lotsFor(Money budget, Ticks price) const
{
    return std::max<Lots>(1, budget / std::max<Money>(1, value(price, 1)));
}

Decimal dollars(Money amount)
{
    constexpr Money kCent = 10'000;
    const Money half = amount < 0 ? -kCent / 2 : kCent / 2;
    return Decimal::fromMantissa((amount + half) / kCent, 2);
}

std::vector<Instrument> defaultInstruments()
{
    return {
        {"BTCUSDT", "USDT", 2, 10, 4, 1, 64250.0}, {"ETHUSDT", "USDT", 2, 1, 3, 1, 3120.0},
        {"SOLUSDT", "USDT", 2, 1, 2, 1, 148.0},    {"XRPUSDT", "USDT", 4, 1, 1, 1, 0.62},
        {"DOGEUSDT", "USDT", 5, 1, 0, 1, 0.14},    {"EURUSD", "USD", 5, 5, 0, 100, 1.084},
    };
}

} // namespace demo
