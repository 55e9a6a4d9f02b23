// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/wire_reader.h"

namespace tapewatch::backend {

using detail::Tag;

std::string_view WireReader::takeString()
{
    const auto size = take<std::uint32_t>();
    if (static_cast<std::size_t>(m_end - m_at) < size) {
        fail();
        return {};
    }
    const std::string_view text(reinterpret_cast<const char *>(m_at), size);
    m_at += size;
    return text;
}

WireReader::Value WireReader::next()
{
    Value value;
    value.tag = static_cast<Tag>(take<std::uint8_t>());
    switch (value.tag) {
    case Tag::Null:
        break;
    case Tag::Bool:
        value.boolean = take<std::uint8_t>() != 0;
        break;
    case Tag::Char:
        value.character = take<char>();
        break;
    case Tag::Int:
        value.integer = take<std::int64_t>();
        break;
    case Tag::Unsigned:
        value.unsignedInteger = take<std::uint64_t>();
        break;
    case Tag::Float:
        value.single = take<float>();
        break;
    case Tag::Double:
        value.real = take<double>();
        break;
    case Tag::Pointer:
        value.pointer = take<const void *>();
        break;
    case Tag::String:
        value.string = takeString();
        break;
    case Tag::Decimal: {
        const auto mantissa = take<Int128>();
        const auto scale = take<std::uint8_t>();
        if (scale > Decimal::kMaxScale)
            fail();
        else
            value.decimal = Decimal::fromMantissa(mantissa, scale);
        break;
    }
    default:
        fail();
    }
    if (m_corrupt)
        value.tag = Tag::Null;
    return value;
}

} // namespace tapewatch::backend
