// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/value_codec.h>
#include <tapewatch/format/value.h>

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>

namespace tapewatch::backend {

/// Reads back what detail::putWire() wrote. Strings are borrowed from the bytes. A value that does not fit
/// what is left, or has an unknown tag, ends the reading: corrupt() tells.
class WireReader {
public:
    explicit WireReader(std::span<const std::byte> bytes)
        : m_at(bytes.data())
        , m_end(m_at + bytes.size())
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] bool corrupt() const { return m_corrupt; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

    struct Value {
        detail::Tag tag = detail::Tag::Null;
        union {
            bool boolean;
            char character;
            std::int64_t integer = 0;
            std::uint64_t unsignedInteger;
            float single;
            double real;
            const void *pointer;
        };
        Decimal decimal;
        std::string_view string;
    };

    [[nodiscard]] Value next();

private:
    template <typename T>
    [[nodiscard]] T take()
    {
        T value{};
        if (static_cast<std::size_t>(m_end - m_at) < sizeof value)
            return fail(), value;
        std::memcpy(&value, m_at, sizeof value);
        m_at += sizeof value;
        return value;
    }
    [[nodiscard]] std::string_view takeString();
    void fail()
    {
        m_corrupt = true;
        m_at = m_end;
    }

    const std::byte *m_at;
    const std::byte *m_end;
    bool m_corrupt = false;
};

// Inline: this is called for each argument of each record.

inline std::string_view WireReader::takeString()
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

inline WireReader::Value WireReader::next()
{
    Value value;
    value.tag = static_cast<detail::Tag>(take<std::uint8_t>());
    switch (value.tag) {
    case detail::Tag::Null:
        break;
    case detail::Tag::Bool:
        value.boolean = take<std::uint8_t>() != 0;
        break;
    case detail::Tag::Char:
        value.character = take<char>();
        break;
    case detail::Tag::Int:
        value.integer = take<std::int64_t>();
        break;
    case detail::Tag::Unsigned:
        value.unsignedInteger = take<std::uint64_t>();
        break;
    case detail::Tag::Float:
        value.single = take<float>();
        break;
    case detail::Tag::Double:
        value.real = take<double>();
        break;
    case detail::Tag::Pointer:
        value.pointer = take<const void *>();
        break;
    case detail::Tag::String:
        value.string = takeString();
        break;
    case detail::Tag::Decimal: {
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
        value.tag = detail::Tag::Null;
    return value;
}

} // namespace tapewatch::backend
