// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/value_codec.h>
#include <tapewatch/format/decimal.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace tapewatch {

namespace detail {

/// A string literal as a template argument.
template <std::size_t Size>
struct FixedString {
    char text[Size]{};
    consteval FixedString(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    [[nodiscard]] constexpr std::string_view view() const { return {text, Size - 1}; }
};

} // namespace detail

/// A named, typed value of a record, made by `"name"_f = value`. The name is part of the type, so it costs
/// nothing at run time. Borrows what `value` refers to until the call ends.
template <detail::FixedString Name, typename T>
struct Field {
    static constexpr std::string_view kName = Name.view();
    const T &value;
};

template <detail::FixedString Name>
struct FieldName {
    static_assert(Name.view().size() > 0, "a field needs a name");

    template <typename T>
    constexpr Field<Name, T> operator=(const T &value) const
    {
        static_assert(detail::Encodable<T>, "a field is a bool, number, enum, Decimal, string or pointer; "
                                            "turn anything else into a string first");
        return {value};
    }
};

namespace literals {
/// `"qty"_f = qty`
template <detail::FixedString Name>
consteval FieldName<Name> operator""_f()
{
    return {};
}
} // namespace literals

namespace detail {

template <typename T>
inline constexpr bool kIsField = false;
template <FixedString Name, typename T>
inline constexpr bool kIsField<Field<Name, T>> = true;

/// Name and value one after the other, for context that is bound or scoped.
template <typename... Fields>
[[nodiscard]] std::string encodeFields(const Fields &...fields)
{
    static_assert((kIsField<Fields> && ...), "bind fields: with(\"name\"_f = value)");
    std::string out;
    (appendNamed(Fields::kName, fields.value, out), ...);
    return out;
}

} // namespace detail

} // namespace tapewatch
