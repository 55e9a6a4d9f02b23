// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <chrono>
#include <optional>
#include <string_view>

namespace tapewatch::engine {

/// The stretch of time that a text names: "2026-01-05" is a day, "10:15" a minute of today.
struct TimeSpan {
    Timestamp from;
    Timestamp until; ///< the first moment after it
};

/// "15m", "1h30m", "2d", "500ms": a number and a unit of w d h m s ms, repeated.
[[nodiscard]] std::optional<std::chrono::nanoseconds> parseDuration(std::string_view text);

/// "now", "today", "yesterday", "-15m" (from now), "10:15", "10:15:30.5" (today), "2026-01-05",
/// "2026-01-05T10:15", a full date and time. Without a zone: UTC.
[[nodiscard]] std::optional<TimeSpan> parseTimeSpan(std::string_view text, Timestamp now);

} // namespace tapewatch::engine
