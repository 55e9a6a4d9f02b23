// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "exchange/exchange.h"
#include "strategy/strategy.h"
#include "support/counted_log.h"
#include "trading/order_desk.h"
#include "trading/portfolio.h"
#include "trading/risk_guard.h"

#include <memory>
#include <string>

namespace demo {

/// One strategy on one market, from the quote to the order and back. Quote by quote it does the same in every
/// run of one seed.
class Bot {
public:
    Bot(std::unique_ptr<Market> market, const std::string &strategy, std::uint64_t seed);

    /// Takes one quote. False at the end of the market's data.
    bool step();

    /// Records asked for so far, whether or not a level kept them back.
    [[nodiscard]] std::uint64_t records() const { return m_journal.calls(); }

private:
    void onLine(const LineEvent &event);
    void onQuote(const Quote &quote);
    void noteMissedUpdates(const Quote &quote);
    void trade(const Quote &quote);
    void reportIfDue(MarketTime now);

    std::unique_ptr<Market> m_market;
    Journal m_journal;
    tapewatch::Logger m_ticks; ///< not counted: trace is off unless someone turns it on
    CountedLog m_feed;
    CountedLog m_line;
    CountedLog m_heartbeat;
    Exchange m_exchange;
    Portfolio m_portfolio;
    RiskGuard m_guard;
    OrderDesk m_desk;
    std::unique_ptr<Strategy> m_strategy;
    std::vector<std::uint64_t> m_sequences; ///< last seen, by instrument; 0: none yet
    MarketTime m_nextHeartbeat{0};
    MarketTime m_nextReport{0};
    std::uint64_t m_quotes = 0;
};

} // namespace demo
