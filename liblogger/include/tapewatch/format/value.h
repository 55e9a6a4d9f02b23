// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/decimal.h>

#include <cstdint>
#include <string_view>
#include <variant>

namespace tapewatch {

/// A typed value of a field, borrowed: a string's bytes belong to whoever made the view.
/// JSON: null, true/false, integers, shortest round-trip doubles (NaN and infinities as strings),
/// decimals digit for digit, strings escaped and repaired to valid UTF-8.
using ValueView =
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, Decimal, std::string_view>;

/// A named value, borrowed.
struct FieldView {
    std::string_view name;
    ValueView value;
};

} // namespace tapewatch
