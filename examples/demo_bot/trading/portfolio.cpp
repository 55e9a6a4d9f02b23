// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "trading/portfolio.h"

#include <tapewatch/log.h>

#include <algorithm>
#include <cstdlib>

namespace demo {

using namespace tapewatch::literals;

Portfolio::Portfolio(const Market &market, std::string strategy, Journal &journal)
    : m_market(market)
    , m_strategy(std::move(strategy))
    , m_log(journal.log("portfolio"))
    , m_holdings(market.instruments().size())
{
}

Money Portfolio::change(Holding &holding, const Instrument &instrument, Lots lots, Ticks price)
{
    Money earned = 0;
    const bool reduces = (holding.lots > 0) != (lots > 0) && holding.lots != 0;
    if (reduces) {
        const Lots closed = std::min(std::abs(lots), std::abs(holding.lots)) * (lots > 0 ? 1 : -1);
        const auto costOfClosed =
            static_cast<Money>(tapewatch::Int128(holding.cost) * -closed / holding.lots);
        earned = -instrument.value(price, closed) - costOfClosed;
        holding.cost -= costOfClosed;
        holding.lots += closed;
        lots -= closed;
    }
    holding.cost += instrument.value(price, lots);
    holding.lots += lots;
    return earned;
}

void Portfolio::onFill(const Order &order, const ExecutionReport &fill, Money fee)
{
    const Instrument &instrument = m_market.instruments()[order.instrument];
    Holding &holding = m_holdings[order.instrument];
    const Money earned = change(holding, instrument, sign(order.side) * fill.qty, fill.price);
    m_realised += earned;
    m_fees += fee;
    TW_TRADE(m_log(), .event = TradeAction::PositionChanged, .symbol = instrument.symbol,
             .price = instrument.price(fill.price), .orderId = order.id, .execId = fill.execId,
             .strategyId = m_strategy, .position = instrument.quantity(holding.lots));
    if (earned != 0)
        TW_INFO(m_log(), "{} {} on {}", earned > 0 ? "earned" : "lost", dollars(std::abs(earned)),
                instrument.symbol, "symbol"_f = instrument.symbol, "realised"_f = dollars(earned),
                "realised_total"_f = dollars(m_realised));
}

Money Portfolio::exposure(std::size_t instrument) const
{
    const Holding &holding = m_holdings[instrument];
    return std::abs(m_market.instruments()[instrument].value(holding.last, holding.lots));
}

Money Portfolio::unrealised() const
{
    Money sum = 0;
    for (std::size_t i = 0; i < m_holdings.size(); ++i)
        sum += m_market.instruments()[i].value(m_holdings[i].last, m_holdings[i].lots) - m_holdings[i].cost;
    return sum;
}

void Portfolio::report() const
{
    TW_INFO(m_log(), "pnl {}: realised {}, unrealised {}, fees {}", dollars(net()), dollars(m_realised),
            dollars(unrealised()), dollars(m_fees), "net"_f = dollars(net()),
            "realised"_f = dollars(m_realised), "unrealised"_f = dollars(unrealised()),
            "fees"_f = dollars(m_fees));
    for (std::size_t i = 0; i < m_holdings.size(); ++i) {
        const Instrument &instrument = m_market.instruments()[i];
        const Holding &holding = m_holdings[i];
        if (holding.lots != 0)
            TW_DEBUG(m_log(), "holding {} {}", instrument.quantity(holding.lots), instrument.symbol,
                     "symbol"_f = instrument.symbol, "position"_f = instrument.quantity(holding.lots),
                     "last"_f = instrument.price(holding.last), "exposure"_f = dollars(exposure(i)));
    }
}

} // namespace demo
