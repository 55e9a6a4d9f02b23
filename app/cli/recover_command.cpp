// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "cli/recover_command.h"

#include <tapewatch/recovery.h>

#include <fmt/format.h>
#include <memory>

namespace tapewatch::cli {

namespace {

struct Options {
    std::filesystem::path directory;
    bool listOnly = false;
};

bool isWanted(const CrashedProcess &process, const Options &options)
{
    if (options.directory.empty())
        return true;
    std::error_code failed;
    return !process.fault && std::filesystem::equivalent(process.directory, options.directory, failed);
}

std::string nameOf(const CrashedProcess &process)
{
    return fmt::format("{} (process {}) in {}", process.instance, process.pid, process.directory.string());
}

void complain(const Error &error)
{
    fmt::print(stderr, "tapectl: {}\n", error.text());
}

/// True where nothing of the process is left to recover.
bool recoverOne(const CrashedProcess &process)
{
    if (process.fault) {
        complain(*process.fault);
        return false;
    }
    const Recovery recovery = recover(process);
    fmt::print("{}: {} records recovered\n", nameOf(process), recovery.records);
    if (recovery.unreadable > 0)
        fmt::print("  {} bytes of its memory could not be read: the crash had overwritten them\n",
                   recovery.unreadable);
    if (recovery.error)
        complain(*recovery.error);
    return !recovery.error;
}

int run(const Options &options)
{
    std::size_t found = 0;
    bool good = true;
    for (const CrashedProcess &process : crashedProcesses()) {
        if (!isWanted(process, options))
            continue;
        ++found;
        if (!options.listOnly)
            good = recoverOne(process) && good;
        else if (process.fault)
            complain(*process.fault);
        else
            fmt::print("{}\n", nameOf(process));
    }
    if (found == 0 && !options.directory.empty())
        fmt::print("Nothing to recover in {}.\n", options.directory.string());
    else if (found == 0)
        fmt::print("Nothing to recover: no bot of this user died with records unwritten.\n");
    return good ? 0 : 1;
}

} // namespace

void addRecoverCommand(CLI::App &app, int &status)
{
    auto options = std::make_shared<Options>();
    CLI::App *command =
        app.add_subcommand("recover", "Writes the records of bots that died to their log files");
    command->add_option("directory", options->directory, "Only bots that log to this folder")
        ->check(CLI::ExistingDirectory);
    command->add_flag("--list", options->listOnly, "Only say which bots died with something to recover");
    command->footer("A bot does this by itself when it starts again.");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace tapewatch::cli
