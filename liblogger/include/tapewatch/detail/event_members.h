// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/events.h>
#include <tapewatch/format/level.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

namespace tapewatch::detail {

// Indices of the built-in categories; a program's own follow.
inline constexpr std::uint8_t kMainIndex = 0;
inline constexpr std::uint8_t kTradeIndex = 1;
inline constexpr std::uint8_t kErrorIndex = 2;
inline constexpr std::uint8_t kComplianceIndex = 3;

/// How an event travels: its key in the record, its members' names in the order of docs/record-format.md, its
/// level, and the category it belongs to whatever its logger's (none: the logger's, whose level it then
/// obeys).
template <typename Event>
struct EventMembers;

template <>
struct EventMembers<TradeEvent> {
    static constexpr std::string_view kKey = "trade";
    static constexpr std::optional<std::uint8_t> kCategory = kTradeIndex;
    static constexpr std::array<std::string_view, 13> kNames{
        "event",   "symbol",      "side", "order_type", "qty",      "price", "order_id",
        "exec_id", "strategy_id", "fee",  "fee_asset",  "position", "reason"};
    static Level level(const TradeEvent &e)
    {
        return e.event == TradeAction::Rejected ? Level::Warning : Level::Info;
    }
    static auto values(const TradeEvent &e)
    {
        return std::tuple(name(e.event), e.symbol, name(e.side), e.orderType, e.qty, e.price, e.orderId,
                          e.execId, e.strategyId, e.fee, e.feeAsset, e.position, e.reason);
    }
};

template <>
struct EventMembers<ErrorEvent> {
    static constexpr std::string_view kKey = "error";
    static constexpr std::optional<std::uint8_t> kCategory{};
    static constexpr std::array<std::string_view, 5> kNames{"type", "code", "component", "operation",
                                                            "stack"};
    static Level level(const ErrorEvent &) { return Level::Error; }
    static auto values(const ErrorEvent &e)
    {
        return std::tuple(e.type, e.code, e.component, e.operation, e.stack);
    }
};

template <>
struct EventMembers<ComplianceEvent> {
    static constexpr std::string_view kKey = "compliance";
    static constexpr std::optional<std::uint8_t> kCategory = kComplianceIndex;
    static constexpr std::array<std::string_view, 7> kNames{
        "rule", "verdict", "limit", "observed", "action", "jurisdiction", "reviewer_hint"};
    static Level level(const ComplianceEvent &e)
    {
        return e.verdict == Verdict::Pass   ? Level::Info
               : e.verdict == Verdict::Warn ? Level::Warning
                                            : Level::Error;
    }
    static auto values(const ComplianceEvent &e)
    {
        return std::tuple(e.rule, name(e.verdict), e.limit, e.observed, e.action, e.jurisdiction,
                          e.reviewerHint);
    }
};

template <>
struct EventMembers<RiskViolationEvent> {
    static constexpr std::string_view kKey = "risk";
    static constexpr std::optional<std::uint8_t> kCategory = kComplianceIndex;
    static constexpr std::array<std::string_view, 6> kNames{"rule",     "symbol", "limit",
                                                            "observed", "action", "strategy_id"};
    static Level level(const RiskViolationEvent &) { return Level::Error; }
    static auto values(const RiskViolationEvent &e)
    {
        return std::tuple(e.rule, e.symbol, e.limit, e.observed, e.action, e.strategyId);
    }
};

template <>
struct EventMembers<ApiCallEvent> {
    static constexpr std::string_view kKey = "api";
    static constexpr std::optional<std::uint8_t> kCategory{};
    static constexpr std::array<std::string_view, 6> kNames{"exchange", "method",     "endpoint",
                                                            "status",   "latency_us", "request_id"};
    static Level level(const ApiCallEvent &e)
    {
        return e.status.value_or(0) >= 400 ? Level::Warning : Level::Debug;
    }
    static auto values(const ApiCallEvent &e)
    {
        return std::tuple(e.exchange, e.method, e.endpoint, e.status, e.latencyUs, e.requestId);
    }
};

template <>
struct EventMembers<RateLimitEvent> {
    static constexpr std::string_view kKey = "rate_limit";
    static constexpr std::optional<std::uint8_t> kCategory{};
    static constexpr std::array<std::string_view, 5> kNames{"exchange", "scope", "used", "limit",
                                                            "retry_after_ms"};
    static Level level(const RateLimitEvent &e) { return e.retryAfterMs ? Level::Warning : Level::Info; }
    static auto values(const RateLimitEvent &e)
    {
        return std::tuple(e.exchange, e.scope, e.used, e.limit, e.retryAfterMs);
    }
};

template <std::size_t A, std::size_t B>
[[nodiscard]] consteval std::array<std::string_view, A + B>
joinNames(const std::array<std::string_view, A> &a, const std::array<std::string_view, B> &b)
{
    std::array<std::string_view, A + B> all{};
    for (std::size_t i = 0; i < A; ++i)
        all[i] = a[i];
    for (std::size_t i = 0; i < B; ++i)
        all[A + i] = b[i];
    return all;
}

} // namespace tapewatch::detail
