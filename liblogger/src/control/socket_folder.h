// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <filesystem>

namespace tapewatch::control {

/// Makes `folder` with mode 0700 (and what is missing above it). Fails with Io where that fails, and with
/// InvalidArgument where it is a link, no folder, another user's, or open to others.
[[nodiscard]] Result<void> prepareSocketFolder(const std::filesystem::path &folder);

/// Whether `path` is a socket that nobody listens on.
[[nodiscard]] bool isAbandonedSocket(const std::filesystem::path &path);

/// Removes the sockets that dead processes left in `folder`. What cannot be removed stays.
void removeDeadSockets(const std::filesystem::path &folder);

} // namespace tapewatch::control
