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

// Up to nine digits count; more are read and lost.
std::optional<std::int64_t> fraction(TextCursor &in)
{
    const std::string_view digits = in.digits();
    if (digits.empty())
        return std::nullopt;
    std::int64_t ns = 0;
    for (std::size_t i = 0; i < 9; ++i)
        ns = ns * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return ns;
}

// "Z", "UTC", "+02", "+0200", "+02:00".
std::optional<std::chrono::seconds> zone(TextCursor &in)
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
    const auto ns = fraction(in);
    out.nanosecond = ns.value_or(0);
    return ns.has_value();
}

std::optional<int> monthByName(std::string_view text)
{
    constexpr std::array<std::string_view, 12> kNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
    if (text.size() < 3)
        return std::nullopt;
    std::array<char, 3> lower{};
    std::transform(text.begin(), text.begin() + 3, lower.begin(),
                   [](char c) { return static_cast<char>(c | 0x20); });
    const auto *found = std::find(kNames.begin(), kNames.end(), std::string_view(lower.data(), 3));
    if (found == kNames.end())
        return std::nullopt;
    return static_cast<int>(found - kNames.begin()) + 1;
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

std::int64_t daysFromCivil(int year, int month, int day)
{
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t yearOfEra = y - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
}

int yearOf(Timestamp time)
{
    using namespace std::chrono;
    const sys_time<nanoseconds> moment{nanoseconds(time.ns)};
    return int(year_month_day(floor<days>(moment)).year());
}

std::optional<Timestamp> toTimestamp(const CivilTime &civil, std::chrono::seconds utcOffset)
{
    if (!inRange(civil))
        return std::nullopt;
    const std::int64_t seconds = daysFromCivil(civil.year, civil.month, civil.day) * kSecondsPerDay +
                                 civil.hour * 3600 + civil.minute * 60 + civil.second -
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
        civil.utcOffset = zone(in);
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
        const auto ns = fraction(in);
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

namespace {

// The parts of a date that a pattern has met.
struct PatternTime {
    CivilTime civil;
    bool hasYear = false;
    bool hasDate = false;
    bool afternoon = false;
    bool twelveHours = false;
    std::optional<Timestamp> epoch;
};

bool assign(std::optional<int> value, int &out)
{
    if (value)
        out = *value;
    return value.has_value();
}

bool readMonthName(TextCursor &in, PatternTime &out)
{
    if (!assign(monthByName(in.rest()), out.civil.month))
        return false;
    in.advance(3);
    return out.hasDate = true;
}

bool readHalf(TextCursor &in, PatternTime &out)
{
    const auto half = in.consumeAny("aApP");
    out.afternoon = half == 'p' || half == 'P';
    return half && in.consumeAny("mM");
}

bool readEpoch(TextCursor &in, PatternTime &out)
{
    out.epoch = parseEpoch(in.digits());
    return out.epoch.has_value();
}

bool readLetter(char letter, TextCursor &in, PatternTime &out)
{
    CivilTime &civil = out.civil;
    switch (letter) {
    case 'Y':
        return out.hasYear = assign(in.number(4, 4), civil.year);
    case 'y':
        out.hasYear = assign(in.number(2, 2), civil.year);
        civil.year += civil.year < 70 ? 2000 : 1900;
        return out.hasYear;
    case 'm':
        return out.hasDate = assign(in.number(1, 2), civil.month);
    case 'e':
        in.skipBlanks();
        return assign(in.number(1, 2), civil.day);
    case 'd':
        return assign(in.number(1, 2), civil.day);
    case 'b':
        return readMonthName(in, out);
    case 'H':
        return assign(in.number(1, 2), civil.hour);
    case 'I':
        out.twelveHours = true;
        return assign(in.number(1, 2), civil.hour);
    case 'p':
        return readHalf(in, out);
    case 'M':
        return assign(in.number(2, 2), civil.minute);
    case 'S':
        return assign(in.number(2, 2), civil.second);
    case 'f': {
        const auto ns = fraction(in);
        civil.nanosecond = ns.value_or(0);
        return ns.has_value();
    }
    case 'z':
        civil.utcOffset = zone(in);
        return civil.utcOffset.has_value();
    case 's':
        return readEpoch(in, out);
    case '%':
        return in.consume('%');
    default:
        return false;
    }
}

bool readPattern(std::string_view pattern, TextCursor &in, PatternTime &out)
{
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '%' && i + 1 < pattern.size()) {
            if (!readLetter(pattern[++i], in, out))
                return false;
        } else if (pattern[i] == ' ') {
            in.skipBlanks();
        } else if (!in.consume(pattern[i])) {
            return false;
        }
    }
    return in.atEnd();
}

std::optional<Timestamp> nearestYear(CivilTime civil, std::chrono::seconds utcOffset, Timestamp reference)
{
    const int year = yearOf(reference);
    std::optional<Timestamp> best;
    for (const int candidate : {year - 1, year, year + 1}) {
        civil.year = candidate;
        const auto time = toTimestamp(civil, utcOffset);
        if (time && (!best || std::abs(time->ns - reference.ns) < std::abs(best->ns - reference.ns)))
            best = time;
    }
    return best;
}

CivilTime onDateOf(Timestamp reference, CivilTime civil, std::chrono::seconds utcOffset)
{
    using namespace std::chrono;
    const sys_time<nanoseconds> moment{nanoseconds(reference.ns) + civil.utcOffset.value_or(utcOffset)};
    const year_month_day date(floor<days>(moment));
    civil.year = int(date.year());
    civil.month = static_cast<int>(unsigned(date.month()));
    civil.day = static_cast<int>(unsigned(date.day()));
    return civil;
}

} // namespace

TimePattern::TimePattern(std::string pattern)
    : m_pattern(std::move(pattern))
{
}

std::optional<char> TimePattern::unknownLetter() const
{
    for (std::size_t i = 0; i < m_pattern.size(); ++i) {
        if (m_pattern[i] != '%')
            continue;
        const char letter = i + 1 < m_pattern.size() ? m_pattern[i + 1] : '%';
        if (i + 1 == m_pattern.size() ||
            std::string_view("YymdebHIpMSfzs%").find(letter) == std::string_view::npos)
            return letter;
        ++i;
    }
    return std::nullopt;
}

std::optional<Timestamp> TimePattern::parse(std::string_view text, std::chrono::seconds utcOffset,
                                            Timestamp reference) const
{
    TextCursor in(text);
    PatternTime read;
    if (!readPattern(m_pattern, in, read))
        return std::nullopt;
    if (read.epoch)
        return read.epoch;
    CivilTime &civil = read.civil;
    if (read.twelveHours)
        civil.hour = civil.hour % 12 + (read.afternoon ? 12 : 0);
    if (read.hasYear)
        return toTimestamp(civil, utcOffset);
    if (read.hasDate)
        return nearestYear(civil, utcOffset, reference);
    return toTimestamp(onDateOf(reference, civil, utcOffset), utcOffset);
}

} // namespace tapewatch::engine
