// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/value_match.h"

#include "engine/parse/time_text.h"

#include <algorithm>
#include <span>

namespace tapewatch::engine {

namespace {

bool allInOrder(std::span<const TextNeedle> parts, std::string_view text)
{
    std::size_t at = 0;
    for (const TextNeedle &part : parts) {
        const std::size_t found = part.find(text, at);
        if (found == std::string_view::npos)
            return false;
        at = found + part.size();
    }
    return true;
}

bool matchesGlob(const ast::ValueText &value, std::string_view text)
{
    std::span<const TextNeedle> parts(value.globParts);
    if (!value.globStart && !parts.empty()) {
        if (!parts.front().starts(text))
            return false;
        text.remove_prefix(parts.front().size());
        parts = parts.subspan(1);
    }
    if (!value.globEnd && !parts.empty()) {
        if (!parts.back().ends(text))
            return false;
        text.remove_suffix(parts.back().size());
        parts = parts.first(parts.size() - 1);
    }
    return allInOrder(parts, text);
}

bool holds(ast::Compare compare, std::strong_ordering order)
{
    switch (compare) {
    case ast::Compare::Less:
        return order < 0;
    case ast::Compare::LessOrEqual:
        return order <= 0;
    case ast::Compare::Greater:
        return order > 0;
    case ast::Compare::GreaterOrEqual:
        return order >= 0;
    default:
        return false;
    }
}

} // namespace

std::vector<TextNeedle> globParts(std::string_view text)
{
    std::vector<TextNeedle> parts;
    while (!text.empty()) {
        const std::size_t star = std::min(text.find('*'), text.size());
        if (star > 0)
            parts.emplace_back(text.substr(0, star));
        text.remove_prefix(std::min(star + 1, text.size()));
    }
    return parts;
}

ast::ValueText makeValueText(std::string_view text, bool literal)
{
    ast::ValueText value;
    value.text = text;
    if (!literal && text.find('*') != std::string_view::npos) {
        value.globParts = globParts(text);
        value.globStart = text.front() == '*';
        value.globEnd = text.back() == '*';
        return value;
    }
    value.needle = TextNeedle(text);
    value.number = Decimal::parse(text);
    if (!value.number)
        value.time = parseTimeText(text, std::chrono::seconds(0));
    return value;
}

bool containsInOrder(const std::vector<TextNeedle> &parts, std::string_view text)
{
    return allInOrder(parts, text);
}

bool contains(const ast::ValueText &value, std::string_view text)
{
    if (value.regex)
        return value.regex->search(text);
    return value.needle ? value.needle->isIn(text) : matchesGlob(value, text);
}

bool equals(const ast::ValueText &value, std::string_view text)
{
    if (value.regex)
        return value.regex->search(text);
    if (!value.needle)
        return matchesGlob(value, text);
    if (value.needle->equals(text))
        return true;
    const auto number = value.number ? Decimal::parse(text) : std::nullopt;
    return number && *number == *value.number;
}

bool ordered(ast::Compare compare, const ast::ValueText &value, std::string_view text)
{
    if (value.number) {
        const auto number = Decimal::parse(text);
        return number && holds(compare, *number <=> *value.number);
    }
    if (value.time) {
        const auto time = parseTimeText(text, std::chrono::seconds(0));
        return time && holds(compare, time->ns <=> value.time->ns);
    }
    return false;
}

} // namespace tapewatch::engine
