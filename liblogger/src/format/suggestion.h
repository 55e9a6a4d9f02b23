// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tapewatch::detail {

/// Fewest insertions, deletions, replacements and swaps of neighbours that make one of the other; upper and
/// lower case count as the same.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// 'Did you mean "levels"?' with the closest of `candidates`, or one that begins with `text`; empty where
/// none is close.
[[nodiscard]] std::string didYouMean(std::string_view text, std::span<const std::string_view> candidates);

/// "a, b, c"
[[nodiscard]] std::string commaSeparated(std::span<const std::string_view> words);

/// In double quotes.
[[nodiscard]] std::string inQuotes(std::string_view text);

} // namespace tapewatch::detail
