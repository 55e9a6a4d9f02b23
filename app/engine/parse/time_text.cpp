// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/time_text.h"

#include "engine/parse/text_cursor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace tapewatch::engine {

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

// Years whose every moment fits in 64 bits of nanoseconds.
constexpr int kFirstYear = 1678;
constexpr int kLastYear = 2261;

bool isLeap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int daysInMonth(int year, int month)
{
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool inRange(const CivilTime &t)
{
    return t.year >= kFirstYear && t.year <= kLastYear && t.month >= 1 && t.month <= 12 && t.day >= 1 &&
           t.day <= daysInMonth(t.year, t.month) && t.hour >= 0 && t.hour <= 23 && t.minute >= 0 &&
           t.minute <= 59 && t.second >= 0 && t.second <= 60;
}

bool readDate(TextCursor &in, CivilTime &out)
{
    const auto year = in.number(4, 4);
    const auto separator = in.consumeAny("-/.");
    const auto month = in.number(2, 2);
    if (separator && !in.consume(*separator))
        return false;
    const auto day = in.number(2, 2);
    if (!year || !month || !day)
        return false;
    out.year = *year;
    out.month = *month;
    out.day = *day;
    return true;
}

bool readClock(TextCursor &in, CivilTime &out)
{
    const auto hour = in.number(2, 2);
    const bool colons = in.consume(':');
    const auto minute = in.number(2, 2);
    if (!hour || !minute)
        return false;
    out.hour = *hour;
    out.minute = *minute;
    if (colons && !in.consume(':'))
        return true;
    const auto second = in.number(2, 2);
    if (!second)
        return false;
    out.second = *second;
    if (!in.consumeAny(".,"))
        return true;
    const auto ns = readFraction(in);
    out.nanosecond = ns.value_or(0);
    return ns.has_value();
}

std::int64_t unitOfEpoch(std::size_t integerDigits)
{
    if (integerDigits <= 11)
        return kNsPerSecond;
    if (integerDigits <= 14)
        return 1'000'000;
    return integerDigits <= 17 ? 1'000 : 1;
}

std::optional<Timestamp> epochWithExponent(std::string_view number)
{
    const std::string copy(number);
    char *end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (end != copy.c_str() + copy.size() || !std::isfinite(value) || value < 0 || value > 9.2e18)
        return std::nullopt;
    const std::size_t digits = value < 1 ? 1 : static_cast<std::size_t>(std::log10(value)) + 1;
    const double ns = value * static_cast<double>(unitOfEpoch(digits));
    if (ns > 9.2e18)
        return std::nullopt;
    return Timestamp{static_cast<std::int64_t>(ns)};
}

} // namespace

std::optional<std::int64_t> readFraction(TextCursor &in)
{
    const std::string_view digits = in.digits();
    if (digits.empty())
        return std::nullopt;
    std::int64_t ns = 0;
    for (std::size_t i = 0; i < 9; ++i)
        ns = ns * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return ns;
}

std::optional<std::chrono::seconds> readZone(TextCursor &in)
{
    if (in.rest().starts_with("UTC") || in.rest().starts_with("GMT")) {
        in.advance(3);
        return std::chrono::seconds(0);
    }
    const auto sign = in.consumeAny("Zz+-");
    if (!sign)
        return std::nullopt;
    if (*sign == 'Z' || *sign == 'z')
        return std::chrono::seconds(0);
    const auto hours = in.number(2, 2);
    in.consume(':');
    const auto minutes = in.atEnd() ? std::optional<int>(0) : in.number(2, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const int seconds = *hours * 3600 + *minutes * 60;
    return std::chrono::seconds(*sign == '-' ? -seconds : seconds);
}

std::optional<Timestamp> toTimestamp(const CivilTime &civil, std::chrono::seconds utcOffset)
{
    if (!inRange(civil))
        return std::nullopt;
    const std::chrono::sys_days day = std::chrono::year(civil.year) / civil.month / civil.day;
    const std::int64_t seconds = day.time_since_epoch().count() * kSecondsPerDay + civil.hour * 3600 +
                                 civil.minute * 60 + civil.second -
                                 civil.utcOffset.value_or(utcOffset).count();
    return Timestamp{seconds * kNsPerSecond + civil.nanosecond};
}

std::optional<Timestamp> parseTimeText(std::string_view text, std::chrono::seconds utcOffset)
{
    TextCursor in(text);
    CivilTime civil;
    if (!readDate(in, civil) || !in.consumeAny("Tt -_"))
        return std::nullopt;
    if (!readClock(in, civil))
        return std::nullopt;
    in.consume(' ');
    if (!in.atEnd()) {
        civil.utcOffset = readZone(in);
        if (!civil.utcOffset || !in.atEnd())
            return std::nullopt;
    }
    return toTimestamp(civil, utcOffset);
}

std::optional<Timestamp> parseEpoch(std::string_view number)
{
    TextCursor in(number);
    const std::string_view integer = in.digits();
    if (integer.empty() || integer.size() > 19)
        return std::nullopt;
    if (in.peek() == 'e' || in.peek() == 'E' || number.find_first_of("eE") != std::string_view::npos)
        return epochWithExponent(number);
    const std::int64_t unit = unitOfEpoch(integer.size());
    std::int64_t value = 0;
    for (const char c : integer)
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, c - '0', &value))
            return std::nullopt;
    std::int64_t below = 0;
    if (in.consume('.')) {
        const auto ns = readFraction(in);
        if (!ns)
            return std::nullopt;
        below = *ns / (kNsPerSecond / unit);
    }
    std::int64_t total = 0;
    if (!in.atEnd() || __builtin_mul_overflow(value, unit, &total) ||
        __builtin_add_overflow(total, below, &total))
        return std::nullopt;
    return Timestamp{total};
}

std::optional<Timestamp> parseAnyTime(std::string_view text, std::chrono::seconds utcOffset)
{
    const auto time = parseTimeText(text, utcOffset);
    return time ? time : parseEpoch(text);
}

} // namespace tapewatch::engine
