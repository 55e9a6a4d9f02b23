// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "exchange/exchange.h"
#include "trading/portfolio.h"
#include "trading/risk_guard.h"

#include <map>
#include <string>

namespace demo {

/// Sends orders and follows them until they are done. Every step of an order's life is one trade record with
/// the order's id.
class OrderDesk {
public:
    struct Parts {
        const Market &market;
        Exchange &exchange;
        Portfolio &portfolio;
        RiskGuard &guard;
    };

    /// `idPrefix` makes the ids of this bot's orders its own.
    OrderDesk(Parts parts, std::string strategy, std::string idPrefix, Journal &journal);

    /// Not while the bot is halted, offline or told to wait.
    [[nodiscard]] bool mayTrade(MarketTime now) const;
    /// Checks, then sends, if it may trade.
    void submit(const Intent &intent, const Quote &quote);
    void onReport(const ExecutionReport &report);
    /// Cancels what is older than it was meant to get.
    void cancelOld(MarketTime now);

    [[nodiscard]] std::size_t openOrders() const { return m_open.size(); }
    [[nodiscard]] std::size_t openOrders(std::size_t instrument) const;

private:
    struct Open {
        Order order;
        MarketTime cancelAt;
    };

    [[nodiscard]] Order makeOrder(const Intent &intent, Lots lots);
    void send(const Order &order, MarketTime now);
    void onRefused(const Order &order, const ApiReply &reply, MarketTime now);
    void book(Order &order, const ExecutionReport &report);
    void cancel(const std::string &orderId);
    void recordCall(std::string_view method, const ApiReply &reply) const;
    void recordStep(TradeAction action, const Order &order, std::string_view reason = {}) const;

    Parts m_parts;
    std::string m_strategy;
    std::string m_idPrefix;
    CountedLog m_log;
    CountedLog m_rest;
    std::map<std::string, Open> m_open; ///< by id; ordered, so that every run goes through it alike
    MarketTime m_waitUntil{0};
    std::uint64_t m_orders = 0;
};

} // namespace demo
