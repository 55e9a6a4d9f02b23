// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/submit.h>
#include <tapewatch/format/events.h>
#include <tapewatch/logger.h>

// The calls. Arguments before the first field fill the {} of the message, which is checked while compiling;
// the rest are fields. Formatting happens on the backend's thread.
//
//     using namespace tapewatch::literals;
//     TW_INFO(log, "order {} placed", id, "symbol"_f = symbol, "qty"_f = qty);
//
// A call below the logger's level costs one relaxed load and a branch; its arguments are not evaluated.

#define TW_LOG(logger_, level_, format_, ...)                                                                \
    do {                                                                                                     \
        const ::tapewatch::Logger twLogger = (logger_);                                                      \
        if (twLogger.enabled(level_)) [[unlikely]] {                                                         \
            static ::tapewatch::detail::CallSite twSite{(format_), __FILE__, __func__, __LINE__};            \
            ::tapewatch::detail::submit(twSite, twLogger, (level_),                                          \
                                        FMT_STRING(format_) __VA_OPT__(, ) __VA_ARGS__);                     \
        }                                                                                                    \
    } while (false)

#define TW_TRACE(logger_, ...) TW_LOG(logger_, ::tapewatch::Level::Trace, __VA_ARGS__)
#define TW_DEBUG(logger_, ...) TW_LOG(logger_, ::tapewatch::Level::Debug, __VA_ARGS__)
#define TW_INFO(logger_, ...) TW_LOG(logger_, ::tapewatch::Level::Info, __VA_ARGS__)
#define TW_WARNING(logger_, ...) TW_LOG(logger_, ::tapewatch::Level::Warning, __VA_ARGS__)
#define TW_ERROR(logger_, ...) TW_LOG(logger_, ::tapewatch::Level::Error, __VA_ARGS__)
#define TW_CRITICAL(logger_, ...) TW_LOG(logger_, ::tapewatch::Level::Critical, __VA_ARGS__)

// Typed events (tapewatch/format/events.h): designated initialisers of the event.
//
//     TW_TRADE(log, .event = TradeAction::Filled, .symbol = "BTCUSDT", .side = Side::Buy, .qty = 0.01_dec);
//
// Trade and compliance events do not ask the logger's level, only their category's: a quiet logger still
// trades on record. The message is written from the members.

#define TW_EVENT(logger_, Type_, ...)                                                                        \
    do {                                                                                                     \
        static ::tapewatch::detail::CallSite twSite{"", __FILE__, __func__, __LINE__};                       \
        ::tapewatch::detail::submitEvent(twSite, (logger_), ::tapewatch::Type_{__VA_ARGS__});                \
    } while (false)

#define TW_TRADE(logger_, ...) TW_EVENT(logger_, TradeEvent, __VA_ARGS__)
#define TW_COMPLIANCE(logger_, ...) TW_EVENT(logger_, ComplianceEvent, __VA_ARGS__)
#define TW_RISK(logger_, ...) TW_EVENT(logger_, RiskViolationEvent, __VA_ARGS__)
#define TW_API_CALL(logger_, ...) TW_EVENT(logger_, ApiCallEvent, __VA_ARGS__)
#define TW_RATE_LIMIT(logger_, ...) TW_EVENT(logger_, RateLimitEvent, __VA_ARGS__)

/// An error with its type, code, component, operation and stack; the message comes first:
///     TW_FAILURE(log, "order refused", .type = "ExchangeError", .code = "-2010");
#define TW_FAILURE(logger_, message_, ...)                                                                   \
    do {                                                                                                     \
        static ::tapewatch::detail::CallSite twSite{"{}", __FILE__, __func__, __LINE__};                     \
        ::tapewatch::detail::submitError(twSite, (logger_), (message_),                                      \
                                         ::tapewatch::ErrorEvent{__VA_ARGS__});                              \
    } while (false)
