// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/decimal.h>

#include "format/digits.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace tapewatch {

namespace {

__extension__ typedef unsigned __int128 UInt128;

constexpr int kMaxDigits = 38;

constexpr auto kPowersOfTen = [] {
    std::array<Int128, kMaxDigits + 1> powers{};
    powers[0] = 1;
    for (std::size_t i = 1; i < powers.size(); ++i)
        powers[i] = powers[i - 1] * 10;
    return powers;
}();

constexpr UInt128 magnitude(Int128 value)
{
    return value < 0 ? UInt128(0) - UInt128(value) : UInt128(value);
}

/// Writes digits backwards from `end`, at least `least` of them; returns where they begin.
char *putBackwards(std::uint64_t value, int least, char *end)
{
    char *begin = end;
    for (; value >= 100; value /= 100)
        std::memcpy(begin -= 2, &detail::kDigitPairs[2 * (value % 100)], 2);
    if (value >= 10)
        std::memcpy(begin -= 2, &detail::kDigitPairs[2 * value], 2);
    else
        *--begin = static_cast<char>('0' + value);
    while (end - begin < least)
        *--begin = '0';
    return begin;
}

char *putBackwards(UInt128 value, int least, char *end)
{
    constexpr std::uint64_t kChunk = 1'000'000'000'000'000'000; // 18 digits
    char *begin = end;
    for (; value > std::numeric_limits<std::uint64_t>::max(); value /= kChunk)
        begin = putBackwards(static_cast<std::uint64_t>(value % kChunk), 18, begin);
    const auto written = static_cast<int>(end - begin);
    return putBackwards(static_cast<std::uint64_t>(value), least - written, begin);
}

/// Reads a decimal number from left to right.
class Reader {
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {
    }

    std::optional<Decimal> read()
    {
        const bool negative = takeSign();
        if (!takeDigits(false) || (take('.') && !takeDigits(true)))
            return std::nullopt;
        if ((take('e') || take('E')) && !takeExponent())
            return std::nullopt;
        if (!m_rest.empty() || m_tooLong)
            return std::nullopt;
        return scaled(negative ? -m_mantissa : m_mantissa);
    }

private:
    bool take(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// Whether it is negative.
    bool takeSign() { return !take('+') && take('-'); }

    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    bool takeDigits(bool behindPoint)
    {
        const std::size_t before = m_rest.size();
        for (; !m_rest.empty() && isDigit(m_rest.front()); m_rest.remove_prefix(1)) {
            if (m_mantissa != 0 || m_rest.front() != '0')
                m_tooLong |= ++m_digits > kMaxDigits;
            if (!m_tooLong)
                m_mantissa = m_mantissa * 10 + (m_rest.front() - '0');
            m_scale += behindPoint ? 1 : 0;
        }
        return m_rest.size() != before;
    }

    bool takeExponent()
    {
        constexpr int kEnough = 100'000; // beyond any mantissa that fits
        const bool negative = takeSign();
        const std::size_t before = m_rest.size();
        int exponent = 0;
        for (; !m_rest.empty() && isDigit(m_rest.front()); m_rest.remove_prefix(1))
            exponent = std::min(kEnough, exponent * 10 + (m_rest.front() - '0'));
        m_scale -= negative ? -exponent : exponent;
        return m_rest.size() != before;
    }

    [[nodiscard]] std::optional<Decimal> scaled(Int128 mantissa) const
    {
        if (m_scale > Decimal::kMaxScale)
            return std::nullopt;
        if (m_scale >= 0)
            return Decimal::fromMantissa(mantissa, static_cast<std::uint8_t>(m_scale));
        if (mantissa == 0)
            return Decimal();
        if (m_digits - m_scale > kMaxDigits)
            return std::nullopt;
        return Decimal::fromMantissa(mantissa * kPowersOfTen[static_cast<std::size_t>(-m_scale)], 0);
    }

    std::string_view m_rest;
    Int128 m_mantissa = 0;
    int m_digits = 0; ///< without leading zeros
    int m_scale = 0;
    bool m_tooLong = false;
};

/// Exact where value * 10^places fits a double's 53 bits: the product's rounding error is known.
std::optional<Decimal> roundSmall(double value, std::uint8_t places)
{
    constexpr std::size_t kExactPowers = 22; // 10^22 is the largest that a double holds exactly
    constexpr double kExactIntegers = 9007199254740992.0;
    if (places > kExactPowers)
        return std::nullopt;
    const auto factor = static_cast<double>(kPowersOfTen[places]);
    const double size = std::fabs(value);
    const double product = size * factor;
    if (!(product < kExactIntegers))
        return std::nullopt;
    const double error = std::fma(size, factor, -product);
    const double whole = std::floor(product);
    const bool up = (product - whole - 0.5) + error >= 0;
    const auto mantissa = static_cast<std::int64_t>(whole) + (up ? 1 : 0);
    return Decimal::fromMantissa(std::signbit(value) ? -mantissa : mantissa, places);
}

/// From the double's whole decimal expansion.
std::optional<Decimal> roundLarge(double value, std::uint8_t places)
{
    constexpr int kLongestFraction = 1074;
    std::array<char, 1400> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                   std::chars_format::fixed, kLongestFraction);
    const char *cut = end.ptr - kLongestFraction + places;
    const std::string_view kept(buffer.data(), static_cast<std::size_t>(cut - buffer.data()));
    const auto decimal = Decimal::parse(places == 0 ? kept.substr(0, kept.size() - 1) : kept);
    if (!decimal)
        return std::nullopt;
    const Int128 mantissa = decimal->mantissa() + (*cut >= '5' ? 1 : 0);
    if (mantissa >= kPowersOfTen[kMaxDigits])
        return std::nullopt;
    return Decimal::fromMantissa(std::signbit(value) ? -mantissa : mantissa, places);
}

} // namespace

std::optional<Decimal> Decimal::parse(std::string_view text)
{
    return Reader(text).read();
}

std::optional<Decimal> Decimal::round(double value, std::uint8_t places)
{
    if (!std::isfinite(value) || places > kMaxScale)
        return std::nullopt;
    if (auto decimal = roundSmall(value, places))
        return decimal;
    return roundLarge(value, places);
}

std::size_t Decimal::write(char *out) const
{
    std::array<char, kMaxLength> digits;
    char *const end = digits.data() + digits.size();
    const UInt128 size = magnitude(m_mantissa);
    const int least = m_scale + 1;
    const char *begin = size <= std::numeric_limits<std::uint64_t>::max()
                            ? putBackwards(static_cast<std::uint64_t>(size), least, end)
                            : putBackwards(size, least, end);
    char *const start = out;
    if (m_mantissa < 0)
        *out++ = '-';
    const auto whole = static_cast<std::size_t>(end - begin) - m_scale;
    std::memcpy(out, begin, whole);
    out += whole;
    if (m_scale > 0) {
        *out++ = '.';
        std::memcpy(out, begin + whole, m_scale);
        out += m_scale;
    }
    return static_cast<std::size_t>(out - start);
}

std::string Decimal::toString() const
{
    std::array<char, kMaxLength> text;
    return {text.data(), write(text.data())};
}

double Decimal::toDouble() const
{
    constexpr Int128 kExactIntegers = Int128(1) << 53;
    if (m_scale <= 22 && m_mantissa <= kExactIntegers && m_mantissa >= -kExactIntegers)
        return static_cast<double>(m_mantissa) / static_cast<double>(kPowersOfTen[m_scale]);
    std::array<char, kMaxLength> text;
    double value = 0;
    std::from_chars(text.data(), text.data() + write(text.data()), value);
    return value;
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    const Int128 unitA = kPowersOfTen[a.m_scale];
    const Int128 unitB = kPowersOfTen[b.m_scale];
    if (const auto whole = a.m_mantissa / unitA <=> b.m_mantissa / unitB; whole != 0)
        return whole;
    // What is left is below one, so it still fits with the other's decimal places appended.
    const Int128 restA = a.m_mantissa % unitA;
    const Int128 restB = b.m_mantissa % unitB;
    if (a.m_scale < b.m_scale)
        return restA * (unitB / unitA) <=> restB;
    return restA <=> restB * (unitA / unitB);
}

} // namespace tapewatch
