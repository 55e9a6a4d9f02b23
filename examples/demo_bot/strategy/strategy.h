// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/counted_log.h"
#include "trading/intent.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace demo {

/// What a strategy may know of the bot's own affairs in one instrument.
struct Standing {
    Lots position = 0;
    std::size_t openOrders = 0;
    bool mayTrade = true; ///< not halted, offline or told to wait
};

/// Turns quotes into intents, and says why in the category `signals`.
class Strategy {
public:
    virtual ~Strategy() = default;

    /// At most two intents.
    [[nodiscard]] virtual std::vector<Intent> onQuote(const Quote &quote, const Standing &standing) = 0;

    /// Prices before a gap say little about those after it.
    virtual void onGap(std::size_t instrument) = 0;
};

/// Closes `position` at the market, or as much of it as is wise at once.
[[nodiscard]] Intent closingIntent(const Instrument &instrument, const Quote &quote, Lots position);

/// "momentum", "mean_reversion", "market_maker".
[[nodiscard]] std::span<const std::string_view> strategyNames();
/// `name` must be one of strategyNames().
[[nodiscard]] std::unique_ptr<Strategy> makeStrategy(std::string_view name, const Market &market,
                                                     Journal &journal);

} // namespace demo
