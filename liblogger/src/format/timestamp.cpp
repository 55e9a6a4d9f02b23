// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/timestamp.h>

#include "format/digits.h"

#include <tapewatch/format/decimal.h>

#include <cstring>
#include <limits>

namespace tapewatch {

namespace {

using detail::putFourDigits;
using detail::putNineDigits;
using detail::putTwoDigits;
using detail::readDigits;

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

struct Moment {
    std::uint32_t year = 0;
    std::uint32_t month = 0;
    std::uint32_t day = 0;
    std::uint32_t hour = 0;
    std::uint32_t minute = 0;
    std::uint32_t second = 0;
    std::uint32_t ns = 0;
};

// Both conversions count in eras of 400 years that begin on March 1st, so that the leap day is the
// last of its year. Era 0 is shifted so that every day a Timestamp can name is positive.
constexpr std::uint32_t kDaysPerEra = 146'097;
constexpr std::uint32_t kEpochDay = 719'468; ///< 1970-01-01, from 0000-03-01

void setDate(std::uint32_t daysFromYearZero, Moment &moment)
{
    const std::uint32_t era = daysFromYearZero / kDaysPerEra;
    const std::uint32_t day = daysFromYearZero % kDaysPerEra;
    const std::uint32_t year = (day - day / 1460 + day / 36'524 - day / 146'096) / 365;
    const std::uint32_t dayOfYear = day - (365 * year + year / 4 - year / 100);
    const std::uint32_t month = (5 * dayOfYear + 2) / 153; // 0 is March
    moment.day = dayOfYear - (153 * month + 2) / 5 + 1;
    moment.month = month < 10 ? month + 3 : month - 9;
    moment.year = year + era * 400 + (moment.month <= 2 ? 1 : 0);
}

std::int64_t daysSinceEpoch(const Moment &moment)
{
    const std::uint32_t year = moment.year - (moment.month <= 2 ? 1 : 0);
    const std::uint32_t era = year / 400;
    const std::uint32_t yearOfEra = year % 400;
    const std::uint32_t month = moment.month > 2 ? moment.month - 3 : moment.month + 9;
    const std::uint32_t dayOfYear = (153 * month + 2) / 5 + moment.day - 1;
    const std::uint32_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return std::int64_t(era) * kDaysPerEra + dayOfEra - kEpochDay;
}

struct Split {
    std::int64_t seconds = 0; ///< since the epoch, rounded down
    std::uint32_t ns = 0;
};

Split split(Timestamp time)
{
    const std::int64_t ns = time.ns % kNsPerSecond;
    if (ns < 0)
        return {time.ns / kNsPerSecond - 1, static_cast<std::uint32_t>(ns + kNsPerSecond)};
    return {time.ns / kNsPerSecond, static_cast<std::uint32_t>(ns)};
}

/// Of a whole second.
Moment momentOf(std::int64_t seconds)
{
    const std::int64_t secondsFromYearZero = seconds + std::int64_t(kEpochDay) * kSecondsPerDay;
    const auto ofDay = static_cast<std::uint32_t>(secondsFromYearZero % kSecondsPerDay);
    Moment moment;
    setDate(static_cast<std::uint32_t>(secondsFromYearZero / kSecondsPerDay), moment);
    moment.hour = ofDay / 3600;
    moment.minute = ofDay / 60 % 60;
    moment.second = ofDay % 60;
    return moment;
}

std::uint32_t daysInMonth(std::uint32_t year, std::uint32_t month)
{
    constexpr std::array<std::uint8_t, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return kDays[month - 1] + (leap && month == 2 ? 1u : 0u);
}

/// Second 60 is a leap second; it counts as the first of the next minute.
bool isCalendarTime(const Moment &moment)
{
    return moment.year >= 1 && moment.month >= 1 && moment.month <= 12 && moment.day >= 1 &&
           moment.day <= daysInMonth(moment.year, moment.month) && moment.hour <= 23 && moment.minute <= 59 &&
           moment.second <= 60;
}

std::optional<Timestamp> join(const Moment &moment, std::int64_t offsetSeconds)
{
    if (!isCalendarTime(moment))
        return std::nullopt;
    const std::int64_t seconds = daysSinceEpoch(moment) * kSecondsPerDay + moment.hour * 3600 +
                                 moment.minute * 60 + moment.second - offsetSeconds;
    const Int128 ns = Int128(seconds) * kNsPerSecond + moment.ns;
    using Limits = std::numeric_limits<std::int64_t>;
    if (ns < Limits::min() || ns > Limits::max())
        return std::nullopt;
    return Timestamp{static_cast<std::int64_t>(ns)};
}

/// Takes ".digits" off the front of `text`; false where there is a point without 1 to 9 digits.
bool takeFraction(std::string_view &text, std::uint32_t &ns)
{
    if (text.empty() || text.front() != '.')
        return true;
    std::size_t i = 1;
    std::uint32_t value = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        if (i > 9)
            return false;
        value = value * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    if (i == 1)
        return false;
    constexpr std::array<std::uint32_t, 10> kScale{1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000,
                                                   10'000,        1'000,       100,        10,        1};
    ns = value * kScale[i - 1];
    text.remove_prefix(i);
    return true;
}

/// "Z", nothing, "+05:30" or "+0530", in seconds to take off.
std::optional<std::int64_t> parseOffset(std::string_view text)
{
    if (text.empty() || text == "Z" || text == "z")
        return 0;
    const bool colon = text.size() == 6 && text[3] == ':';
    if ((text.front() != '+' && text.front() != '-') || (!colon && text.size() != 5))
        return std::nullopt;
    bool bad = false;
    const std::uint32_t hours = readDigits<2>(text.data() + 1, bad);
    const std::uint32_t minutes = readDigits<2>(text.data() + text.size() - 2, bad);
    if (bad || hours > 23 || minutes > 59)
        return std::nullopt;
    const std::int64_t seconds = hours * 3600 + minutes * 60;
    return text.front() == '-' ? -seconds : seconds;
}

} // namespace

Timestamp Timestamp::now()
{
    const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::nanoseconds>(sinceEpoch).count()};
}

namespace {

constexpr std::size_t kSecondLength = 20; // "2026-01-05T10:15:30."

void writeSecond(const Moment &moment, char *out)
{
    out = putFourDigits(moment.year, out);
    *out++ = '-';
    out = putTwoDigits(moment.month, out);
    *out++ = '-';
    out = putTwoDigits(moment.day, out);
    *out++ = 'T';
    out = putTwoDigits(moment.hour, out);
    *out++ = ':';
    out = putTwoDigits(moment.minute, out);
    *out++ = ':';
    out = putTwoDigits(moment.second, out);
    *out = '.';
}

/// The second that a thread wrote last: under load thousands of records share one.
struct WrittenSecond {
    std::int64_t seconds = 0; ///< since the epoch
    char text[kSecondLength + 1] = "1970-01-01T00:00:00.";
};
constinit thread_local WrittenSecond writtenSecond;

} // namespace

void writeRfc3339(Timestamp time, char *out)
{
    const Split parts = split(time);
    WrittenSecond &known = writtenSecond;
    if (parts.seconds != known.seconds) {
        known.seconds = parts.seconds;
        writeSecond(momentOf(parts.seconds), known.text);
    }
    std::memcpy(out, known.text, kSecondLength);
    out = putNineDigits(parts.ns, out + kSecondLength);
    *out = 'Z';
}

std::string toRfc3339(Timestamp time)
{
    std::string text(kRfc3339Length, '\0');
    writeRfc3339(time, text.data());
    return text;
}

std::optional<Timestamp> parseRfc3339(std::string_view text)
{
    constexpr std::size_t kWithoutFraction = 19;
    if (text.size() < kWithoutFraction)
        return std::nullopt;
    const char *p = text.data();
    const bool separators = p[4] == '-' && p[7] == '-' && (p[10] == 'T' || p[10] == ' ' || p[10] == 't') &&
                            p[13] == ':' && p[16] == ':';
    bool bad = !separators;
    Moment moment{readDigits<4>(p, bad),      readDigits<2>(p + 5, bad),  readDigits<2>(p + 8, bad),
                  readDigits<2>(p + 11, bad), readDigits<2>(p + 14, bad), readDigits<2>(p + 17, bad)};
    text.remove_prefix(kWithoutFraction);
    if (bad || !takeFraction(text, moment.ns))
        return std::nullopt;
    const std::optional<std::int64_t> offset = parseOffset(text);
    return offset ? join(moment, *offset) : std::nullopt;
}

std::string toFileStamp(Timestamp time)
{
    const std::string full = toRfc3339(time);
    std::string stamp;
    for (const char c : full)
        if (c != '-' && c != ':')
            stamp += c;
    return stamp;
}

std::optional<Timestamp> parseFileStamp(std::string_view text)
{
    constexpr std::size_t kLength = 26;
    if (text.size() != kLength || text[8] != 'T' || text[15] != '.' || text[25] != 'Z')
        return std::nullopt;
    const char *p = text.data();
    bool bad = false;
    const Moment moment{readDigits<4>(p, bad),     readDigits<2>(p + 4, bad),  readDigits<2>(p + 6, bad),
                        readDigits<2>(p + 9, bad), readDigits<2>(p + 11, bad), readDigits<2>(p + 13, bad),
                        readDigits<9>(p + 16, bad)};
    return bad ? std::nullopt : join(moment, 0);
}

} // namespace tapewatch
