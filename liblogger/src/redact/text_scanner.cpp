// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/text_scanner.h"

#include "redact/characters.h"
#include "redact/key_words.h"
#include "redact/triggers.h"

#include <algorithm>
#include <bit>

namespace tapewatch::redact {

namespace {

constexpr std::size_t kShortest = 5; // "pin=1"
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kMostWords = 3; // of a name with spaces in it
constexpr std::size_t kLongestPlainWord = 16;
constexpr std::size_t kLongestAuthority = 256;
constexpr std::size_t kLongestElement = 4096;
constexpr std::size_t kMostBetween = 16; // characters between a name and its separator
constexpr std::size_t kLongRun = kBlock;

/// Words between a name and its value: "api key is x".
constexpr std::string_view kConnectors[]{"is", "was", "value", "to", "set", "as", "with", "are"};
constexpr std::string_view kSchemesOfRuns[]{"basic", "apikey", "hmac"};

/// Of hexadecimal or base64: a digit, or both small letters and capitals.
bool looksRandom(std::string_view run)
{
    bool lower = false;
    bool upper = false;
    for (const char c : run) {
        if (isDigit(c))
            return true;
        lower = lower || isLower(c);
        upper = upper || isUpper(c);
    }
    return lower && upper;
}

std::string lowerWord(std::string_view word)
{
    std::string lower(word.substr(0, kLongestPlainWord));
    std::ranges::transform(lower, lower.begin(), lowered);
    return lower;
}

bool isHexPair(std::string_view text, std::size_t at)
{
    const auto isHex = [](char c) { return isDigit(c) || (lowered(c) >= 'a' && lowered(c) <= 'f'); };
    return isHex(text[at]) && isHex(text[at + 1]);
}

/// Whether the letter or digit before `end` may be the last one of `\\n` or `%22`.
bool mayEndEscape(std::string_view text, std::size_t end)
{
    return (end >= 2 && text[end - 2] == '\\') || (end >= 3 && text[end - 3] == '%');
}

/// Where the name begins that ends at `end`. The digits of a %3F before it are not its own.
std::size_t nameBegin(std::string_view text, std::size_t end)
{
    std::size_t begin = end;
    while (begin > 0 && end - begin < kLongestName && isInName(text[begin - 1]))
        --begin;
    const bool isEncoded = begin > 0 && text[begin - 1] == '%' && end - begin > 2 && isHexPair(text, begin);
    return isEncoded ? begin + 2 : begin;
}

/// Over what may stand between a name and its separator, from the right: blanks, quotes, brackets, %22.
std::size_t beforeName(std::string_view text, std::size_t end)
{
    for (std::size_t skipped = 0; end > 0 && skipped < kMostBetween; ++skipped) {
        if (isInName(text[end - 1]) && text[end - 1] != '-' && !mayEndEscape(text, end))
            break;
        constexpr std::string_view kBetween = " \t\"'`\\])!?<-*";
        if (end >= 2 && text[end - 2] == '\\' && isBlankEscape(text[end - 1]))
            end -= 2;
        else if (end >= 3 && text[end - 3] == '%' && isHexPair(text, end - 2))
            end -= 3;
        else if (end >= 6 && text.substr(end - 6, 6) == "&quot;")
            end -= 6;
        else if (kBetween.find(text[end - 1]) != std::string_view::npos)
            --end;
        else
            break;
    }
    return end;
}

bool endsUrl(char c)
{
    return isBlank(c) || isQuote(c) || c == '\\' || c == '<' || c == '>';
}

template <typename Ends>
std::string_view upTo(std::string_view text, Ends ends)
{
    return text.substr(0, static_cast<std::size_t>(std::ranges::find_if(text, ends) - text.begin()));
}

/// Whether what stands behind the first colon is a port, or there is none.
bool hasPort(std::string_view authority)
{
    const std::size_t colon = authority.find(':');
    return colon == std::string_view::npos || authority.front() == '[' ||
           std::ranges::all_of(authority.substr(colon + 1), isDigit);
}

/// The quote whose last character stands right before `at`.
std::optional<Quote> quoteBefore(std::string_view text, std::size_t at)
{
    if (at == 0 || !isQuote(text[at - 1]))
        return std::nullopt;
    std::size_t backslashes = 0;
    while (backslashes < kMostBetween && at >= 2 + backslashes && text[at - 2 - backslashes] == '\\')
        ++backslashes;
    return Quote{text[at - 1], backslashes, backslashes + 1, false};
}

} // namespace

std::span<const Span> TextScanner::scan(std::string_view text)
{
    m_found.clear();
    if (text.size() < kShortest)
        return {};
    m_text = text;
    m_decided = 0;
    m_runEnd = 0;
    for (std::size_t base = 0; base < text.size(); base += kBlock) {
        if (base + kBlock <= m_decided)
            base = m_decided & ~(kBlock - 1);
        if (base >= text.size())
            break;
        for (unsigned left = triggersAt(text, base); left != 0; left &= left - 1) {
            const auto bit = static_cast<std::size_t>(std::countr_zero(left));
            if (base + bit >= m_decided)
                look(base + bit, bit == kBlock - 1);
        }
    }
    return m_found;
}

void TextScanner::look(std::size_t at, bool probe)
{
    switch (m_text[at]) {
    case ':':
        if (m_text.substr(at).starts_with("://"))
            lookAtUserInfo(at + 3);
        else if (m_text.substr(at).starts_with("::"))
            m_decided = at + 2; // of a C++ name
        else
            lookAtSeparator(at, 1);
        break;
    case '=':
        lookAtSeparator(at, 1);
        break;
    case '>':
        if (at > 0 && m_text[at - 1] == '-')
            lookAtSeparator(at, 1);
        else
            lookAtElement(at);
        break;
    case '%':
        lookAtEncoded(at);
        break;
    case '-':
        lookAtPrivateKey(at);
        break;
    case 'b':
    case 'B':
        lookAtBearer(at);
        break;
    default:
        break;
    }
    if (probe && at >= m_decided && at >= m_runEnd)
        lookAtRun(at);
}

void TextScanner::mask(std::size_t begin, std::size_t end)
{
    begin = std::max(begin, m_decided);
    m_decided = std::max(m_decided, end);
    if (begin < end)
        m_found.push_back({begin, end});
}

/// Of the name that ends at `end`, with words before it where it is only a part of one. `begin` gets where
/// the last word begins.
KeyKind TextScanner::kindOfNameBefore(std::size_t end, std::size_t *begin)
{
    const std::size_t from = nameBegin(m_text, end);
    if (begin != nullptr)
        *begin = from;
    const KeyKind kind = m_names.kindOf(m_text.substr(from, end - from));
    if (kind != KeyKind::Partial)
        return kind;
    std::size_t wide = from;
    for (std::size_t words = 1; words < kMostWords && wide > 0 && m_text[wide - 1] == ' '; ++words)
        wide = nameBegin(m_text, wide - 1);
    return wide == from ? KeyKind::None : m_names.kindOf(m_text.substr(wide, end - wide));
}

/// The name whose separator stands at `separator`.
NameContext TextScanner::nameBefore(std::size_t separator)
{
    NameContext name;
    std::size_t begin = 0;
    const std::size_t end = beforeName(m_text, separator);
    name.kind = kindOfNameBefore(end, &begin);
    const std::string_view between = m_text.substr(end, separator - end);
    if (!isSensitive(name.kind) && !between.empty() &&
        between.find_first_of("])") != std::string_view::npos) {
        // Not the index but what has it, as in api_key[0] and "api key (main)".
        const std::size_t open = m_text.substr(0, begin + 1).find_last_of("[(");
        if (open != std::string_view::npos && begin - open <= 2)
            name.kind = kindOfNameBefore(beforeName(m_text, open), &begin);
    }
    if (isSensitive(name.kind) && between.find_first_of("\"'`") == std::string_view::npos)
        name.around = quoteBefore(m_text, begin);
    return name;
}

void TextScanner::lookAtSeparator(std::size_t at, std::size_t length)
{
    NameContext name = nameBefore(at);
    if (!isSensitive(name.kind))
        return;
    name.encoded = length > 1;
    if (const auto value = secretValue(m_text, at + length, name))
        mask(value->begin, value->end);
}

/// <api_key>x</api_key>, and nothing like std::vector<Token>: what ends it has to be there, or the text ends.
void TextScanner::lookAtElement(std::size_t at)
{
    std::size_t begin = at;
    if (!isSensitive(kindOfNameBefore(at, &begin)) || begin == 0 || m_text[begin - 1] != '<')
        return;
    const std::string_view name = m_text.substr(begin, at - begin);
    const std::size_t end = std::min(m_text.substr(0, at + kLongestElement).find("</", at), m_text.size());
    constexpr std::string_view kOfTypes = ":(,>&* ";
    const bool closed = end < m_text.size() && m_text.substr(end + 2).starts_with(name);
    const bool cutOff = at + 1 < m_text.size() && kOfTypes.find(m_text[at + 1]) == std::string_view::npos &&
                        bareEnd(m_text, at + 1, false) == m_text.size();
    if (closed || cutOff)
        mask(at + 1, end);
}

/// %3D is an equals sign and %3A a colon; %253D is one that was encoded twice.
void TextScanner::lookAtEncoded(std::size_t at)
{
    std::size_t end = at + 1;
    while (m_text.substr(end).starts_with("25"))
        end += 2;
    if (startsWithWord(m_text, end, "3d") || startsWithWord(m_text, end, "3a"))
        lookAtSeparator(at, end + 2 - at);
}

/// Whatever stands before the @ of a URL. A password with a slash in it is no proper URL, but it is written.
void TextScanner::lookAtUserInfo(std::size_t at)
{
    const std::string_view rest = m_text.substr(at, kLongestAuthority);
    const auto isPath = [](char c) { return c == '/' || c == '?' || c == '#'; };
    std::string_view authority = upTo(rest, [&](char c) { return isPath(c) || endsUrl(c); });
    if (authority.find('@') == std::string_view::npos && !hasPort(authority))
        authority = upTo(rest, endsUrl);
    if (const std::size_t end = authority.rfind('@'); end != std::string_view::npos)
        mask(at, at + end);
}

/// Whether what begins at `at` is itself the name of a secret, and its separator follows.
bool TextScanner::isNameAt(std::size_t at)
{
    std::size_t end = at;
    while (end < m_text.size() && end - at < kLongestName && isInName(m_text[end]))
        ++end;
    return end < m_text.size() && (m_text[end] == '=' || m_text[end] == ':') &&
           isSensitive(m_names.kindOf(m_text.substr(at, end - at)));
}

void TextScanner::lookAtBearer(std::size_t at)
{
    constexpr std::string_view kWord = "bearer";
    constexpr std::size_t kBearerJudged = 256;
    if (!startsWithWord(m_text, at, kWord) || (at > 0 && isAlnum(m_text[at - 1])))
        return;
    std::size_t begin = at + kWord.size();
    while (begin < m_text.size()) {
        if (m_text.substr(begin).starts_with("%20"))
            begin += 3;
        else if (isBlank(m_text[begin]) || m_text[begin] == '+')
            ++begin;
        else
            break;
    }
    if (begin == at + kWord.size() || isNameAt(begin))
        return;
    // Whether it is one is judged by its beginning, so that time does not grow with what follows each
    // "bearer".
    std::size_t end = bareEnd(m_text.substr(0, begin + kBearerJudged), begin, true);
    if (m_text.substr(begin, end - begin).find_first_of("[{(<:\"'`") != std::string_view::npos)
        end = begin +
              upTo(m_text.substr(begin), [](char c) { return !isInRun(c); }).size(); // no token as a whole
    const std::string_view token = m_text.substr(begin, end - begin);
    if (token.size() >= kLongRun ? looksRandom(token) : std::ranges::any_of(token, isDigit))
        mask(begin, end == begin + kBearerJudged ? bareEnd(m_text, begin, true) : end);
}

void TextScanner::lookAtPrivateKey(std::size_t at)
{
    constexpr std::size_t kLongestHeader = 60;
    const std::string_view header = m_text.substr(at, kLongestHeader);
    const std::size_t word =
        header.starts_with("-----BEGIN") ? header.find("PRIVATE KEY") : std::string_view::npos;
    if (word == std::string_view::npos)
        return;
    std::size_t begin = at + word + std::string_view("PRIVATE KEY").size();
    while (begin < m_text.size() && (m_text[begin] == '-' || isUpper(m_text[begin]) || m_text[begin] == ' '))
        ++begin; // "BLOCK-----", too
    mask(begin, std::min(m_text.find("-----END", begin), m_text.size()));
}

/// The kind of the name that a run is said to be the value of, in words and not by a separator.
KeyKind TextScanner::kindBeforeRun(std::size_t begin)
{
    std::size_t end = begin;
    for (int word = 0; word < 5; ++word) { // "was set to", too
        constexpr std::string_view kBetween = " \t\"'`\\,([{<";
        const std::size_t before = end;
        while (end > 0 && before - end < kMostBetween &&
               kBetween.find(m_text[end - 1]) != std::string_view::npos)
            --end;
        std::size_t from = end;
        const KeyKind kind = kindOfNameBefore(end, &from);
        const std::string lower = lowerWord(m_text.substr(from, end - from));
        if (isSensitive(kind) || isOneOf(lower, kSchemesOfRuns))
            return isSensitive(kind) ? kind : KeyKind::Secret;
        if (!isOneOf(lower, kConnectors))
            break;
        end = from;
    }
    return KeyKind::None;
}

void TextScanner::lookAtRun(std::size_t at)
{
    std::size_t begin = at;
    while (begin > std::max(m_decided, m_runEnd) && isInRun(m_text[begin - 1]))
        --begin;
    std::size_t end = at;
    while (end < m_text.size() && isInRun(m_text[end]))
        ++end;
    m_runEnd = end;
    const std::string_view run = m_text.substr(begin, end - begin);
    if (run.size() < kLongRun || !looksRandom(run) || isNameAt(begin))
        return;
    while (end < m_text.size() && m_text[end] == '=')
        ++end;
    const std::size_t jwt = run.find("eyJ");
    if (jwt != std::string_view::npos && std::ranges::count(run.substr(jwt), '.') >= 2)
        mask(begin + jwt, end);
    else if (const KeyKind kind = kindBeforeRun(begin); isSensitive(kind) && !isHarmless(run, kind))
        mask(begin, end);
}

} // namespace tapewatch::redact
