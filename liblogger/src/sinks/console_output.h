// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>
#include <tapewatch/output.h>

#include <memory>

namespace tapewatch::sinks {

/// Text lines on standard error, in colour by level where it is a terminal or as configured (spdlog's colour
/// sink does it; NO_COLOR is honoured).
[[nodiscard]] std::shared_ptr<Output> makeConsoleOutput(ConsoleConfig::Color color);

} // namespace tapewatch::sinks
