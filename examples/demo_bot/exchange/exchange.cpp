// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "exchange/exchange.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace demo {

namespace {

struct Refusal {
    double probability;
    std::int64_t status;
    std::string_view code;
    std::string_view reason;
};

constexpr std::array<Refusal, 5> kRefusals{{
    {0.014, 400, "-2010", "Account has insufficient balance for requested action"},
    {0.006, 400, "-1013", "Filter failure: PERCENT_PRICE"},
    {0.004, 400, "-1021", "Timestamp for this request is outside of the recvWindow"},
    {0.004, 503, "-1008", "Server is currently overloaded with other requests"},
    {0.003, 504, "-1007", "Timeout waiting for response from backend server"},
}};

/// Whether an order at its limit could trade now.
bool crosses(const Order &order, const Quote &quote)
{
    if (order.type == OrderType::Market)
        return true;
    return order.side == Side::Buy ? order.price >= quote.ask : order.price <= quote.bid;
}

} // namespace

Exchange::Exchange(std::uint64_t seed)
    : m_random(seed, "exchange")
    , m_line(seed)
{
}

std::optional<LineEvent> Exchange::advance(const Quote &quote)
{
    m_now = quote.time;
    for (Live &live : m_live) {
        if (live.order.instrument == quote.instrument)
            match(live, quote);
    }
    std::erase_if(m_live, [](const Live &live) { return live.done; });
    return m_line.advance(m_now);
}

std::vector<ExecutionReport> Exchange::takeReports()
{
    return isConnected() ? std::exchange(m_reports, {}) : std::vector<ExecutionReport>();
}

ApiReply Exchange::startReply()
{
    ApiReply reply;
    const double slow = m_random.chance(0.03) ? 12.0 : 1.0;
    reply.latencyUs = static_cast<std::int64_t>(slow * (1400.0 + 900.0 * std::abs(m_random.normal())));
    reply.requestId = "r" + std::to_string(++m_requests);
    return reply;
}

std::optional<ApiReply> Exchange::refusal(const ApiReply &reply)
{
    ApiReply refused = reply;
    double draw = m_random.uniform();
    for (const Refusal &kind : kRefusals) {
        draw -= kind.probability;
        if (draw >= 0)
            continue;
        refused.status = kind.status;
        refused.code = kind.code;
        refused.reason = kind.reason;
        return refused;
    }
    return std::nullopt;
}

ApiReply Exchange::submit(const Order &order)
{
    ApiReply reply = startReply();
    const bool taken = m_limiter.take(m_now);
    reply.used = m_limiter.used();
    if (!taken) {
        reply.status = 429;
        reply.code = "-1015";
        reply.reason = fmt::format("Too many new orders; the limit is {} in {} s", RateLimiter::kLimit,
                                   RateLimiter::kWindow.count() / 1000);
        reply.retryAfterMs = m_limiter.wait(m_now).count();
        return reply;
    }
    if (const auto refused = refusal(reply))
        return *refused;
    m_live.push_back({order, m_now + MarketTime(m_random.between(20, 250))});
    return reply;
}

ApiReply Exchange::cancel(const std::string &orderId)
{
    ApiReply reply = startReply();
    const auto live = std::find_if(m_live.begin(), m_live.end(),
                                   [&](const Live &candidate) { return candidate.order.id == orderId; });
    if (live == m_live.end()) {
        reply.status = 400;
        reply.code = "-2011";
        reply.reason = "Unknown order sent";
        return reply;
    }
    m_reports.push_back({TradeAction::Cancelled, orderId, {}, live->order.left(), 0, false, "by the client"});
    m_live.erase(live);
    return reply;
}

void Exchange::match(Live &live, const Quote &quote)
{
    if (!live.acknowledged && quote.time >= live.acknowledgeAt)
        acknowledge(live, quote);
    else if (live.acknowledged && crosses(live.order, quote))
        fill(live, quote);
}

void Exchange::acknowledge(Live &live, const Quote &quote)
{
    if (live.order.type == OrderType::PostOnly && crosses(live.order, quote)) {
        live.done = true;
        m_reports.push_back({TradeAction::Rejected,
                             live.order.id,
                             {},
                             0,
                             0,
                             false,
                             "-5022 Post only order would trade at once"});
        return;
    }
    live.acknowledged = true;
    m_reports.push_back({TradeAction::Acknowledged, live.order.id, {}});
    if (live.order.type != OrderType::PostOnly && crosses(live.order, quote))
        fill(live, quote);
}

void Exchange::fill(Live &live, const Quote &quote)
{
    Order &order = live.order;
    const bool maker = order.type == OrderType::PostOnly;
    const Ticks best = order.side == Side::Buy ? quote.ask : quote.bid;
    const Lots room = order.side == Side::Buy ? quote.askSize : quote.bidSize;
    const Lots qty = std::min(order.left(), room);
    order.filled += qty;
    live.done = order.left() == 0;
    m_reports.push_back({live.done ? TradeAction::Filled : TradeAction::PartiallyFilled, order.id,
                         "x" + std::to_string(++m_executions), qty, maker ? order.price : best, maker});
}

} // namespace demo
