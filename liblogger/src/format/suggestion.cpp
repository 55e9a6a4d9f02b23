// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/suggestion.h"

#include <algorithm>
#include <vector>

namespace tapewatch::detail {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::size_t tolerance(std::string_view text)
{
    return std::max<std::size_t>(1, text.size() / 3);
}

} // namespace

std::size_t editDistance(std::string_view a, std::string_view b)
{
    using Row = std::vector<std::size_t>;
    Row beforeLast(b.size() + 1);
    Row last(b.size() + 1);
    Row row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string didYouMean(std::string_view text, std::span<const std::string_view> candidates)
{
    constexpr std::size_t kLongestWord = 64; // the distance costs the product of both lengths
    if (candidates.empty() || text.size() > kLongestWord)
        return {};
    const auto distance = [text](std::string_view candidate) {
        return text.size() > 1 && candidate.starts_with(text) ? 0 : editDistance(text, candidate);
    };
    const std::string_view closest = *std::ranges::min_element(candidates, {}, distance);
    return distance(closest) <= tolerance(text) ? "Did you mean " + inQuotes(closest) + "?" : std::string();
}

std::string commaSeparated(std::span<const std::string_view> words)
{
    std::string text;
    for (const std::string_view word : words)
        text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

std::string inQuotes(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

} // namespace tapewatch::detail
