// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>
#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace tapewatch {

/// Counts of one category since the recorder started.
struct CategoryMetrics {
    std::string name;
    std::string file;          ///< path of the active file
    std::uint64_t written = 0; ///< records in its files
    std::uint64_t bytes = 0;   ///< written to its files
    std::uint64_t rotations = 0;
    std::uint64_t pendingBytes = 0;                   ///< encoded, but not yet accepted by the file system
    std::array<std::uint64_t, kLevelCount> byLevel{}; ///< written, by level
    std::array<std::uint64_t, kLevelCount> dropped{}; ///< refused by full rings or full memory, by level
    std::string lastError; ///< Error::text() of the last failed write; empty once it works again
};

/// What a recorder says of itself; a snapshot, consistent within a batch of the backend.
struct Metrics {
    Timestamp taken;
    Timestamp started;
    std::uint64_t written = 0;      ///< sum over categories
    std::uint64_t dropped = 0;      ///< sum over categories
    std::uint64_t folded = 0;       ///< repeats that were counted instead of written
    std::uint64_t blockedCalls = 0; ///< calls that had to wait for room
    std::uint64_t queuedBytes = 0;  ///< in rings, now
    std::uint32_t threads = 0;      ///< rings in use
    std::vector<CategoryMetrics> categories;
};

[[nodiscard]] nlohmann::json toJson(const Metrics &metrics);
[[nodiscard]] Result<Metrics> metricsFromJson(const nlohmann::json &json);

} // namespace tapewatch
