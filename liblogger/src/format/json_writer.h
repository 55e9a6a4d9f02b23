// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "format/plain_text.h"
#include "format/utf8.h"

#include <tapewatch/format/timestamp.h>
#include <tapewatch/format/value.h>

#include <array>
#include <charconv>
#include <concepts>
#include <cstring>
#include <string>
#include <string_view>

namespace tapewatch::detail {

/// Writes JSON to the end of a string by way of a small buffer.
///
/// Every member takes the place to write at and returns the place behind what it wrote. The place is no
/// member on purpose: it stays in a register from piece to piece, which is most of the speed. begin() gives
/// the first, and the last goes to flush().
class JsonWriter {
public:
    explicit JsonWriter(std::string &out)
        : m_out(out)
    {
    }
    JsonWriter(const JsonWriter &) = delete;
    JsonWriter &operator=(const JsonWriter &) = delete;

    [[nodiscard]] char *begin() { return m_buffer.data(); }

    /// Appends what stands before `at` to the string; returns where writing goes on.
    char *flush(char *at)
    {
        m_out.append(m_buffer.data(), static_cast<std::size_t>(at - m_buffer.data()));
        return m_buffer.data();
    }

    template <std::size_t Size>
    [[nodiscard]] char *literal(const char (&text)[Size], char *at)
    {
        at = room(Size - 1, at);
        std::memcpy(at, text, Size - 1);
        return at + Size - 1;
    }

    /// As it is: `text` is short and needs no escapes.
    [[nodiscard]] char *verbatim(std::string_view text, char *at)
    {
        at = room(text.size(), at);
        std::memcpy(at, text.data(), text.size());
        return at + text.size();
    }

    /// Without quotes, escaped and repaired.
    [[nodiscard]] char *escaped(std::string_view text, char *at)
    {
        if (text.size() > kPiece)
            return escapedSlowly(text, at);
        at = room(text.size(), at);
        const std::size_t clean = copyPlain(text.data(), text.size(), at);
        if (clean == text.size())
            return at + clean;
        return escapedSlowly(text.substr(clean), at + clean);
    }

    [[nodiscard]] char *string(std::string_view text, char *at)
    {
        return literal("\"", escaped(text, literal("\"", at)));
    }

    template <std::integral T>
    [[nodiscard]] char *integer(T value, char *at)
    {
        constexpr std::size_t kLongest = 20;
        at = room(kLongest, at);
        return std::to_chars(at, at + kLongest, value).ptr;
    }

    [[nodiscard]] char *time(Timestamp time, char *at)
    {
        at = room(kRfc3339Length, at);
        writeRfc3339(time, at);
        return at + kRfc3339Length;
    }

    [[nodiscard]] char *value(const ValueView &value, char *at);

private:
    static constexpr std::size_t kSize = 2048;
    static constexpr std::size_t kPiece = 1024; ///< longest text that is looked at in one go

    [[nodiscard]] char *number(double value, char *at);
    [[nodiscard]] char *decimal(const Decimal &value, char *at);
    [[nodiscard]] char *escapedSlowly(std::string_view text, char *at);
    [[nodiscard]] char *oneCharacter(std::string_view text, const Utf8Step &step, char *at);
    [[nodiscard]] char *escapedCharacter(unsigned char c, char *at);

    /// A place for `size` bytes, at most kSize.
    [[nodiscard]] char *room(std::size_t size, char *at)
    {
        const auto left = static_cast<std::size_t>(m_buffer.data() + kSize - at);
        return left >= size ? at : flush(at);
    }

    std::string &m_out;
    std::array<char, kSize> m_buffer;
};

} // namespace tapewatch::detail
