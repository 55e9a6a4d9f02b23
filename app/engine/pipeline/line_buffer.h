// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace tapewatch::engine {

/// Bytes that were read and not yet given to the store; hands out their lines.
///
/// A line may be read up to kPadding bytes past its end. Positions are offsets into bytes(); they stay valid
/// until discard().
class LineBuffer {
public:
    static constexpr std::size_t kPadding = 64;       ///< what simdjson reads past the end
    static constexpr std::size_t kBlock = 256 * 1024; ///< room for one read
    static constexpr std::size_t kMaxBytes = 16 * 1024 * 1024;

    struct Line {
        std::size_t start = 0;
        std::size_t end = 0; ///< of the line without its newline
    };

    LineBuffer() { resize(kBlock); }

    /// Where the next bytes go; empty when kMaxBytes are full.
    [[nodiscard]] std::span<char> room()
    {
        if (m_capacity - m_size < kBlock / 4 && m_capacity < kMaxBytes)
            resize(m_capacity * 2);
        return {m_data.get() + m_size, m_capacity - m_size};
    }

    void added(std::size_t bytes) { m_size += bytes; }

    /// The next whole line.
    [[nodiscard]] std::optional<Line> nextLine()
    {
        if (m_scanned == m_size)
            return std::nullopt;
        const void *found = std::memchr(m_data.get() + m_scanned, '\n', m_size - m_scanned);
        if (!found) {
            m_scanned = m_size;
            return std::nullopt;
        }
        const auto end = static_cast<std::size_t>(static_cast<const char *>(found) - m_data.get());
        const Line line{m_lineStart, end};
        m_lineStart = m_scanned = end + 1;
        return line;
    }

    /// What stands behind the last newline, as a line of its own.
    [[nodiscard]] std::optional<Line> takeRest()
    {
        if (m_lineStart == m_size)
            return std::nullopt;
        const Line line{m_lineStart, m_size};
        m_lineStart = m_scanned = m_size;
        return line;
    }

    /// Passes over bytes at the start of the next line.
    void skip(std::size_t bytes) { m_lineStart = m_scanned = m_lineStart + bytes; }

    [[nodiscard]] std::string_view bytes() const { return {m_data.get(), m_size}; }
    /// Of the line that is next.
    [[nodiscard]] std::size_t lineStart() const { return m_lineStart; }

    /// Forgets the first `count` bytes, none of them of the next line.
    void discard(std::size_t count)
    {
        m_size -= count;
        m_scanned -= count;
        m_lineStart -= count;
        std::memmove(m_data.get(), m_data.get() + count, m_size);
        if (m_capacity > kBlock && m_size < kBlock / 2)
            resize(kBlock); // a very long line went by
    }

private:
    void resize(std::size_t capacity)
    {
        auto data = std::make_unique_for_overwrite<char[]>(capacity + kPadding);
        if (m_size > 0)
            std::memcpy(data.get(), m_data.get(), m_size);
        std::memset(data.get() + capacity, 0, kPadding);
        m_data = std::move(data);
        m_capacity = capacity;
    }

    std::unique_ptr<char[]> m_data;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
    std::size_t m_scanned = 0; ///< no newline between m_lineStart and here
    std::size_t m_lineStart = 0;
};

} // namespace tapewatch::engine
