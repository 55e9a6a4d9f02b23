// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace tapewatch::platform {

[[nodiscard]] std::uint32_t processId();
/// The system's id of the calling thread, as `top -H` and gdb show it.
[[nodiscard]] std::uint32_t threadId();
/// Shown by `top -H`; at most 15 characters.
void nameThread(const char *name);
/// Blocks signals for the calling thread, so that the program's handlers never run on it, but for those that
/// a fault in the thread itself raises.
void blockSignals();
/// The calling thread gets processor and disk when nobody else wants them, as far as the system allows.
void standBack();

} // namespace tapewatch::platform
