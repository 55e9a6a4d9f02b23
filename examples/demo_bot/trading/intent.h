// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "exchange/order.h"

namespace demo {

/// What a strategy wants; the risk guard and the desk make an order of it, or not.
struct Intent {
    std::size_t instrument = 0;
    Side side = Side::Buy;
    OrderType type = OrderType::Limit;
    Lots qty = 0;
    Ticks price = 0;           ///< 0 for a market order
    MarketTime goodFor{5'000}; ///< cancelled after that
};

} // namespace demo
