// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "recovery/crash_record.h"

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <sys/types.h>
#include <vector>

namespace tapewatch::test {

/// What was wrong with the files after a bot died and was recovered.
struct CrashFindings {
    std::uint64_t records = 0; ///< found
    std::uint64_t recovered = 0;
    std::uint64_t lost = 0; ///< their call had returned
    std::uint64_t doubled = 0;
    std::uint64_t torn = 0;
    std::uint64_t disordered = 0; ///< behind a younger one of their thread, or `seq` that does not go on
    std::string first;            ///< in words

    [[nodiscard]] bool good() const { return lost + doubled + torn + disordered == 0; }
    void add(const CrashFindings &other);
};

/// A folder in which bots are started, killed, recovered, and held to account.
class CrashRig {
public:
    /// `bot` is the crash_bot program. Makes folders of its own below `root`.
    CrashRig(std::filesystem::path bot, const std::filesystem::path &root, unsigned seed);
    ~CrashRig();
    CrashRig(const CrashRig &) = delete;
    CrashRig &operator=(const CrashRig &) = delete;

    /// Lets a bot log some number of records, then makes it die; its wait status.
    int runAndKill(const std::string &how);
    /// Starts a recovery ("start": by the bot's next start; "recover": by the call) and kills it `kills`
    /// times on the way; then lets one end. False where that fails.
    bool recover(const std::string &how, int kills);
    [[nodiscard]] CrashFindings check() const;

    [[nodiscard]] const std::filesystem::path &logs() const { return m_logs; }
    [[nodiscard]] const std::filesystem::path &crashFolder() const { return m_crash; }

private:
    pid_t spawn(const std::string &how, int *input) const;
    void waitForRecords(pid_t bot, std::uint64_t count);

    std::filesystem::path m_bot;
    std::filesystem::path m_folder;
    std::filesystem::path m_logs;
    std::filesystem::path m_crash;
    std::filesystem::path m_recordPath;
    CrashRecord *m_record = nullptr;
    std::mt19937 m_random;
};

} // namespace tapewatch::test
