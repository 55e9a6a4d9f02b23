// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/plain_text.h"

#include "format/utf8.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace tapewatch::sinks {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

// Objects, not functions: the algorithms below take them inline.
constexpr auto isPlainAscii = [](char c) { return c >= 0x20 && c < 0x7f; };
constexpr auto isBareInValue = [](char c) {
    return isPlainAscii(c) && c != ' ' && c != '=' && c != '"' && c != '\\';
};

void appendHex(std::string_view prefix, std::uint32_t value, int digits, std::string &out)
{
    out += prefix;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        out += kHexDigits[(value >> shift) & 0xF];
}

/// The code point of a valid sequence of two to four bytes.
std::uint32_t codePointOf(std::string_view sequence)
{
    std::uint32_t value = static_cast<unsigned char>(sequence.front()) & (0xFFu >> (sequence.size() + 1));
    for (const char c : sequence.substr(1))
        value = (value << 6) | (static_cast<unsigned char>(c) & 0x3Fu);
    return value;
}

bool isShown(std::uint32_t codePoint)
{
    const bool c1Control = codePoint < 0xA0;
    const bool lineOrDirection = (codePoint >= 0x2028 && codePoint <= 0x202E) || codePoint == 0x200E ||
                                 codePoint == 0x200F || codePoint == 0x061C;
    const bool isolate = codePoint >= 0x2066 && codePoint <= 0x2069;
    return !c1Control && !lineOrDirection && !isolate;
}

void appendControl(char c, std::string &out)
{
    switch (c) {
    case '\n':
        out += "\\n";
        return;
    case '\t':
        out += "\\t";
        return;
    case '\r':
        out += "\\r";
        return;
    default:
        appendHex("\\x", static_cast<unsigned char>(c), 2, out);
    }
}

/// Appends the first character of `text`, which is not plain ASCII; returns its length.
std::size_t appendSpecial(std::string_view text, std::string &out)
{
    const detail::Utf8Step step = detail::utf8Step(text, 0);
    if (!step.valid || step.length == 1) {
        appendControl(text.front(), out);
        return 1;
    }
    const std::string_view sequence = text.substr(0, step.length);
    if (const std::uint32_t codePoint = codePointOf(sequence); isShown(codePoint))
        out += sequence;
    else
        appendHex("\\u", codePoint, 4, out);
    return step.length;
}

void appendQuoted(std::string_view text, std::string &out)
{
    out += '"';
    while (!text.empty()) {
        const char c = text.front();
        std::size_t length = 1;
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (isPlainAscii(c))
            out += c;
        else
            length = appendSpecial(text, out);
        text.remove_prefix(length);
    }
    out += '"';
}

} // namespace

void appendPlain(std::string_view text, std::string &out)
{
    while (!text.empty()) {
        const auto plainEnd = std::find_if_not(text.begin(), text.end(), isPlainAscii);
        const auto plain = static_cast<std::size_t>(plainEnd - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (!text.empty())
            text.remove_prefix(appendSpecial(text, out));
    }
}

void appendPlainValue(std::string_view text, std::string &out)
{
    if (!text.empty() && std::all_of(text.begin(), text.end(), isBareInValue))
        out += text;
    else
        appendQuoted(text, out);
}

} // namespace tapewatch::sinks
