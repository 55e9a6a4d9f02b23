// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/recovery.h>

#include <functional>
#include <string_view>

namespace tapewatch::backend {

/// Recovers every dead process of this bot that wrote to this folder. For a recorder that holds `instance`
/// of that bot; `report` gets what went wrong. False where something is still to be recovered: then nothing
/// may be appended to the files that are there.
[[nodiscard]] bool recoverForStart(const std::filesystem::path &directory, std::string_view bot,
                                   std::string_view instance,
                                   const std::function<void(const Error &)> &report);

} // namespace tapewatch::backend
