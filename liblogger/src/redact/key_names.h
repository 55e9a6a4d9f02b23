// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace tapewatch::redact {

/// What a name says of the value behind it.
enum class KeyKind : std::uint8_t {
    None,    ///< nothing to hide
    Partial, ///< the end of such a name: "key", where "api key" is meant
    Secret,
    Asset,  ///< "token": a secret unless the value is an asset's symbol or a contract's address
    Line,   ///< a header, whose value runs to the end of the line
    Phrase, ///< words with spaces between them
};

/// Whether the value of such a name may be a secret.
[[nodiscard]] constexpr bool isSensitive(KeyKind kind)
{
    return kind > KeyKind::Partial;
}

/// The names of secrets. A name fits by its last words, however they are joined: `api_key`, `apiKey`,
/// `X-MBX-APIKEY`, `exchange.api-key` and `API KEY 2` are all "api key". For one thread.
class KeyNames {
public:
    KeyNames(std::span<const std::string> more, std::span<const std::string> allowed);

    /// Remembers its answers: the names in a program's records are few and never change.
    [[nodiscard]] KeyKind kindOf(std::string_view name);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    static constexpr std::size_t kLongestRemembered = 30;
    struct Answer {
        std::array<char, kLongestRemembered> name{};
        std::uint8_t size = 0;
        KeyKind kind = KeyKind::None;
    };

    void add(std::string_view phrase, KeyKind kind);
    [[nodiscard]] KeyKind judge(std::string_view name) const;
    [[nodiscard]] bool isAllowed(std::string_view name) const;

    std::unordered_map<std::string, KeyKind, Hash, std::equal_to<>> m_phrases; ///< without gaps, lower case
    std::unordered_set<std::string, Hash, std::equal_to<>> m_endings; ///< of phrases of several words
    std::unordered_set<std::string, Hash, std::equal_to<>> m_allowed;
    std::array<Answer, 256> m_answers{};
};

} // namespace tapewatch::redact
