// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/metrics.h>
#include <tapewatch/format/timestamp.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace tapewatch {

/// A record of category `compliance`, copied for the callback.
struct ComplianceNotice {
    Timestamp timestamp;
    std::uint64_t seq = 0; ///< in the compliance file, 0 where the record could not be kept
    std::string rule;
    std::string verdict;
    std::string json; ///< the whole record as it stands in the file, without its newline
};

/// Callbacks into the program. They run on a thread of their own, one at a time, after the record was handed
/// to its file: they can be slow or throw without harm to the bot or to the log. A callback that falls more
/// than `queueLimit` notices behind misses some; how many is in the next call's `missed`.
/// Where no call follows, because the recorder stops, RecorderOptions::onError is told.
struct Hooks {
    std::function<void(const ComplianceNotice &notice, std::uint64_t missed)> onCompliance;
    std::function<void(const Metrics &metrics)> onMetrics;
    std::chrono::milliseconds metricsEvery{1000};
    std::size_t queueLimit = 1024;
};

} // namespace tapewatch
