// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::control {

/// Cuts a stream of bytes into lines. Holds little more than `maxBytes` and what one append() brings,
/// whatever arrives.
class LineBuffer {
public:
    explicit LineBuffer(std::size_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    void append(std::string_view bytes);

    /// The next line without its newline. Of a line that reaches maxBytes before its newline has come, that
    /// much is returned once, and the rest is skipped. Valid until the next append().
    [[nodiscard]] std::optional<std::string_view> next();

private:
    void skipRest();

    std::size_t m_maxBytes;
    std::string m_bytes;
    std::size_t m_begin = 0;   // of the line that comes next
    std::size_t m_scanned = 0; // no newline from m_begin to here
    bool m_skipping = false;   // until the next newline
};

} // namespace tapewatch::control
