// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/market.h"

#include <tapewatch/format/events.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace demo {

using tapewatch::Side;
using tapewatch::TradeAction;

enum class OrderType : std::uint8_t { Limit, PostOnly, Market };

[[nodiscard]] constexpr std::string_view name(OrderType type)
{
    return type == OrderType::Limit ? "limit" : type == OrderType::PostOnly ? "post_only" : "market";
}

[[nodiscard]] constexpr std::int64_t sign(Side side)
{
    return side == Side::Buy ? 1 : -1;
}

struct Order {
    std::string id; ///< the client's
    std::size_t instrument = 0;
    Side side = Side::Buy;
    OrderType type = OrderType::Limit;
    Lots qty = 0;
    Ticks price = 0; ///< 0 for a market order
    Lots filled = 0;

    [[nodiscard]] Lots left() const { return qty - filled; }
};

/// What the exchange says of an order afterwards.
struct ExecutionReport {
    TradeAction event = TradeAction::Acknowledged;
    std::string orderId;
    std::string execId;   ///< of a fill
    Lots qty = 0;         ///< of this fill
    Ticks price = 0;      ///< of this fill
    bool maker = false;   ///< the order stood in the book
    std::string reason{}; ///< of a rejection or a cancellation
};

/// The answer to a call.
struct ApiReply {
    std::int64_t status = 200; ///< of HTTP
    std::int64_t latencyUs = 0;
    std::string requestId;
    std::string code{};            ///< the exchange's, where status is 400 or above: "-2010"
    std::string reason{};          ///< its text
    std::int64_t used = 0;         ///< of the limit of orders
    std::int64_t retryAfterMs = 0; ///< with status 429

    [[nodiscard]] bool ok() const { return status < 400; }
};

} // namespace demo
