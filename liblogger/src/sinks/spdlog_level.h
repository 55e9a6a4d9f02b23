// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>

#include <spdlog/common.h>

namespace tapewatch::sinks {

// Both sides name the same seven levels in the same order.
static_assert(static_cast<int>(Level::Trace) == SPDLOG_LEVEL_TRACE);
static_assert(static_cast<int>(Level::Warning) == SPDLOG_LEVEL_WARN);
static_assert(static_cast<int>(Level::Off) == SPDLOG_LEVEL_OFF);

[[nodiscard]] constexpr spdlog::level::level_enum spdlogLevel(Level level)
{
    return static_cast<spdlog::level::level_enum>(level);
}

} // namespace tapewatch::sinks
