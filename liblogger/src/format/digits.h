// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

namespace tapewatch::detail {

inline constexpr auto kDigitPairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

/// Writes `value` (below 100) as two digits and returns the place behind them.
inline char *putTwoDigits(std::uint32_t value, char *out)
{
    std::memcpy(out, &kDigitPairs[2 * static_cast<std::size_t>(value)], 2);
    return out + 2;
}

/// Writes `value` (below 10'000) as four digits.
inline char *putFourDigits(std::uint32_t value, char *out)
{
    return putTwoDigits(value % 100, putTwoDigits(value / 100, out));
}

/// Writes `value` (below a thousand million) as nine digits.
inline char *putNineDigits(std::uint32_t value, char *out)
{
    *out++ = static_cast<char>('0' + value / 100'000'000);
    const std::uint32_t rest = value % 100'000'000;
    return putFourDigits(rest % 10'000, putFourDigits(rest / 10'000, out));
}

/// Reads digits; what is no digit sets `bad` and the sum is then meaningless.
template <int Count>
inline std::uint32_t readDigits(const char *text, bool &bad)
{
    std::uint32_t value = 0;
    for (int i = 0; i < Count; ++i) {
        const auto digit = static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) - '0';
        bad |= digit > 9;
        value = value * 10 + digit;
    }
    return value;
}

} // namespace tapewatch::detail
