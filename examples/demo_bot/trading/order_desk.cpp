// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "trading/order_desk.h"

#include "support/trail.h"

#include <tapewatch/context.h>
#include <tapewatch/log.h>

#include <algorithm>
#include <fmt/format.h>

namespace demo {

using namespace tapewatch::literals;
using tapewatch::Decimal;
using tapewatch::ScopedContext;

namespace {

constexpr std::string_view kExchange = "demox";
constexpr std::string_view kOrderEndpoint = "/api/v3/order";
constexpr std::string_view kRateScope = "orders_10s";
constexpr std::int64_t kTakerFeeBasisPoints = 5;
constexpr std::int64_t kMakerFeeBasisPoints = 2;

} // namespace

OrderDesk::OrderDesk(Parts parts, std::string strategy, std::string idPrefix, Journal &journal)
    : m_parts(parts)
    , m_strategy(std::move(strategy))
    , m_idPrefix(std::move(idPrefix))
    , m_log(journal.log("orders"))
    , m_rest(journal.log("exchange.rest"))
{
}

std::size_t OrderDesk::openOrders(std::size_t instrument) const
{
    return static_cast<std::size_t>(std::count_if(m_open.begin(), m_open.end(), [&](const auto &entry) {
        return entry.second.order.instrument == instrument;
    }));
}

bool OrderDesk::mayTrade(MarketTime now) const
{
    return m_parts.exchange.isConnected() && !m_parts.guard.isHalted() && now >= m_waitUntil;
}

Order OrderDesk::makeOrder(const Intent &intent, Lots lots)
{
    return {fmt::format("{}-{:06}", m_idPrefix, ++m_orders),
            intent.instrument,
            intent.side,
            intent.type,
            lots,
            intent.price};
}

void OrderDesk::submit(const Intent &intent, const Quote &quote)
{
    const Trail here("OrderDesk::submit");
    if (!mayTrade(quote.time))
        return;
    std::vector<const Order *> resting;
    for (const auto &[id, open] : m_open)
        resting.push_back(&open.order);
    const Lots lots = m_parts.guard.allowedLots(intent, quote, resting);
    if (lots == 0)
        return;
    const Order order = makeOrder(intent, lots);
    m_open[order.id] = {order, quote.time + intent.goodFor};
    send(order, quote.time);
}

void OrderDesk::send(const Order &order, MarketTime now)
{
    const Trail here("OrderDesk::send");
    recordStep(TradeAction::Placed, order);
    m_parts.guard.countOrder();
    const ScopedContext context("order_id"_f = order.id);
    const ApiReply reply = m_parts.exchange.submit(order);
    recordCall("POST", reply);
    if (!reply.ok()) {
        onRefused(order, reply, now);
        m_open.erase(order.id);
    } else if (reply.used * 10 >= RateLimiter::kLimit * 9) {
        TW_RATE_LIMIT(m_rest(), .exchange = kExchange, .scope = kRateScope, .used = reply.used,
                      .limit = RateLimiter::kLimit);
    }
}

void OrderDesk::onRefused(const Order &order, const ApiReply &reply, MarketTime now)
{
    const Trail here("OrderDesk::onRefused");
    recordStep(TradeAction::Rejected, order, reply.reason);
    if (reply.status == 429) {
        m_waitUntil = now + MarketTime(reply.retryAfterMs);
        TW_RATE_LIMIT(m_rest(), .exchange = kExchange, .scope = kRateScope, .used = reply.used,
                      .limit = RateLimiter::kLimit, .retryAfterMs = reply.retryAfterMs);
        return;
    }
    const std::string stack = currentTrail();
    TW_FAILURE(m_log(), reply.reason, .type = reply.status >= 500 ? "ServerError" : "OrderRefused",
               .code = reply.code, .component = "exchange.rest", .operation = "place_order", .stack = stack);
}

void OrderDesk::onReport(const ExecutionReport &report)
{
    const auto open = m_open.find(report.orderId);
    if (open == m_open.end()) {
        TW_WARNING(m_log(), "report for {}, which is not open", report.orderId,
                   "event"_f = tapewatch::name(report.event));
        return;
    }
    Order &order = open->second.order;
    if (report.event == TradeAction::PartiallyFilled || report.event == TradeAction::Filled)
        book(order, report);
    else
        recordStep(report.event, order, report.reason);
    if (report.event != TradeAction::Acknowledged && report.event != TradeAction::PartiallyFilled)
        m_open.erase(open);
}

void OrderDesk::book(Order &order, const ExecutionReport &report)
{
    const Instrument &instrument = m_parts.market.instruments()[order.instrument];
    const std::int64_t basisPoints = report.maker ? kMakerFeeBasisPoints : kTakerFeeBasisPoints;
    const Money fee = instrument.value(report.price, report.qty) * basisPoints / 10'000;
    order.filled += report.qty;
    m_parts.guard.countFill();
    TW_TRADE(m_log(), .event = report.event, .symbol = instrument.symbol, .side = order.side,
             .orderType = name(order.type), .qty = instrument.quantity(report.qty),
             .price = instrument.price(report.price), .orderId = order.id, .execId = report.execId,
             .strategyId = m_strategy, .fee = Decimal::fromMantissa(fee, 6),
             .feeAsset = instrument.quoteAsset);
    m_parts.portfolio.onFill(order, report, fee);
}

void OrderDesk::cancelOld(MarketTime now)
{
    const Trail here("OrderDesk::cancelOld");
    if (!m_parts.exchange.isConnected())
        return;
    for (auto &[id, open] : m_open) {
        if (now < open.cancelAt)
            continue;
        open.cancelAt = MarketTime::max(); // asked once; the report ends the order
        cancel(id);
    }
}

void OrderDesk::cancel(const std::string &orderId)
{
    const Trail here("OrderDesk::cancel");
    const ScopedContext context("order_id"_f = orderId);
    const ApiReply reply = m_parts.exchange.cancel(orderId);
    recordCall("DELETE", reply);
    if (reply.ok())
        return;
    const std::string stack = currentTrail();
    TW_FAILURE(m_log(), reply.reason, .type = "CancelRefused", .code = reply.code,
               .component = "exchange.rest", .operation = "cancel_order", .stack = stack);
}

void OrderDesk::recordCall(std::string_view method, const ApiReply &reply) const
{
    TW_API_CALL(m_rest(), .exchange = kExchange, .method = method, .endpoint = kOrderEndpoint,
                .status = reply.status, .latencyUs = reply.latencyUs, .requestId = reply.requestId);
}

void OrderDesk::recordStep(TradeAction action, const Order &order, std::string_view reason) const
{
    const Instrument &instrument = m_parts.market.instruments()[order.instrument];
    const std::optional<Decimal> price =
        order.price != 0 ? std::optional(instrument.price(order.price)) : std::nullopt;
    TW_TRADE(m_log(), .event = action, .symbol = instrument.symbol, .side = order.side,
             .orderType = name(order.type), .qty = instrument.quantity(order.left()), .price = price,
             .orderId = order.id, .strategyId = m_strategy, .reason = reason);
}

} // namespace demo
