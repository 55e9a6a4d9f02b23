// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tapewatch::engine {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool isContinuationByte(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

std::size_t lengthOfLead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

// Overlong forms, surrogates and what lies past U+10FFFF show in the second byte.
bool secondByteFits(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second <= 0x9F;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second <= 0x8F;
    default:
        return true;
    }
}

// The end of the escape sequence at `at`, which holds ESC.
std::size_t endOfEscape(std::string_view text, std::size_t at)
{
    std::size_t next = at + 1;
    if (next >= text.size())
        return next;
    if (text[next] == '[') {
        for (++next; next < text.size(); ++next) {
            if (text[next] >= '@' && text[next] <= '~')
                return next + 1;
            if (text[next] < ' ' || text[next] > '?')
                return next;
        }
        return next;
    }
    if (text[next] == ']') {
        for (++next; next < text.size(); ++next) {
            if (text[next] == '\a')
                return next + 1;
            if (text[next] == '\x1b')
                return next + 1 < text.size() && text[next + 1] == '\\' ? next + 2 : next;
        }
        return next;
    }
    return next + 1;
}

// "ccxt.base.errors.ExchangeError: ..." and "KeyError" end a Python traceback.
bool looksLikeException(std::string_view line)
{
    const std::string_view type = line.substr(0, line.find(':'));
    if (type.empty() || type.size() > 120)
        return false;
    const bool identifier = std::all_of(type.begin(), type.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '$';
    });
    if (!identifier)
        return false;
    constexpr std::array<std::string_view, 8> kEndings{"Error",     "Exception", "Warning",   "Exit",
                                                       "Interrupt", "Rejected",  "Available", "Timeout"};
    return std::any_of(kEndings.begin(), kEndings.end(), [&](auto end) { return type.ends_with(end); });
}

} // namespace

std::string_view withoutCarriageReturn(std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::string_view firstLine(std::string_view text)
{
    return withoutCarriageReturn(text.substr(0, text.find('\n')));
}

std::string_view afterFirstLine(std::string_view text)
{
    const std::size_t newline = text.find('\n');
    return newline == std::string_view::npos ? std::string_view{} : text.substr(newline + 1);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string toLowerAscii(std::string_view text)
{
    std::string lower(text);
    for (char &c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return lower;
}

std::size_t utf8SequenceLength(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t length = lengthOfLead(lead);
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!isContinuationByte(text[i]))
            return 0;
    return length > 1 && !secondByteFits(lead, static_cast<unsigned char>(text[1])) ? 0 : length;
}

bool isValidUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string repairedUtf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 16);
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        if (length == 0)
            out += kReplacement;
        else
            out.append(text.substr(0, length));
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

void appendUtf8(char32_t codePoint, std::string &out)
{
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F)); };
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xC0 | (codePoint >> 6));
        tail(0);
    } else if ((codePoint >= 0xD800 && codePoint <= 0xDFFF) || codePoint > 0x10FFFF) {
        out += kReplacement;
    } else if (codePoint < 0x10000) {
        out += static_cast<char>(0xE0 | (codePoint >> 12));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | (codePoint >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool hasAnsi(std::string_view text)
{
    return text.find('\x1b') != std::string_view::npos;
}

std::string withoutAnsi(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t escape = text.find('\x1b', at);
        out.append(text.substr(at, escape - at));
        if (escape == std::string_view::npos)
            break;
        at = endOfEscape(text, escape);
    }
    return out;
}

bool looksContinued(std::string_view line)
{
    if (trimmed(line).empty() || line[0] == ' ' || line[0] == '\t')
        return true;
    constexpr std::array<std::string_view, 5> kStarts{
        "Traceback (most recent call last)", "During handling of the above exception",
        "The above exception was the direct cause", "Caused by:", "Exception in thread"};
    return std::any_of(kStarts.begin(), kStarts.end(), [&](auto start) { return line.starts_with(start); }) ||
           looksLikeException(line);
}

} // namespace tapewatch::engine
