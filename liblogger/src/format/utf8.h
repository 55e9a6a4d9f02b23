// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tapewatch::detail {

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; ///< U+FFFD

/// What the bytes from `at` on begin with.
struct Utf8Step {
    std::size_t length = 1; ///< of the sequence, or of the maximal subpart that is to be replaced
    bool valid = false;
};

/// One step of Unicode's table 3-7, which rules out overlong forms, surrogates and what is beyond U+10FFFF.
[[nodiscard]] Utf8Step utf8Step(std::string_view text, std::size_t at);

/// `text` with U+FFFD for each maximal subpart that is no UTF-8.
[[nodiscard]] std::string repairedUtf8(std::string_view text);

} // namespace tapewatch::detail
