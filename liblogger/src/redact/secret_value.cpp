// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/secret_value.h"

#include "redact/characters.h"
#include "redact/key_words.h"

#include <algorithm>

namespace tapewatch::redact {

namespace {

constexpr std::size_t kLongestWord = 40; // of what is looked for around values

/// What is said about a secret, and no secret itself.
constexpr std::string_view kPlainWords[]{"true",  "false",   "null",     "none",    "nil",     "undefined",
                                         "empty", "missing", "required", "invalid", "expired", "failed",
                                         "ok",    "yes",     "no",       "on",      "off",     "trace",
                                         "debug", "info",    "warning",  "error",   "critical"};
/// First word of a header's value.
constexpr std::string_view kSchemes[]{"bearer", "basic", "token", "digest", "hmac", "apikey", "jwt"};

std::string lowerWord(std::string_view word)
{
    std::string lower(word.substr(0, kLongestWord));
    std::ranges::transform(lower, lower.begin(), lowered);
    return lower;
}

/// 1 to 10 capitals, up to 4 digits before them: "USDT", "1000SATS"; or 0x and 40 hexadecimal digits.
bool isAsset(std::string_view value)
{
    if (value.size() == 42 && startsWithWord(value, 0, "0x"))
        return std::ranges::all_of(
            value.substr(2), [](char c) { return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'f'); });
    std::size_t digits = 0;
    while (digits < value.size() && isDigit(value[digits]))
        ++digits;
    return value.size() <= 10 && digits <= 4 && digits < value.size() &&
           std::ranges::all_of(value.substr(digits), isUpper);
}

bool atEscape(std::string_view text, std::size_t at, std::string_view escape)
{
    return text.substr(at).starts_with(escape);
}

std::size_t skipBlanks(std::string_view text, std::size_t at)
{
    for (;;) {
        if (at < text.size() && (text[at] == ' ' || text[at] == '\t'))
            ++at;
        else if (at < text.size() && text[at] == '%' && atEscape(text, at, "%20"))
            at += 3;
        else
            return at;
    }
}

/// Over white space of any kind, escaped or not.
std::size_t skipLines(std::string_view text, std::size_t at)
{
    for (;;) {
        std::size_t next = at;
        while (next < text.size() && text[next] == '\\')
            ++next;
        if (next > at && next < text.size() && isBlankEscape(text[next]))
            at = next + 1;
        else if (at < text.size() && isBlank(text[at]))
            ++at;
        else
            return at;
    }
}

/// Over the rest of the separator. A value on the next line counts where a quote or a bracket begins it.
std::size_t valueBegin(std::string_view text, std::size_t at)
{
    at = skipBlanks(text, at);
    while (at < text.size() && (text[at] == ':' || text[at] == '=' || text[at] == '>'))
        at = skipBlanks(text, at + 1);
    const std::size_t beyond = skipLines(text, at);
    const bool opens = beyond < text.size() && (isQuote(text[beyond]) || text[beyond] == '[' ||
                                                text[beyond] == '{' || text[beyond] == '\\');
    return opens ? beyond : at;
}

/// Over the letters that some languages put before a quote: b'...', u"...", @"...".
std::size_t quotePrefix(std::string_view text, std::size_t at)
{
    constexpr std::string_view kPrefixes = "bBrRuUfFL@";
    std::size_t prefix = 0;
    while (prefix < 2 && at + prefix < text.size() &&
           kPrefixes.find(text[at + prefix]) != std::string_view::npos)
        ++prefix;
    return prefix > 0 && quoteAt(text, at + prefix) ? prefix : 0;
}

/// Whether a name and a separator begin at `at`, or a mere name that ends the query of a URL.
bool nameFollows(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && end - at < kLongestWord &&
           (isInName(text[end]) || text[end] == '[' || text[end] == ']'))
        ++end;
    if (end == at || end == text.size())
        return false;
    return text[end] == '=' || text[end] == ':' || (text[end] == '%' && atEscape(text, end, "%3D"));
}

bool endsSomething(std::string_view text, std::size_t at)
{
    return at >= text.size() || isBlank(text[at]) || isQuote(text[at]) || text[at] == '\\';
}

/// Whether the punctuation at `at`, in a value without quotes, is not the value's.
bool isDelimiter(std::string_view text, std::size_t at, bool encoded)
{
    const std::size_t next = at + 1;
    switch (text[at]) {
    case '"':
    case '\'':
    case '`':
        return next >= text.size() || !isAlnum(text[next]);
    case ',':
    case ';':
    case '&':
    case '|':
        return endsSomething(text, next) || nameFollows(text, next);
    case ')':
    case ']':
    case '}':
    case '>':
        return endsSomething(text, next) || !isAlnum(text[next]);
    case '<':
        return next < text.size() && text[next] == '/';
    case '%':
        return encoded && (atEscape(text, at, "%26") || atEscape(text, at, "%20") ||
                           atEscape(text, at, "%22") || atEscape(text, at, "%0A"));
    default:
        return false;
    }
}

/// The same for a backslash: one that escapes a quote, or a line's end or an ampersand with a name behind it.
bool isEscapedDelimiter(std::string_view text, std::size_t at)
{
    if (const auto quote = quoteAt(text, at))
        return isDelimiter(text, at + quote->length - 1, false);
    for (const std::string_view escape : {"\\n", "\\r\\n", "\\u0026"})
        if (atEscape(text, at, escape))
            return nameFollows(text, at + escape.size());
    return false;
}

std::size_t lineEnd(std::string_view text, std::size_t from, const NameContext &name)
{
    std::size_t end = name.around ? closingQuote(text, from, *name.around) : text.size();
    const auto cutAt = [&](std::string_view mark) {
        end = std::min(end, text.substr(0, end).find(mark, from));
    };
    cutAt("\n");
    cutAt("\r");
    cutAt("\\n");
    cutAt("\\r");
    return end;
}

/// Words of small letters with single spaces between.
std::size_t phraseEnd(std::string_view text, std::size_t from)
{
    std::size_t end = from;
    for (std::size_t at = from; at < text.size(); ++at) {
        const std::size_t begin = at;
        while (at < text.size() && isLower(text[at]))
            ++at;
        if (at == begin || (at < text.size() && (text[at] == '=' || text[at] == ':')))
            break; // the next name
        end = at;
        if (at < text.size() && text[at] == ',')
            ++at;
        if (at >= text.size() || text[at] != ' ')
            break;
    }
    return end;
}

/// Over words like "Bearer" that stand before the secret itself.
std::size_t skipSchemes(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && end - at <= 8 && isLetter(text[end]))
        ++end;
    const std::size_t next = skipBlanks(text, end);
    return next > end && isOneOf(lowerWord(text.substr(at, end - at)), kSchemes) ? next : at;
}

/// Behind a call or a list that begins at `at`: Some("x"), SecretStr('x'), [x], {"a": "x"}.
std::optional<std::size_t> wrappedEnd(std::string_view text, std::size_t at)
{
    std::size_t open = at;
    while (open < text.size() && open - at < kLongestWord && (isInName(text[open]) || text[open] == ':'))
        ++open;
    if (open >= text.size() || (text[open] != '(' && text[open] != '[' && text[open] != '{'))
        return std::nullopt;
    const bool isList = open == at;
    const bool holdsQuotes = open + 1 < text.size() && (isQuote(text[open + 1]) || text[open + 1] == '\\');
    if (!isList && !holdsQuotes)
        return std::nullopt;
    return closingBracket(text, open)
        .value_or(text.size()); // never looked for twice, or time would be squared
}

std::size_t unquotedEnd(std::string_view text, std::size_t at, const NameContext &name)
{
    if (const auto end = wrappedEnd(text, at))
        return bareEnd(text, *end, name.encoded);
    const std::size_t bare = bareEnd(text, at, name.encoded);
    if (name.kind == KeyKind::Line)
        return std::max(bare, lineEnd(text, at, name));
    return name.kind == KeyKind::Phrase ? std::max(bare, phraseEnd(text, at)) : bare;
}

std::string_view withoutStops(std::string_view value)
{
    while (!value.empty() && (value.back() == '.' || value.back() == '!' || value.back() == ','))
        value.remove_suffix(1);
    return value;
}

} // namespace

bool isHarmless(std::string_view value, KeyKind kind)
{
    value = withoutStops(value);
    return value.empty() || (kind == KeyKind::Asset && isAsset(value)) ||
           (value.size() <= 9 && isOneOf(lowerWord(value), kPlainWords));
}

std::size_t bareEnd(std::string_view text, std::size_t from, bool encoded)
{
    std::size_t at = from;
    while (at < text.size() && !isBlank(text[at])) {
        if (text[at] == '\\' ? isEscapedDelimiter(text, at) : isDelimiter(text, at, encoded))
            break;
        ++at;
    }
    return at;
}

std::optional<Span> secretValue(std::string_view text, std::size_t from, const NameContext &name)
{
    std::size_t at = valueBegin(text, from);
    if (at >= text.size() || isBlank(text[at]))
        return std::nullopt;
    const std::size_t prefix = quotePrefix(text, at);
    at += prefix;
    std::size_t end = 0;
    if (const auto quote = quoteAt(text, at); quote && !(name.around && name.around->mark == quote->mark &&
                                                         name.around->backslashes == quote->backslashes)) {
        at += quote->length;
        end = closingQuote(text, at, *quote);
        if (prefix > 0 && end == text.size()) // cut off, or a password that begins so
            at -= prefix + quote->length;
    } else if (name.kind == KeyKind::Asset && text[at] == '{') {
        return std::nullopt; // a token's description; its members have names of their own
    } else {
        // A phrase may begin with any word, "error" and "token" too.
        const bool phrase = name.kind == KeyKind::Phrase;
        if (name.kind != KeyKind::Line && !phrase)
            at = skipSchemes(text, at);
        if (!phrase && isHarmless(text.substr(at, bareEnd(text, at, name.encoded) - at), name.kind))
            return std::nullopt;
        end = unquotedEnd(text, at, name);
    }
    if (isHarmless(text.substr(at, end - at), name.kind))
        return std::nullopt;
    return Span{at, end};
}

} // namespace tapewatch::redact
