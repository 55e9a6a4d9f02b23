// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <filesystem>
#include <string>

namespace tapewatch::sinks {

/// systemError() with the hint that fits log files: what the person who runs the bot can do about it.
[[nodiscard]] Error ioError(std::string what, int errnoValue);

/// Makes `folder` and its parents, mode 0750 less the umask. Fails with Io.
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path &folder);

} // namespace tapewatch::sinks
