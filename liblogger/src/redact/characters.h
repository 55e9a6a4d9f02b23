// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Classes of ASCII characters, by a table: the C library's ask the locale.

namespace tapewatch::redact {

namespace detail {

enum : std::uint8_t { kLower = 1, kUpper = 2, kDigit = 4, kJoint = 8, kBlank = 16, kQuote = 32, kInRun = 64 };

consteval std::array<std::uint8_t, 256> makeClasses()
{
    std::array<std::uint8_t, 256> classes{};
    const auto mark = [&classes](std::string_view characters, int bits) {
        for (const char c : characters)
            classes[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(bits);
    };
    mark("abcdefghijklmnopqrstuvwxyz", kLower | kInRun);
    mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ", kUpper | kInRun);
    mark("0123456789", kDigit | kInRun);
    mark("_-.", kJoint | kInRun);
    mark("+/~", kInRun);
    mark(" \t\n\r\v\f", kBlank);
    mark("\"'`", kQuote);
    return classes;
}

inline constexpr std::array<std::uint8_t, 256> kClasses = makeClasses();

constexpr bool isOf(char c, int bits)
{
    return (kClasses[static_cast<unsigned char>(c)] & bits) != 0;
}

} // namespace detail

constexpr bool isLower(char c)
{
    return detail::isOf(c, detail::kLower);
}
constexpr bool isUpper(char c)
{
    return detail::isOf(c, detail::kUpper);
}
constexpr bool isDigit(char c)
{
    return detail::isOf(c, detail::kDigit);
}
constexpr bool isLetter(char c)
{
    return detail::isOf(c, detail::kLower | detail::kUpper);
}
constexpr bool isAlnum(char c)
{
    return detail::isOf(c, detail::kLower | detail::kUpper | detail::kDigit);
}
constexpr bool isBlank(char c)
{
    return detail::isOf(c, detail::kBlank);
}
constexpr bool isQuote(char c)
{
    return detail::isOf(c, detail::kQuote);
}
/// Of a name: letters, digits and `_ - .`
constexpr bool isInName(char c)
{
    return detail::isOf(c, detail::kLower | detail::kUpper | detail::kDigit | detail::kJoint);
}
/// Of hexadecimal and of any base64, ids and paths too.
constexpr bool isInRun(char c)
{
    return detail::isOf(c, detail::kInRun);
}

/// Of \n, \r and \t in text that was escaped.
constexpr bool isBlankEscape(char c)
{
    return c == 'n' || c == 'r' || c == 't';
}

constexpr char lowered(char c)
{
    return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// `word` is in lower case.
constexpr bool startsWithWord(std::string_view text, std::size_t at, std::string_view word)
{
    if (text.size() - at < word.size())
        return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (lowered(text[at + i]) != word[i])
            return false;
    return true;
}

} // namespace tapewatch::redact
