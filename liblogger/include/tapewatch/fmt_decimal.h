// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/decimal.h>

#include <fmt/format.h>

/// A Decimal in a message is its digits; width, fill and alignment work as for strings.
template <>
struct fmt::formatter<tapewatch::Decimal> : fmt::formatter<fmt::string_view> {
    template <typename FormatContext>
    auto format(const tapewatch::Decimal &value, FormatContext &context) const
    {
        char text[tapewatch::Decimal::kMaxLength];
        return fmt::formatter<fmt::string_view>::format(fmt::string_view(text, value.write(text)), context);
    }
};
