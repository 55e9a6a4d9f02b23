// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/query_times.h"

#include "engine/parse/text_cursor.h"
#include "engine/parse/time_text.h"

#include <array>
#include <string>

namespace tapewatch::engine {

namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds kDay = std::chrono::hours(24);

struct Unit {
    std::string_view name;
    nanoseconds length;
};

// Longer names first: "ms" is no "m".
constexpr std::array<Unit, 6> kUnits{{
    {"ms", std::chrono::milliseconds(1)},
    {"s", std::chrono::seconds(1)},
    {"m", std::chrono::minutes(1)},
    {"h", std::chrono::hours(1)},
    {"d", kDay},
    {"w", 7 * kDay},
}};

std::optional<nanoseconds> unitAt(TextCursor &in)
{
    for (const Unit &unit : kUnits)
        if (in.rest().starts_with(unit.name)) {
            in.advance(unit.name.size());
            return unit.length;
        }
    return std::nullopt;
}

Timestamp startOfDay(Timestamp time)
{
    const std::int64_t day = kDay.count();
    const std::int64_t since = ((time.ns % day) + day) % day;
    return Timestamp{time.ns - since};
}

bool looksLikeClock(std::string_view text)
{
    const std::size_t colon = text.find(':');
    return colon == 1 || colon == 2;
}

// What the digits that are there leave open.
nanoseconds precisionOf(std::string_view clock)
{
    const std::size_t point = clock.find_first_of(".,");
    if (point != std::string_view::npos) {
        nanoseconds precision = std::chrono::seconds(1);
        for (std::size_t i = point + 1; i < clock.size() && clock[i] >= '0' && clock[i] <= '9'; ++i)
            precision /= 10;
        return std::max(precision, nanoseconds(1));
    }
    std::size_t colons = 0;
    for (const char c : clock.substr(0, clock.find_first_of("Z+-")))
        colons += c == ':' ? 1 : 0;
    return colons > 1 ? nanoseconds(std::chrono::seconds(1)) : nanoseconds(std::chrono::minutes(1));
}

std::optional<TimeSpan> spanFrom(std::optional<Timestamp> from, nanoseconds length)
{
    if (!from)
        return std::nullopt;
    return TimeSpan{*from, *from + length};
}

std::optional<TimeSpan> clockToday(std::string_view text, Timestamp now)
{
    const std::string date = toRfc3339(now).substr(0, 10);
    const std::string padded = (text.find(':') == 1 ? "0" : "") + std::string(text);
    return spanFrom(parseTimeText(date + "T" + padded, std::chrono::seconds(0)), precisionOf(text));
}

std::optional<TimeSpan> relativeToNow(std::string_view text, Timestamp now)
{
    const auto ago = parseDuration(text.substr(1));
    if (!ago)
        return std::nullopt;
    return spanFrom(now - *ago, nanoseconds(1));
}

} // namespace

std::optional<nanoseconds> parseDuration(std::string_view text)
{
    TextCursor in(text);
    nanoseconds total{0};
    if (in.atEnd())
        return std::nullopt;
    while (!in.atEnd()) {
        const auto count = in.number(1, 6);
        const auto unit = count ? unitAt(in) : std::nullopt;
        std::int64_t part = 0;
        std::int64_t sum = 0;
        if (!unit || __builtin_mul_overflow(unit->count(), *count, &part) ||
            __builtin_add_overflow(total.count(), part, &sum))
            return std::nullopt;
        total = nanoseconds(sum);
    }
    // A hundred years: far from the ends of what a Timestamp holds.
    if (total > 36'525 * kDay)
        return std::nullopt;
    return total;
}

std::optional<TimeSpan> parseTimeSpan(std::string_view text, Timestamp now)
{
    if (text == "now")
        return TimeSpan{now, now + nanoseconds(1)};
    if (text == "today")
        return spanFrom(startOfDay(now), kDay);
    if (text == "yesterday")
        return spanFrom(startOfDay(now) - kDay, kDay);
    if (text.starts_with('-'))
        return relativeToNow(text, now);
    if (looksLikeClock(text))
        return clockToday(text, now);
    constexpr std::size_t kDateLength = 10;
    if (text.size() == kDateLength)
        return spanFrom(parseTimeText(std::string(text) + "T00:00", std::chrono::seconds(0)), kDay);
    if (text.size() <= kDateLength)
        return std::nullopt;
    return spanFrom(parseTimeText(text, std::chrono::seconds(0)), precisionOf(text.substr(kDateLength)));
}

} // namespace tapewatch::engine
