// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/config.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace tapewatch {

namespace {

/// `maxDigits` keeps every product within 64 bits; the schema says the same.
struct Unit {
    std::string_view suffix;
    std::uint64_t factor;
    std::size_t maxDigits;
};

constexpr std::uint64_t kKi = 1024;
constexpr std::array kByteUnits{
    Unit{"TiB", kKi *kKi *kKi *kKi, 6},
    Unit{"GiB", kKi *kKi *kKi, 9},
    Unit{"MiB", kKi *kKi, 12},
    Unit{"KiB", kKi, 15},
    Unit{"TB", 1'000'000'000'000, 6},
    Unit{"GB", 1'000'000'000, 9},
    Unit{"MB", 1'000'000, 12},
    Unit{"KB", 1'000, 15},
    Unit{"B", 1, 18},
};

// 99'999 days are 273 years: what is added to a Timestamp must stay within its 292.
constexpr std::array kTimeUnits{
    Unit{"d", 86'400'000, 5},
    Unit{"h", 3'600'000, 6},
    Unit{"m", 60'000, 8},
    Unit{"s", 1'000, 9},
};
constexpr Unit kMillisecond{"ms", 1, 9};

std::optional<std::uint64_t> parseCount(std::string_view digits, const Unit &unit)
{
    if (digits.empty() || digits.size() > unit.maxDigits)
        return std::nullopt;
    std::uint64_t count = 0;
    const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (end.ec != std::errc() || end.ptr != digits.data() + digits.size())
        return std::nullopt;
    return count * unit.factor;
}

/// Tries one unit after the other: the suffix of a longer one must come first.
template <std::size_t Size>
std::optional<std::uint64_t> parseWithUnit(std::string_view text, const std::array<Unit, Size> &units)
{
    for (const Unit &unit : units)
        if (text.ends_with(unit.suffix))
            return parseCount(text.substr(0, text.size() - unit.suffix.size()), unit);
    return std::nullopt;
}

std::string inUnit(std::uint64_t count, const Unit &unit)
{
    return std::to_string(count / unit.factor).append(unit.suffix);
}

std::optional<std::int64_t> parseTime(std::string_view text, bool allowMilliseconds)
{
    if (text == "0")
        return 0;
    std::optional<std::uint64_t> count;
    if (text.ends_with(kMillisecond.suffix) && allowMilliseconds)
        count = parseCount(text.substr(0, text.size() - kMillisecond.suffix.size()), kMillisecond);
    else
        count = parseWithUnit(text, kTimeUnits);
    return count ? std::optional(static_cast<std::int64_t>(*count)) : std::nullopt;
}

} // namespace

std::optional<std::uint64_t> parseBytes(std::string_view text)
{
    if (!text.empty() && text.back() != 'B')
        return parseCount(text, kByteUnits.back());
    return parseWithUnit(text, kByteUnits);
}

std::string formatBytes(std::uint64_t bytes)
{
    std::string shortest;
    for (const Unit &unit : kByteUnits) {
        if (bytes == 0 || unit.factor == 1 || bytes % unit.factor != 0)
            continue;
        if (std::string text = inUnit(bytes, unit); shortest.empty() || text.size() < shortest.size())
            shortest = std::move(text);
    }
    return shortest.empty() ? std::to_string(bytes) : shortest;
}

std::optional<std::chrono::seconds> parseDuration(std::string_view text)
{
    const auto ms = parseTime(text, false);
    return ms ? std::optional(std::chrono::seconds(*ms / 1000)) : std::nullopt;
}

std::string formatDuration(std::chrono::seconds duration)
{
    return formatMilliseconds(duration);
}

std::optional<std::chrono::milliseconds> parseMilliseconds(std::string_view text)
{
    const auto ms = parseTime(text, true);
    return ms ? std::optional(std::chrono::milliseconds(*ms)) : std::nullopt;
}

std::string formatMilliseconds(std::chrono::milliseconds duration)
{
    const auto count = static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
    if (count == 0)
        return "0s";
    for (const Unit &unit : kTimeUnits)
        if (count % unit.factor == 0)
            return inUnit(count, unit);
    return inUnit(count, kMillisecond);
}

} // namespace tapewatch
