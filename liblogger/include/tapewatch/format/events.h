// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/decimal.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace tapewatch {

// The typed events of a trading bot. Member names follow FIX where FIX has a word (OrdType, Side, ExecID).
// Strings are borrowed until the call that logs them returns. An empty string or optional is left out of the
// record.

enum class TradeAction : std::uint8_t {
    Placed,
    Acknowledged,
    PartiallyFilled,
    Filled,
    Cancelled,
    Rejected,
    PositionChanged
};

enum class Side : std::uint8_t { None, Buy, Sell };

/// `trade` in the record; goes to category `trade`.
struct TradeEvent {
    TradeAction event = TradeAction::Placed;
    std::string_view symbol{};
    Side side = Side::None;
    std::string_view orderType{}; ///< "limit", "market", "stop", ...
    std::optional<Decimal> qty{};
    std::optional<Decimal> price{};
    std::string_view orderId{};
    std::string_view execId{};
    std::string_view strategyId{};
    std::optional<Decimal> fee{};
    std::string_view feeAsset{};
    std::optional<Decimal> position{}; ///< signed position in `symbol` after the event
    std::string_view reason{};         ///< of a rejection or a cancellation
};

/// `error` in the record; goes to the logger's category and to `error`.
struct ErrorEvent {
    std::string_view type{};      ///< "ExchangeError"
    std::string_view code{};      ///< as the other side gave it: "-2010"
    std::string_view component{}; ///< "binance.rest"
    std::string_view operation{}; ///< "place_order"
    std::string_view stack{};     ///< one frame a line
};

enum class Verdict : std::uint8_t { Pass, Warn, Violation };

/// `compliance` in the record; goes to category `compliance`.
struct ComplianceEvent {
    std::string_view rule{}; ///< "max_position"
    Verdict verdict = Verdict::Pass;
    std::optional<Decimal> limit{};
    std::optional<Decimal> observed{};
    std::string_view action{};       ///< what the bot did: "blocked", "reduced", "none"
    std::string_view jurisdiction{}; ///< "EU"
    std::string_view reviewerHint{}; ///< `reviewer_hint`: what a person should look at
};

/// `api` in the record: a call to an exchange.
struct ApiCallEvent {
    std::string_view exchange{};
    std::string_view method{};   ///< "POST"
    std::string_view endpoint{}; ///< "/api/v3/order"; never with its query, which may hold a signature
    std::optional<std::int64_t> status{}; ///< HTTP or exchange status
    std::optional<std::int64_t> latencyUs{};
    std::string_view requestId{};
};

/// `rate_limit` in the record.
struct RateLimitEvent {
    std::string_view exchange{};
    std::string_view scope{}; ///< "orders_10s"
    std::optional<std::int64_t> used{};
    std::optional<std::int64_t> limit{};
    std::optional<std::int64_t> retryAfterMs{};
};

/// `risk` in the record: a limit of the bot's own that was passed; goes to category `compliance`.
struct RiskViolationEvent {
    std::string_view rule{}; ///< "max_drawdown"
    std::string_view symbol{};
    std::optional<Decimal> limit{};
    std::optional<Decimal> observed{};
    std::string_view action{};
    std::string_view strategyId{};
};

/// Names as they stand in the record: "placed", "partially_filled", "buy", "violation" ...
[[nodiscard]] std::string_view name(TradeAction action);
[[nodiscard]] std::string_view name(Side side); ///< empty for None
[[nodiscard]] std::string_view name(Verdict verdict);

} // namespace tapewatch
