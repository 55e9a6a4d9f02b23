// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "redact/characters.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace tapewatch::redact {

/// A quotation mark as it stands in text that may itself have been quoted before: `"`, `'`, `` ` ``, `\"`,
/// `\\\"`, `%22`, `&quot;`.
struct Quote {
    char mark = '"';
    std::size_t backslashes = 0; ///< before it
    std::size_t length = 1;      ///< backslashes included
    bool encoded = false;        ///< as %22 or &quot;
};

/// The quote that begins at `at`.
[[nodiscard]] std::optional<Quote> quoteAt(std::string_view text, std::size_t at);

/// Where the quote that closes `opening` begins, looking from `from`; the end of the text where there is
/// none.
[[nodiscard]] std::size_t closingQuote(std::string_view text, std::size_t from, const Quote &opening);

/// Behind the bracket that closes the one at `open`, quoted brackets left aside; nothing where it is not
/// closed.
[[nodiscard]] std::optional<std::size_t> closingBracket(std::string_view text, std::size_t open);

} // namespace tapewatch::redact
