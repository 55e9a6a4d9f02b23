// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch {

/// A moment in UTC, in nanoseconds since 1970-01-01T00:00:00Z (years 1677 to 2262).
struct Timestamp {
    std::int64_t ns = 0;

    auto operator<=>(const Timestamp &) const = default;

    [[nodiscard]] static Timestamp now();

    [[nodiscard]] constexpr Timestamp operator+(std::chrono::nanoseconds d) const { return {ns + d.count()}; }
    [[nodiscard]] constexpr Timestamp operator-(std::chrono::nanoseconds d) const { return {ns - d.count()}; }
    [[nodiscard]] constexpr std::chrono::nanoseconds operator-(Timestamp o) const
    {
        return std::chrono::nanoseconds(ns - o.ns);
    }
};

/// Length of what writeRfc3339() writes: "2026-01-05T10:15:30.123456789Z".
inline constexpr std::size_t kRfc3339Length = 30;

/// Writes exactly kRfc3339Length characters, no terminator. No locale, no allocation; for the hot path.
void writeRfc3339(Timestamp time, char *out);
[[nodiscard]] std::string toRfc3339(Timestamp time);

/// RFC 3339 with 0 to 9 digits of a second, `T` or a space, `Z` or a numeric offset ("+05:30", "+0530").
/// Without any offset the time is taken as UTC. A leap second (:60) counts as the first second of the next
/// minute. Nothing else may follow.
[[nodiscard]] std::optional<Timestamp> parseRfc3339(std::string_view text);

/// The form used in names of finished segments, which sorts by time: "20260105T101530.123456789Z".
[[nodiscard]] std::string toFileStamp(Timestamp time);
[[nodiscard]] std::optional<Timestamp> parseFileStamp(std::string_view text);

} // namespace tapewatch
