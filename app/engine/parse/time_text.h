// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tapewatch::engine {

class TextCursor;

/// A date and time as a line has it, field by field.
struct CivilTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0; ///< 60 in a leap second: counted as the next minute's first
    std::int64_t nanosecond = 0;
    std::optional<std::chrono::seconds> utcOffset; ///< unset: the line has no zone
};

/// Nothing where a field is out of its range or the moment outside 1678 to 2261. `utcOffset` is for times
/// that have none.
[[nodiscard]] std::optional<Timestamp> toTimestamp(const CivilTime &civil, std::chrono::seconds utcOffset);

/// Digits behind the point of a second as nanoseconds; more than nine are read and lost.
[[nodiscard]] std::optional<std::int64_t> readFraction(TextCursor &in);
/// "Z", "UTC", "+02", "+0200", "+02:00".
[[nodiscard]] std::optional<std::chrono::seconds> readZone(TextCursor &in);

/// Dates as logs write them: "2026-01-05T10:15:30.123456789Z", "2026-01-05 10:15:30,123",
/// "2026/01/05 10:15:30 +02:00", "20260105-10:15:30.123". Nothing else may follow.
[[nodiscard]] std::optional<Timestamp> parseTimeText(std::string_view text, std::chrono::seconds utcOffset);

/// Digits, with a fraction or an exponent or not, since 1970: seconds, milliseconds, microseconds or
/// nanoseconds by their size.
[[nodiscard]] std::optional<Timestamp> parseEpoch(std::string_view number);

/// Either of the above.
[[nodiscard]] std::optional<Timestamp> parseAnyTime(std::string_view text, std::chrono::seconds utcOffset);

} // namespace tapewatch::engine
