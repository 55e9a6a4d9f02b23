// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/decimal.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

// How arguments travel through a ring: a tag byte and the value's bytes, unaligned. Self-describing, so that
// another process can read what a dead one left.

namespace tapewatch::detail {

enum class Tag : std::uint8_t { Null, Bool, Char, Int, Unsigned, Float, Double, Decimal, String, Pointer };

template <typename T>
concept StringLike = std::convertible_to<const T &, std::string_view> || std::same_as < std::decay_t<T>,
char * > || std::same_as<std::decay_t<T>, const char *>;

template <typename T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T> || std::same_as<T, Decimal> || StringLike<T> ||
    std::same_as<T, std::nullptr_t> || std::same_as<T, const void *> || std::same_as<T, void *>;

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = Plain<T>;

/// What a field can hold; a message's argument is the same without the optional ones.
template <typename T>
concept Encodable = Plain<T> || kIsOptional<T>;

/// The few types that everything is turned into before it is measured and copied; strings are measured here,
/// once. The result is also what {fmt} sees in the backend, so the format is checked against it.
template <Plain T>
[[nodiscard]] inline auto toWire(const T &value)
{
    if constexpr (std::same_as<T, std::nullptr_t>) // before the strings: a string_view takes it, too
        return static_cast<const void *>(nullptr);
    else if constexpr (std::same_as<T, bool> || std::same_as<T, char> || std::same_as<T, float> ||
                       std::same_as<T, Decimal>)
        return value;
    else if constexpr (std::is_floating_point_v<T>)
        return static_cast<double>(value);
    else if constexpr (std::is_enum_v<T>)
        return toWire(static_cast<std::underlying_type_t<T>>(value));
    else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::uint64_t>(value);
    else if constexpr (std::is_pointer_v<std::decay_t<T>> && StringLike<T>) {
        const char *text = value;
        return text != nullptr ? std::string_view(text) : std::string_view("(null)");
    } else if constexpr (StringLike<T>)
        return std::string_view(value);
    else
        return static_cast<const void *>(value);
}

template <Plain T>
[[nodiscard]] inline auto toWire(const std::optional<T> &value)
{
    using Wire = decltype(toWire(std::declval<const T &>()));
    return value ? std::optional<Wire>(toWire(*value)) : std::optional<Wire>();
}

template <Encodable T>
using Wire = decltype(toWire(std::declval<const T &>()));

/// Longest string that travels; what is longer is cut there (4 GiB do not fit a log line anyway).
inline constexpr std::size_t kMaxStringBytes = 1u << 30;

template <typename W>
[[nodiscard]] inline std::size_t wireSize(const W &value)
{
    if constexpr (std::same_as<W, std::string_view>)
        return 1 + sizeof(std::uint32_t) + (value.size() < kMaxStringBytes ? value.size() : kMaxStringBytes);
    else if constexpr (std::same_as<W, Decimal>)
        return 1 + sizeof(Int128) + 1;
    else
        return 1 + sizeof(W);
}

template <typename W>
[[nodiscard]] inline std::size_t wireSize(const std::optional<W> &value)
{
    return value ? wireSize(*value) : 1;
}

template <typename W>
inline constexpr Tag kTag = std::same_as<W, bool>            ? Tag::Bool
                            : std::same_as<W, char>          ? Tag::Char
                            : std::same_as<W, std::int64_t>  ? Tag::Int
                            : std::same_as<W, std::uint64_t> ? Tag::Unsigned
                            : std::same_as<W, float>         ? Tag::Float
                            : std::same_as<W, double>        ? Tag::Double
                            : std::same_as<W, Decimal>       ? Tag::Decimal
                            : std::same_as<W, const void *>  ? Tag::Pointer
                                                             : Tag::String;

/// Most texts of a record are a symbol, a side, an id: those are copied without a call, as two words that may
/// overlap.
inline void copyText(const char *text, std::size_t size, std::byte *out)
{
    const auto copyEnds = [=](auto word) {
        auto last = word;
        std::memcpy(&word, text, sizeof word);
        std::memcpy(&last, text + size - sizeof last, sizeof last);
        std::memcpy(out, &word, sizeof word);
        std::memcpy(out + size - sizeof last, &last, sizeof last);
    };
    if (size > 16)
        std::memcpy(out, text, size);
    else if (size >= 8)
        copyEnds(std::uint64_t{});
    else if (size >= 4)
        copyEnds(std::uint32_t{});
    else if (size >= 2)
        copyEnds(std::uint16_t{});
    else if (size == 1) // an empty view may have no address
        *out = static_cast<std::byte>(*text);
}

/// Writes wireSize(value) bytes at `out` and returns the byte behind them.
template <typename W>
inline std::byte *putWire(const W &value, std::byte *out)
{
    *out++ = static_cast<std::byte>(kTag<W>);
    if constexpr (std::same_as<W, std::string_view>) {
        const auto size =
            static_cast<std::uint32_t>(value.size() < kMaxStringBytes ? value.size() : kMaxStringBytes);
        std::memcpy(out, &size, sizeof size);
        copyText(value.data(), size, out + sizeof size);
        return out + sizeof size + size;
    } else if constexpr (std::same_as<W, Decimal>) {
        const Int128 mantissa = value.mantissa();
        std::memcpy(out, &mantissa, sizeof mantissa);
        out[sizeof mantissa] = static_cast<std::byte>(value.scale());
        return out + sizeof mantissa + 1;
    } else {
        std::memcpy(out, &value, sizeof value);
        return out + sizeof value;
    }
}

template <typename W>
inline std::byte *putWire(const std::optional<W> &value, std::byte *out)
{
    if (value)
        return putWire(*value, out);
    *out = static_cast<std::byte>(Tag::Null);
    return out + 1;
}

/// Bound and scoped context: name and value in turn, each as a wire value.
template <typename T>
inline void appendNamed(std::string_view name, const T &value, std::string &out)
{
    const auto wire = toWire(value);
    const std::size_t before = out.size();
    out.resize(before + wireSize(name) + wireSize(wire));
    putWire(wire, putWire(name, reinterpret_cast<std::byte *>(out.data() + before)));
}

} // namespace tapewatch::detail
