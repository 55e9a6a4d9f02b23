// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/counted_log.h"
#include "trading/intent.h"
#include "trading/portfolio.h"

#include <tapewatch/format/events.h>

#include <vector>

namespace demo {

/// The limits that every order has to pass, and those that stop the whole bot. Each answer is on record.
class RiskGuard {
public:
    RiskGuard(const Market &market, const Portfolio &portfolio, std::string strategy, Journal &journal);

    /// How many lots of `intent` may be sent: all, fewer, or 0. `resting` are the bot's own open orders.
    [[nodiscard]] Lots allowedLots(const Intent &intent, const Quote &quote,
                                   const std::vector<const Order *> &resting);

    /// Looks at the result as a whole; may halt the bot for a while.
    void watch(MarketTime now);
    [[nodiscard]] bool isHalted() const { return m_haltedUntil > MarketTime(0); }

    void countOrder() { ++m_orders; }
    void countFill() { ++m_fills; }
    /// Orders for each trade, as the exchange's rules limit it.
    void reportOrderToTrade();

private:
    struct Finding {
        std::string_view rule;
        tapewatch::Verdict verdict;
        tapewatch::Decimal limit;
        tapewatch::Decimal observed;
        std::string_view action;
        std::string_view hint{};
    };
    void record(const Finding &finding);
    [[nodiscard]] bool refusesPrice(const Intent &intent, const Quote &quote);
    [[nodiscard]] bool refusesSelfTrade(const Intent &intent, const std::vector<const Order *> &resting);
    [[nodiscard]] bool refusesValue(Money value);
    [[nodiscard]] Lots withinPosition(const Intent &intent, Ticks price);

    const Market &m_market;
    const Portfolio &m_portfolio;
    std::string m_strategy;
    CountedLog m_log;
    Money m_peak = 0;
    MarketTime m_haltedUntil{0};
    std::int64_t m_orders = 0;
    std::int64_t m_fills = 0;
};

} // namespace demo
