// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "strategy/market_maker.h"

#include <tapewatch/log.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace demo {

using namespace tapewatch::literals;

namespace {

constexpr Money kBudget = wholeDollars(4'000);
constexpr Money kComfortable = wholeDollars(20'000); // of inventory
constexpr Money kMostInventory = wholeDollars(37'000);
constexpr Ticks kSpreads = 3; // from the middle to an offer
constexpr std::size_t kMostOpen = 3;
constexpr std::int64_t kJumpBasisPoints = 40;

tapewatch::Logger makeLogger()
{
    return tapewatch::logger("strategy.market_maker");
}

} // namespace

MarketMaker::MarketMaker(const Market &market, Journal &journal)
    : m_market(market)
    , m_log(journal.log(makeLogger()))
    , m_signals(journal.log(makeLogger().in("signals")))
    , m_lastMid(market.instruments().size())
    , m_offeredMid(market.instruments().size())
{
}

bool MarketMaker::isCalm(const Quote &quote)
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    const Ticks before = std::exchange(m_lastMid[quote.instrument], quote.mid());
    if (before == 0)
        return false;
    const std::int64_t jump = std::abs(quote.mid() - before) * 10'000 / before;
    if (jump <= kJumpBasisPoints)
        return true;
    TW_WARNING(m_log(), "not quoting {}: it moved {} bp since the last quote", instrument.symbol, jump,
               "symbol"_f = instrument.symbol, "moved_bp"_f = jump);
    return false;
}

std::vector<Intent> MarketMaker::onQuote(const Quote &quote, const Standing &standing)
{
    if (!isCalm(quote) || !standing.mayTrade || standing.openOrders > kMostOpen)
        return {};
    const Ticks half = kSpreads * (quote.ask - quote.bid);
    // Old offers are left to expire, even where the price has run away from them: that is how a bot comes
    // to trade with itself, and what the check for it is there for.
    const bool ranAway = std::abs(quote.mid() - m_offeredMid[quote.instrument]) > 2 * half;
    if (standing.openOrders > 0 && !ranAway)
        return {};
    return offerBothSides(quote, standing.position, half);
}

std::vector<Intent> MarketMaker::offerBothSides(const Quote &quote, Lots position, Ticks half)
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    m_offeredMid[quote.instrument] = quote.mid();
    const Money inventory = instrument.value(quote.mid(), position);
    const Ticks lean = half * std::clamp(inventory, -kComfortable, kComfortable) / (2 * kComfortable);
    const Ticks bid = quote.mid() - half - lean;
    const Ticks ask = quote.mid() + half - lean;
    TW_INFO(m_signals(), "quoting {} at {} / {}", instrument.symbol, instrument.price(bid),
            instrument.price(ask), "symbol"_f = instrument.symbol, "bid"_f = instrument.price(bid),
            "ask"_f = instrument.price(ask), "lean_ticks"_f = lean, "inventory"_f = dollars(inventory));
    std::vector<Intent> offers;
    if (inventory < kMostInventory)
        offers.push_back(offer(quote, Side::Buy, bid));
    if (inventory > -kMostInventory)
        offers.push_back(offer(quote, Side::Sell, ask));
    return offers;
}

Intent MarketMaker::offer(const Quote &quote, Side side, Ticks price) const
{
    const Instrument &instrument = m_market.instruments()[quote.instrument];
    Intent intent;
    intent.instrument = quote.instrument;
    intent.side = side;
    intent.type = OrderType::PostOnly;
    intent.qty = instrument.lotsFor(kBudget, quote.mid());
    intent.price = price;
    intent.goodFor = MarketTime(9'000);
    return intent;
}

} // namespace demo
