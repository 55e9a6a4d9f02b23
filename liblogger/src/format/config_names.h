// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

namespace tapewatch::detail {

// How the enumerators stand in the document, in their order.
inline constexpr std::array<std::string_view, 2> kLayoutNames{"json", "text"};
inline constexpr std::array<std::string_view, 3> kOverflowNames{"shed", "block", "drop"};
inline constexpr std::array<std::string_view, 3> kColorNames{"auto", "always", "never"};

inline constexpr std::string_view kSyncNever = "never";
inline constexpr std::string_view kSyncAlways = "always";

} // namespace tapewatch::detail
