// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/message_format.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fmt/compile.h>

namespace tapewatch::backend {

using detail::Tag;

namespace {

/// Everything but a string: a double has at most 24 characters, a decimal more.
constexpr std::size_t kLongestNumber = std::max<std::size_t>(Decimal::kMaxLength, 32);

std::size_t longest(const WireReader::Value &value)
{
    return value.tag == Tag::String ? value.string.size() : kLongestNumber;
}

char *putText(std::string_view text, char *out)
{
    if (!text.empty())
        std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

char *putValue(const WireReader::Value &value, char *out)
{
    switch (value.tag) {
    case Tag::Null:
        break;
    case Tag::Bool:
        return putText(value.boolean ? "true" : "false", out);
    case Tag::Char:
        *out = value.character;
        return out + 1;
    case Tag::Int:
        return std::to_chars(out, out + kLongestNumber, value.integer).ptr;
    case Tag::Unsigned:
        return std::to_chars(out, out + kLongestNumber, value.unsignedInteger).ptr;
    case Tag::Float: // not to_chars: {fmt} writes 1e16 and the like in another way
        return fmt::format_to(out, FMT_COMPILE("{}"), value.single);
    case Tag::Double:
        return fmt::format_to(out, FMT_COMPILE("{}"), value.real);
    case Tag::Decimal:
        return out + value.decimal.write(out);
    case Tag::String:
        return putText(value.string, out);
    case Tag::Pointer:
        return fmt::format_to(out, FMT_COMPILE("{}"), value.pointer);
    }
    return putText("null", out);
}

} // namespace

MessageFormat::MessageFormat(std::string_view format)
{
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        const char next = i + 1 < format.size() ? format[i + 1] : '\0';
        if (c == '{' && next == '}') {
            m_pieces.emplace_back();
            ++i;
        } else if (c == '{' || c == '}') {
            m_plain = m_plain && next == c;
            m_pieces.back() += c;
            ++i;
        } else {
            m_pieces.back() += c;
        }
    }
}

void MessageFormat::putArgument(std::size_t index, const WireReader::Value &value,
                                fmt::memory_buffer &out) const
{
    if (index >= placeholders())
        return;
    const std::string &before = m_pieces[index];
    const std::size_t size = out.size();
    out.reserve(size + before.size() + longest(value));
    char *at = putText(before, out.data() + size);
    at = putValue(value, at);
    out.resize(static_cast<std::size_t>(at - out.data()));
}

} // namespace tapewatch::backend
