// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "redact/key_names.h"
#include "redact/quotes.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace tapewatch::redact {

/// A part of a text: [begin, end).
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// How a name stands in the text, as far as it tells where its value ends.
struct NameContext {
    KeyKind kind = KeyKind::Secret;
    std::optional<Quote> around; ///< the quote that stands before the name and not right behind it
    bool encoded = false;        ///< the text is percent-encoded
};

/// The value that begins at or soon behind `from`, without its quotes. Nothing where there is none, or none
/// to hide.
[[nodiscard]] std::optional<Span> secretValue(std::string_view text, std::size_t from,
                                              const NameContext &name);

/// Where a value without quotes ends that begins at `from`: at white space, or at punctuation that something
/// else follows.
[[nodiscard]] std::size_t bareEnd(std::string_view text, std::size_t from, bool encoded);

/// Whether the value of a name of this kind tells nothing: "null", "expired", an asset's symbol.
[[nodiscard]] bool isHarmless(std::string_view value, KeyKind kind);

} // namespace tapewatch::redact
