// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tapewatch::engine {

[[nodiscard]] std::string_view withoutCarriageReturn(std::string_view line);
/// Up to the first newline, without it and without a carriage return before it.
[[nodiscard]] std::string_view firstLine(std::string_view text);
/// What follows the first newline.
[[nodiscard]] std::string_view afterFirstLine(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::string toLowerAscii(std::string_view text);

/// Bytes of the valid UTF-8 sequence at the start of `text`; 0 where there is none.
[[nodiscard]] std::size_t utf8SequenceLength(std::string_view text);
[[nodiscard]] bool isValidUtf8(std::string_view text);
/// Every byte that belongs to no valid sequence becomes U+FFFD.
[[nodiscard]] std::string repairedUtf8(std::string_view text);
/// Appends U+FFFD for what is no Unicode scalar value.
void appendUtf8(char32_t codePoint, std::string &out);

[[nodiscard]] bool hasAnsi(std::string_view text);
/// Without terminal escape sequences (colours, cursor movements, titles).
[[nodiscard]] std::string withoutAnsi(std::string_view text);

/// Starts like a line that goes on with the record before it: blank, indented, or a part of a traceback.
[[nodiscard]] bool looksContinued(std::string_view line);

} // namespace tapewatch::engine
