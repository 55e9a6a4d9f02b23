// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "redact/key_names.h"
#include "redact/secret_value.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace tapewatch::redact {

/// Finds secrets in text of any form: behind their names (`api_key=x`, `"apiKey":"x"`, `<api_key>x`), in URLs
/// (`https://user:x@host`), as bearer tokens, JSON Web Tokens and private keys. One pass, in time that grows
/// with the text whatever it holds. For one thread.
class TextScanner {
public:
    /// `names` outlives the scanner.
    explicit TextScanner(KeyNames &names)
        : m_names(names)
    {
    }

    /// The places of secrets, in order and apart; valid until the next call.
    [[nodiscard]] std::span<const Span> scan(std::string_view text);

private:
    void look(std::size_t at, bool probe);
    void lookAtSeparator(std::size_t at, std::size_t length);
    void lookAtElement(std::size_t at);
    void lookAtEncoded(std::size_t at);
    void lookAtUserInfo(std::size_t at);
    void lookAtBearer(std::size_t at);
    void lookAtPrivateKey(std::size_t at);
    void lookAtRun(std::size_t at);
    [[nodiscard]] KeyKind kindOfNameBefore(std::size_t end, std::size_t *begin = nullptr);
    [[nodiscard]] bool isNameAt(std::size_t at);
    [[nodiscard]] KeyKind kindBeforeRun(std::size_t begin);
    [[nodiscard]] NameContext nameBefore(std::size_t separator);
    void mask(std::size_t begin, std::size_t end);

    KeyNames &m_names;
    std::string_view m_text;
    std::size_t m_decided = 0; ///< what stands before is masked or is not
    std::size_t m_runEnd = 0;  ///< of the last run that was looked at
    std::vector<Span> m_found;
};

} // namespace tapewatch::redact
