// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace tapewatch {

inline constexpr std::size_t kMaxNameLength = 64;
/// A bot's name, a hyphen and the longest pid.
inline constexpr std::size_t kMaxInstanceLength = kMaxNameLength + 11;

/// First part of the names of a process's files and of its socket: "<bot>" or "<bot>-<pid>".
[[nodiscard]] bool isValidInstance(std::string_view instance);

} // namespace tapewatch
