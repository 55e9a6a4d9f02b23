// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace tapewatch::detail {

/// A compiled PCRE2 pattern over bytes: no UTF mode, so no text is refused. For one thread at a time.
class Pattern {
public:
    /// Where a pattern is wrong.
    struct Fault {
        std::size_t offset = 0; ///< in bytes
        std::string message;
    };
    enum class Outcome { Found, Nothing, TooCostly };
    struct Match {
        Outcome outcome = Outcome::Nothing;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    [[nodiscard]] static std::variant<Pattern, Fault> compile(std::string_view text);

    /// The first match at `from` or behind it. Where the pattern has a group, the first group's place is
    /// given if it took part. TooCostly: the match was given up after a million steps.
    [[nodiscard]] Match find(std::string_view text, std::size_t from) const;

private:
    class Code;
    explicit Pattern(std::shared_ptr<const Code> code)
        : m_code(std::move(code))
    {
    }

    std::shared_ptr<const Code> m_code;
};

} // namespace tapewatch::detail
