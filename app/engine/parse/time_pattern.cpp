// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/time_pattern.h"

#include "engine/parse/text_cursor.h"
#include "engine/parse/time_text.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tapewatch::engine {

namespace {

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
        const auto ns = readFraction(in);
        civil.nanosecond = ns.value_or(0);
        return ns.has_value();
    }
    case 'z':
        civil.utcOffset = readZone(in);
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

std::chrono::year_month_day dateOf(std::chrono::nanoseconds since1970)
{
    const std::chrono::sys_time<std::chrono::nanoseconds> moment{since1970};
    return std::chrono::floor<std::chrono::days>(moment);
}

std::optional<Timestamp> nearestYear(CivilTime civil, std::chrono::seconds utcOffset, Timestamp reference)
{
    const int year = int(dateOf(std::chrono::nanoseconds(reference.ns)).year());
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
    const auto offset = civil.utcOffset.value_or(utcOffset);
    const auto date = dateOf(std::chrono::nanoseconds(reference.ns) + offset);
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
