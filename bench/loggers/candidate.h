// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tapewatch::bench {

/// What every candidate logs: `order {} {} qty={} px={} id={}`, or the same five values as fields.
struct Order {
    const char *side = "BUY";
    std::string symbol = "BTCUSDT";
    int quantity = 12;
    double price = 50000.5;
    std::uint64_t id = 0;
};

/// The records of one thread: ids `first`, `first + step` ... below `end`.
struct Share {
    std::uint64_t first = 0;
    std::uint64_t step = 1;
    std::uint64_t end = 0;
};

/// Ticks of one thread's bursts. Every second burst is timed call by call; of the others the second half is
/// timed as a whole, which tells apart what a counter that moves in steps of 10 ns shows as equal.
struct BurstTimes {
    std::vector<std::uint64_t> calls;
    std::vector<std::uint64_t> tenCalls;
};

/// A logger under test, running. Its members may be called from many threads but finish().
class Running {
public:
    Running() = default;
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;
    virtual ~Running() = default;

    /// Bursts of 20 calls with 1 ms between, timed by the time stamp counter on this thread.
    [[nodiscard]] virtual BurstTimes timeBursts(int bursts) = 0;
    virtual void logText(const Share &share) = 0;
    virtual void logFields(const Share &share) = 0;
    /// Returns when everything is in the file; nothing may be called after it.
    virtual void finish() = 0;
};

enum class Layout { Text, Json };
/// What a run is for; a logger whose user sets how its thread polls is set to suit.
enum class Purpose { Calls, Throughput };

struct Candidate {
    std::string name;
    bool hasJson = true;
    /// Writes below `folder`, with nothing dropped. In a process of its own: the peers cannot start twice.
    std::function<std::unique_ptr<Running>(const std::filesystem::path &folder, Layout, Purpose)> start;
};

/// Ours, spdlog's async logger and what CMake was given the folders of, in this order.
[[nodiscard]] std::vector<Candidate> candidates();

// Each in its own source, so that one logger's macros do not meet another's.
[[nodiscard]] Candidate tapewatchCandidate();
[[nodiscard]] Candidate spdlogCandidate();
[[nodiscard]] Candidate quillBoundedCandidate();
[[nodiscard]] Candidate quillUnboundedCandidate();
[[nodiscard]] Candidate fmtlogCandidate();

} // namespace tapewatch::bench
