// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tapewatch::engine {

/// Where a pattern is wrong.
struct RegexError {
    std::size_t offset = 0; ///< in bytes
    std::string message;
};

/// A compiled PCRE2 pattern over bytes (ASCII classes; no UTF mode, so no text is refused). Immutable, cheap
/// to copy; matching is thread-safe. A match that would take too long counts as none.
class Regex {
public:
    struct Group {
        std::string name;
        std::size_t index;
    };

    [[nodiscard]] static std::variant<Regex, RegexError> compile(std::string_view pattern, bool ignoreCase);

    /// Anywhere in `text`.
    [[nodiscard]] bool search(std::string_view text) const;
    /// From the start of `text`. `groups[n]` gets what group n matched; a group that took no part is empty.
    [[nodiscard]] bool match(std::string_view text, std::span<std::string_view> groups) const;

    /// The named groups.
    [[nodiscard]] const std::vector<Group> &groups() const { return m_groups; }
    [[nodiscard]] std::size_t groupCount() const { return m_groupCount; }

private:
    Regex() = default;

    std::shared_ptr<const void> m_code;
    std::vector<Group> m_groups;
    std::size_t m_groupCount = 0;
};

} // namespace tapewatch::engine
