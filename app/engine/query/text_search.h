// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tapewatch::engine {

/// A text to look for in others, ASCII letters in any case, other bytes as they are.
///
/// Compares the first and the last byte of the needle with sixteen places of the haystack at once and looks
/// closer only where both fit.
class TextNeedle {
public:
    explicit TextNeedle(std::string_view text);

    /// Position of the first occurrence at or after `from`, or npos. The empty needle is found everywhere.
    [[nodiscard]] std::size_t find(std::string_view haystack, std::size_t from = 0) const;
    [[nodiscard]] bool isIn(std::string_view haystack) const
    {
        return find(haystack) != std::string_view::npos;
    }
    /// The same text but for the case of letters.
    [[nodiscard]] bool equals(std::string_view text) const;
    [[nodiscard]] bool starts(std::string_view text) const;
    [[nodiscard]] bool ends(std::string_view text) const;

    [[nodiscard]] std::size_t size() const { return m_lower.size(); }
    [[nodiscard]] const std::string &lower() const { return m_lower; }

private:
    [[nodiscard]] bool fits(const char *place) const;

    std::string m_lower;
};

} // namespace tapewatch::engine
