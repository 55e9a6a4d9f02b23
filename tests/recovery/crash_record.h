// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace tapewatch::test {

inline constexpr int kMaxThreads = 8;
/// Of each thread, where the disk gets full: some megabytes more than kDisk for the main category, few enough
/// that all of them can wait in memory.
inline constexpr std::uint64_t kRecordsOnAFullDisk = 16'000;
inline constexpr std::uint64_t kDisk = 8 * 1024 * 1024 + 3; ///< for one file

/// What a bot that is about to die tells its murderer: a file that both have mapped.
struct CrashRecord {
    std::array<std::atomic<std::uint64_t>, kMaxThreads> returned; ///< calls of each thread that came back
};

} // namespace tapewatch::test
