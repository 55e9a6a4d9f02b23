// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/json_scanner.h"

#include "engine/parse/text.h"

namespace tapewatch::engine {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

int hexValue(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// `raw` has been checked to hold four hexadecimal digits at `at`.
char32_t hexQuad(std::string_view raw, std::size_t at)
{
    char32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
        value = value * 16 + static_cast<char32_t>(hexValue(raw[i]));
    return value;
}

bool isHighSurrogate(char32_t c)
{
    return c >= 0xD800 && c <= 0xDBFF;
}

bool isLowSurrogate(char32_t c)
{
    return c >= 0xDC00 && c <= 0xDFFF;
}

// Appends what `\uXXXX` at `at` (the backslash) stands for; returns the position behind it.
std::size_t appendUnicodeEscape(std::string_view raw, std::size_t at, std::string &out)
{
    const char32_t first = hexQuad(raw, at + 2);
    const std::size_t next = at + 6;
    if (isHighSurrogate(first) && raw.substr(next, 2) == "\\u") {
        const char32_t second = hexQuad(raw, next + 2);
        if (isLowSurrogate(second)) {
            appendUtf8(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), out);
            return next + 6;
        }
    }
    appendUtf8(first, out);
    return next;
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

} // namespace

bool JsonScanner::skipEscape()
{
    ++m_at;
    if (m_at == m_end)
        return false;
    const char kind = *m_at++;
    if (kind != 'u')
        return std::string_view("\"\\/bfnrt").find(kind) != std::string_view::npos;
    if (left() < 4)
        return false;
    for (int i = 0; i < 4; ++i)
        if (hexValue(*m_at++) < 0)
            return false;
    return true;
}

bool JsonScanner::skipMultibyte()
{
    if (static_cast<unsigned char>(*m_at) < 0x80)
        return false;
    const std::size_t length = utf8SequenceLength(std::string_view(m_at, left()));
    m_at += length;
    return length > 0;
}

bool JsonScanner::number(std::string_view &out)
{
    const char *begin = m_at;
    const auto digits = [this] {
        const char *from = m_at;
        while (m_at != m_end && isDigit(*m_at))
            ++m_at;
        return m_at != from;
    };
    consume('-');
    if (!consume('0') && !digits())
        return false;
    if (consume('.') && !digits())
        return false;
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!digits())
            return false;
    }
    out = std::string_view(begin, static_cast<std::size_t>(m_at - begin));
    return true;
}

bool JsonScanner::skipValue(int depth)
{
    switch (peek()) {
    case '"': {
        JsonString ignored;
        return string(ignored);
    }
    case '{':
        return skipObject(depth + 1);
    case '[':
        return skipArray(depth + 1);
    case 't':
        return consume("true");
    case 'f':
        return consume("false");
    case 'n':
        return consume("null");
    default: {
        std::string_view ignored;
        return number(ignored);
    }
    }
}

bool JsonScanner::skipObject(int depth)
{
    if (depth > kMaxDepth || !consume('{'))
        return false;
    skipSpace();
    if (consume('}'))
        return true;
    for (;;) {
        JsonString key;
        if (!string(key))
            return false;
        skipSpace();
        if (!consume(':'))
            return false;
        skipSpace();
        if (!skipValue(depth))
            return false;
        skipSpace();
        if (consume('}'))
            return true;
        if (!consume(','))
            return false;
        skipSpace();
    }
}

bool JsonScanner::skipArray(int depth)
{
    if (depth > kMaxDepth || !consume('['))
        return false;
    skipSpace();
    if (consume(']'))
        return true;
    for (;;) {
        if (!skipValue(depth))
            return false;
        skipSpace();
        if (consume(']'))
            return true;
        if (!consume(','))
            return false;
        skipSpace();
    }
}

void unescapeJson(std::string_view raw, std::string &out)
{
    out.clear();
    std::size_t at = 0;
    while (at < raw.size()) {
        const std::size_t backslash = raw.find('\\', at);
        out.append(raw.substr(at, backslash - at));
        if (backslash == std::string_view::npos)
            return;
        if (raw[backslash + 1] == 'u') {
            at = appendUnicodeEscape(raw, backslash, out);
        } else {
            out += simpleEscape(raw[backslash + 1]);
            at = backslash + 2;
        }
    }
}

} // namespace tapewatch::engine
