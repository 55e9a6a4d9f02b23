// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tapewatch::test {

/// Where a generator takes its choices from: the fuzzer's bytes, or random ones.
class Choices {
public:
    explicit Choices(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    /// 0 where the bytes are used up.
    [[nodiscard]] unsigned char byte()
    {
        return m_at < m_bytes.size() ? static_cast<unsigned char>(m_bytes[m_at++]) : '\0';
    }
    [[nodiscard]] std::size_t below(std::size_t count) { return byte() % count; }
    [[nodiscard]] bool oneIn(std::size_t count) { return below(count) == 1; }
    template <typename List>
    [[nodiscard]] std::string_view of(const List &list)
    {
        return list[below(std::size(list))];
    }

private:
    std::string_view m_bytes;
    std::size_t m_at = 0;
};

/// A text with a secret in one of the forms that docs/redaction.md promises to find.
struct Planted {
    std::string text;
    std::string secret;    ///< as it is written in the text
    std::string surround;  ///< the text without it
    std::string fieldName; ///< not empty: the text is no text but the value of a field of this name
};

[[nodiscard]] Planted plantSecret(Choices &choices);

/// A piece of the secret, four bytes or longer, that stands in `output` and not around the secret; empty
/// where there is none.
[[nodiscard]] std::string leakedPiece(const Planted &planted, std::string_view output);

} // namespace tapewatch::test
