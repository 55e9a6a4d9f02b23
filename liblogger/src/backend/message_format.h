// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/wire_reader.h"

#include <cstddef>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::backend {

/// A message's format, read once for all records of its call site.
///
/// Nearly all formats are text and plain `{}`. Those are filled here, argument by argument, to the very
/// characters that {fmt} would write; parsing the format anew for each record was half of the backend's work.
class MessageFormat {
public:
    explicit MessageFormat(std::string_view format);

    /// Whether there is nothing but text, `{{`, `}}` and `{}`. Only then the rest may be used.
    [[nodiscard]] bool isPlain() const { return m_plain; }
    [[nodiscard]] std::size_t placeholders() const { return m_pieces.size() - 1; }

    /// Appends the text before placeholder `index`, and `value` in its place. An argument that no placeholder
    /// asks for is left out.
    void putArgument(std::size_t index, const WireReader::Value &value, fmt::memory_buffer &out) const;
    /// Appends the text behind the last placeholder.
    void putEnd(fmt::memory_buffer &out) const { out.append(m_pieces.back()); }

private:
    std::vector<std::string> m_pieces{1}; ///< text before, between and behind the placeholders
    bool m_plain = true;
};

} // namespace tapewatch::backend
