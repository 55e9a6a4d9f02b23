// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "trading/risk_guard.h"

#include <tapewatch/log.h>

#include <algorithm>
#include <cstdlib>

namespace demo {

using namespace tapewatch::literals;
using tapewatch::Decimal;
using tapewatch::Verdict;

namespace {

constexpr Money kMaxOrderValue = wholeDollars(15'000);
constexpr Money kMaxPosition = wholeDollars(40'000);
constexpr Money kMaxDrawdown = wholeDollars(1'500);
constexpr std::int64_t kCollarBasisPoints = 150;
constexpr std::int64_t kMaxOrdersPerTrade = 8;
constexpr MarketTime kHalt{45'000};

} // namespace

RiskGuard::RiskGuard(const Market &market, const Portfolio &portfolio, std::string strategy, Journal &journal)
    : m_market(market)
    , m_portfolio(portfolio)
    , m_strategy(std::move(strategy))
    , m_log(journal.log("risk"))
{
}

void RiskGuard::record(const Finding &finding)
{
    TW_COMPLIANCE(m_log(), .rule = finding.rule, .verdict = finding.verdict, .limit = finding.limit,
                  .observed = finding.observed, .action = finding.action, .jurisdiction = "EU",
                  .reviewerHint = finding.hint);
}

Lots RiskGuard::allowedLots(const Intent &intent, const Quote &quote,
                            const std::vector<const Order *> &resting)
{
    const Instrument &instrument = m_market.instruments()[intent.instrument];
    const Ticks price = intent.price != 0 ? intent.price : quote.mid();
    if (refusesPrice(intent, quote) || refusesSelfTrade(intent, resting))
        return 0;
    const Lots lots = withinPosition(intent, price);
    const Money value = instrument.value(price, lots);
    if (lots == 0 || refusesValue(value))
        return 0;
    record({"max_order_value", Verdict::Pass, dollars(kMaxOrderValue), dollars(value), "none"});
    return lots;
}

bool RiskGuard::refusesPrice(const Intent &intent, const Quote &quote)
{
    if (intent.price == 0)
        return false;
    const std::int64_t away = std::abs(intent.price - quote.mid()) * 10'000 / quote.mid();
    if (away <= kCollarBasisPoints)
        return false;
    record({"price_collar_bp", Verdict::Violation, Decimal(kCollarBasisPoints), Decimal(away), "blocked",
            "Was the estimate stale after a gap?"});
    return true;
}

bool RiskGuard::refusesSelfTrade(const Intent &intent, const std::vector<const Order *> &resting)
{
    const Instrument &instrument = m_market.instruments()[intent.instrument];
    for (const Order *own : resting) {
        if (own->instrument != intent.instrument || own->side == intent.side || own->price == 0)
            continue;
        const Ticks room = (own->price - intent.price) * sign(intent.side);
        if (intent.price != 0 && room > 0)
            continue;
        record({"self_trade", Verdict::Violation, instrument.price(own->price),
                instrument.price(intent.price), "blocked",
                "Both sides are ours: a wash trade had it gone through"});
        return true;
    }
    return false;
}

bool RiskGuard::refusesValue(Money value)
{
    if (value <= kMaxOrderValue)
        return false;
    record({"max_order_value", Verdict::Violation, dollars(kMaxOrderValue), dollars(value), "blocked",
            "How was the size computed?"});
    return true;
}

Lots RiskGuard::withinPosition(const Intent &intent, Ticks price)
{
    const Lots held = m_portfolio.position(intent.instrument);
    const bool grows = held == 0 || (held > 0) == (intent.side == Side::Buy);
    if (!grows)
        return intent.qty;
    const Instrument &instrument = m_market.instruments()[intent.instrument];
    const Money wanted = m_portfolio.exposure(intent.instrument) + instrument.value(price, intent.qty);
    if (wanted <= kMaxPosition)
        return intent.qty;
    const Money room = kMaxPosition - m_portfolio.exposure(intent.instrument);
    const Lots lots = room < instrument.value(price, 1) ? 0 : instrument.lotsFor(room, price);
    const bool reduced = lots > intent.qty / 4;
    record({"max_position", reduced ? Verdict::Warn : Verdict::Violation, dollars(kMaxPosition),
            dollars(wanted), reduced ? "reduced" : "blocked"});
    return reduced ? lots : 0;
}

void RiskGuard::watch(MarketTime now)
{
    if (isHalted() && now >= m_haltedUntil) {
        m_haltedUntil = MarketTime(0);
        m_peak = m_portfolio.net();
        TW_WARNING(m_log(), "trading resumes after a halt of {} s", kHalt.count() / 1000,
                   "net"_f = dollars(m_peak));
    }
    m_peak = std::max(m_peak, m_portfolio.net());
    const Money drawdown = m_peak - m_portfolio.net();
    if (isHalted() || drawdown <= kMaxDrawdown)
        return;
    m_haltedUntil = now + kHalt;
    TW_RISK(m_log(), .rule = "max_drawdown", .limit = dollars(kMaxDrawdown), .observed = dollars(drawdown),
            .action = "halted", .strategyId = m_strategy);
    TW_CRITICAL(m_log(), "trading halted for {} s: {} below the best result", kHalt.count() / 1000,
                dollars(drawdown), "drawdown"_f = dollars(drawdown), "peak"_f = dollars(m_peak));
}

void RiskGuard::reportOrderToTrade()
{
    const std::int64_t ratio = m_orders / std::max<std::int64_t>(1, m_fills);
    record({"order_to_trade_ratio", ratio > kMaxOrdersPerTrade ? Verdict::Warn : Verdict::Pass,
            Decimal(kMaxOrdersPerTrade), Decimal(ratio), "none"});
    m_orders = m_fills = 0;
}

} // namespace demo
