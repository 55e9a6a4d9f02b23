// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tapewatch {

/// What a process left that ended without stopping its recorder.
struct CrashedProcess {
    std::filesystem::path folder; ///< where it is kept: below $TAPEWATCH_CRASH_DIR or /dev/shm
    std::uint32_t pid = 0;
    std::string bot;
    std::string instance;            ///< first part of its files' names
    std::filesystem::path directory; ///< of its log files
    std::optional<Error> fault;      ///< what it left cannot be read; only `folder` is known then
};

/// How the recovery of one process went.
struct Recovery {
    CrashedProcess process;
    std::uint64_t records = 0;    ///< from its rings, written now
    std::uint64_t unreadable = 0; ///< bytes of its rings that made no sense
    std::optional<Error> error;   ///< it is not done; what was written stays, and the next attempt goes on
};

/// Processes of this user that died with something to recover, by the names of their folders. Looks only.
[[nodiscard]] std::vector<CrashedProcess> crashedProcesses();

/// Writes what the dead process had accepted to its files: each record once, in order, those from its rings
/// with `"recovered":true` (docs/crash-recovery.md). Then nothing of it is left to recover. May be called
/// from any thread and any process of the same user, and may itself be killed at any time: the next call goes
/// on.
///
/// A Recorder does this by itself at its start for the bot it is going to be.
/// `error` is Busy where the process lives or somebody else recovers it, Io where its files cannot be
/// written, Corrupt where what it left cannot be read.
[[nodiscard]] Recovery recover(const CrashedProcess &process);

} // namespace tapewatch
