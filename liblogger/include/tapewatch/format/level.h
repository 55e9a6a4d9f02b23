// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tapewatch {

/// How much a record matters. `Off` is a threshold only: no record has it.
enum class Level : std::uint8_t { Trace, Debug, Info, Warning, Error, Critical, Off };

inline constexpr std::array<std::string_view, 7> kLevelNames{"trace", "debug",    "info", "warning",
                                                             "error", "critical", "off"};

/// Number of levels that a record can have.
inline constexpr std::size_t kLevelCount = 6;

[[nodiscard]] constexpr std::string_view levelName(Level level)
{
    return kLevelNames[static_cast<std::size_t>(level)];
}

/// Our own names, in any case, and those other tools use (`warn`, `err`, `fatal`, `notice`, ...).
[[nodiscard]] std::optional<Level> parseLevel(std::string_view text);

} // namespace tapewatch
