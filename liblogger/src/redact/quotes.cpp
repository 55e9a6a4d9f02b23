// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/quotes.h"

#include <array>
#include <utility>

namespace tapewatch::redact {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEncoded{
    {{"%22", '"'}, {"%27", '\''}, {"&quot;", '"'}, {"&#34;", '"'}, {"&#39;", '\''}}};

std::size_t backslashesAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && text[end] == '\\')
        ++end;
    return end - at;
}

/// More backslashes than the opening quote has mean a mark inside the text. They may also be the text's own
/// last ones: that cannot be told where the levels of quoting use different marks, and then too much is
/// masked rather than too little.
bool closes(std::size_t found, std::size_t level)
{
    return found <= level;
}

std::size_t closingEncoded(std::string_view text, std::size_t from, const Quote &opening)
{
    std::size_t first = text.size();
    for (const auto &[form, mark] : kEncoded)
        if (mark == opening.mark && form.size() == opening.length)
            first = std::min(first, text.find(form, from));
    return first;
}

} // namespace

std::optional<Quote> quoteAt(std::string_view text, std::size_t at)
{
    const std::size_t backslashes = backslashesAt(text, at);
    if (at + backslashes < text.size() && isQuote(text[at + backslashes]))
        return Quote{text[at + backslashes], backslashes, backslashes + 1, false};
    for (const auto &[form, mark] : kEncoded)
        if (backslashes == 0 && text.substr(at).starts_with(form))
            return Quote{mark, 0, form.size(), true};
    return std::nullopt;
}

std::size_t closingQuote(std::string_view text, std::size_t from, const Quote &opening)
{
    if (opening.encoded)
        return closingEncoded(text, from, opening);
    for (std::size_t at = from; at < text.size(); ++at) {
        const std::size_t backslashes = backslashesAt(text, at);
        const std::size_t mark = at + backslashes;
        if (mark >= text.size())
            break;
        if (text[mark] == opening.mark && closes(backslashes, opening.backslashes))
            return mark - std::min(backslashes, opening.backslashes);
        at = mark;
    }
    return text.size();
}

std::optional<std::size_t> closingBracket(std::string_view text, std::size_t open)
{
    std::size_t depth = 0;
    for (std::size_t at = open; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '[' || c == '{' || c == '(') {
            ++depth;
        } else if ((c == ']' || c == '}' || c == ')') && --depth == 0) {
            return at + 1;
        } else if (const auto quote = isQuote(c) || c == '\\' ? quoteAt(text, at) : std::nullopt) {
            const std::size_t close = closingQuote(text, at + quote->length, *quote);
            at = close + quote->length - 1;
        }
    }
    return std::nullopt;
}

} // namespace tapewatch::redact
