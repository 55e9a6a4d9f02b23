// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "cli/recover_command.h"

int main(int argc, char **argv)
{
    CLI::App app("Tapewatch without a window", "tapectl");
    app.set_version_flag("--version", "tapectl " TAPEWATCH_VERSION);
    app.require_subcommand(1);
    int status = 0;
    tapewatch::cli::addRecoverCommand(app, status);
    CLI11_PARSE(app, argc, argv)
    return status;
}
