// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/tapewatch.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <sys/prctl.h>
#include <thread>
#include <vector>

// What the programs of tst_lifetime have in common. Each gets the folder of its log files as first argument.

namespace tapewatch::test {

/// A program that a test started ends with the test.
inline void dieWithParent()
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

inline Config configIn(const char *folder)
{
    Config config;
    config.bot = "alpha";
    config.directory = folder;
    config.queue.ringBytes = 64 * 1024; // little to read for the test
    for (auto &[name, category] : config.categories) {
        category.overflow = OverflowPolicy::Block; // nothing is refused here
        category.blockFor = std::chrono::hours(1);
    }
    return config;
}

inline constexpr std::size_t kThreads = 4;

/// How many records each thread has logged: what it was told is accepted.
inline std::array<std::atomic<std::uint64_t>, kThreads> logged{};

/// Logs 0, 1, 2 ... up to `end`.
inline void count(std::size_t thread, std::uint64_t end)
{
    using namespace literals;
    const Logger log = logger("counter").with("worker"_f = thread);
    for (std::uint64_t n = 0; n < end; ++n) {
        TW_INFO(log, "{}", n);
        logged[thread].store(n + 1);
    }
}

/// Waits until every thread has logged so many more.
inline void waitForMore(std::uint64_t records)
{
    for (const auto &count : logged)
        for (const std::uint64_t enough = count.load() + records; count.load() < enough;)
            std::this_thread::yield();
}

} // namespace tapewatch::test
