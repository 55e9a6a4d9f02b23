// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch {

__extension__ typedef __int128 Int128;

/// An exact decimal number: `mantissa` / 10^`scale`. Prices and quantities are these, so that what
/// the bot gave ("50000.10") is what the log says, digit for digit, trailing zeros included.
///
/// Up to 38 significant digits and 0 to 37 decimal places; trivially copyable.
class Decimal {
public:
    constexpr Decimal() = default;
    constexpr Decimal(int units)
        : m_mantissa(units)
    {
    }
    constexpr Decimal(long units)
        : m_mantissa(units)
    {
    }
    constexpr Decimal(long long units)
        : m_mantissa(units)
    {
    }
    /// No implicit way from a binary float: its shortest decimal form may not be what the bot meant.
    Decimal(double) = delete;

    /// 5000010 with scale 2 is 50000.10. Decimal places beyond kMaxScale are cut off.
    [[nodiscard]] static constexpr Decimal fromMantissa(Int128 mantissa, std::uint8_t scale)
    {
        for (; scale > kMaxScale; --scale)
            mantissa /= 10;
        Decimal d;
        d.m_mantissa = mantissa;
        d.m_scale = scale;
        return d;
    }

    /// `[-+]digits[.digits][e[-+]digits]`; nothing where the text is no number or needs more than 38 digits.
    [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

    /// The value rounded half away from zero to `places` decimals: for bots that compute in doubles and
    /// know their tick size. It is the double's exact value that is rounded: 1.005 is stored a little below
    /// 1.005 and gives 1.00. Not a number, infinities and what needs more than 38 digits give nothing.
    [[nodiscard]] static std::optional<Decimal> round(double value, std::uint8_t places);

    [[nodiscard]] constexpr Int128 mantissa() const { return m_mantissa; }
    [[nodiscard]] constexpr std::uint8_t scale() const { return m_scale; }

    /// Longest that write() writes: sign, 39 digits, point, leading zero.
    static constexpr std::size_t kMaxLength = 42;
    static constexpr std::uint8_t kMaxScale = 37;

    /// Writes at most kMaxLength characters, returns how many. No exponent, ever.
    std::size_t write(char *out) const;
    [[nodiscard]] std::string toString() const;

    /// For charts and statistics only; loses digits.
    [[nodiscard]] double toDouble() const;

    /// By value: 1.5 equals 1.50. Exact for every pair.
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }

private:
    Int128 m_mantissa = 0;
    std::uint8_t m_scale = 0;
};

/// A decimal literal that is checked while compiling: `50000.10_dec`.
namespace literals {
consteval Decimal operator""_dec(const char *text)
{
    Int128 mantissa = 0;
    std::uint8_t scale = 0;
    bool point = false;
    int digits = 0;
    for (; *text != '\0'; ++text) {
        if (*text == '\'')
            continue;
        if (*text == '.' && !point) {
            point = true;
            continue;
        }
        if (*text < '0' || *text > '9' || ++digits > 38)
            throw "a decimal literal is digits with at most one point, 38 digits at most";
        mantissa = mantissa * 10 + (*text - '0');
        scale = static_cast<std::uint8_t>(scale + (point ? 1 : 0));
    }
    return Decimal::fromMantissa(mantissa, scale);
}
} // namespace literals

} // namespace tapewatch
