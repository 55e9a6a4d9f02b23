// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

namespace tapewatch::cli {

/// Adds `tapectl recover`; `status` gets the exit status when it ran: 0, or 1 where something could not be
/// recovered.
void addRecoverCommand(CLI::App &app, int &status);

} // namespace tapewatch::cli
