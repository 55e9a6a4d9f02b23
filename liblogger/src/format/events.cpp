// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/events.h>

#include <array>

namespace tapewatch {

namespace {

constexpr std::array<std::string_view, 7> kActions{"placed",    "acknowledged", "partially_filled", "filled",
                                                   "cancelled", "rejected",     "position_changed"};
constexpr std::array<std::string_view, 3> kSides{"", "buy", "sell"};
constexpr std::array<std::string_view, 3> kVerdicts{"pass", "warn", "violation"};

} // namespace

std::string_view name(TradeAction action)
{
    return kActions[static_cast<std::size_t>(action)];
}

std::string_view name(Side side)
{
    return kSides[static_cast<std::size_t>(side)];
}

std::string_view name(Verdict verdict)
{
    return kVerdicts[static_cast<std::size_t>(verdict)];
}

} // namespace tapewatch
