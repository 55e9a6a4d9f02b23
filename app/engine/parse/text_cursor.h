// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tapewatch::engine {

/// Takes a text apart from its front.
class TextCursor {
public:
    explicit TextCursor(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    [[nodiscard]] char peek() const { return m_text.empty() ? '\0' : m_text.front(); }
    [[nodiscard]] std::string_view rest() const { return m_text; }
    void advance(std::size_t n) { m_text.remove_prefix(n); }

    bool consume(char c)
    {
        if (peek() != c || m_text.empty())
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    /// One of `set`, which comes back.
    std::optional<char> consumeAny(std::string_view set)
    {
        if (m_text.empty() || set.find(m_text.front()) == std::string_view::npos)
            return std::nullopt;
        const char c = m_text.front();
        m_text.remove_prefix(1);
        return c;
    }
    void skipBlanks()
    {
        while (peek() == ' ' || peek() == '\t')
            m_text.remove_prefix(1);
    }
    /// The digits at the front, at most `limit`.
    std::string_view digits(std::size_t limit = std::string_view::npos)
    {
        std::size_t n = 0;
        while (n < m_text.size() && n < limit && m_text[n] >= '0' && m_text[n] <= '9')
            ++n;
        const std::string_view taken = m_text.substr(0, n);
        m_text.remove_prefix(n);
        return taken;
    }
    /// A number of `least` to `most` digits (at most 9).
    std::optional<int> number(std::size_t least, std::size_t most)
    {
        const std::string_view text = digits(most);
        if (text.size() < least)
            return std::nullopt;
        int value = 0;
        for (const char c : text)
            value = value * 10 + (c - '0');
        return value;
    }

private:
    std::string_view m_text;
};

} // namespace tapewatch::engine
