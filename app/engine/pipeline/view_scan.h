// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/timeline.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tapewatch::engine {

/// Finds the rows of several sources that match a query: those that were there from the newest to the oldest,
/// a slice of time at a time, and new ones as they come. Every published row is tested once.
class ViewScan {
public:
    using Clock = std::chrono::steady_clock;

    ViewScan(Query query, std::shared_ptr<const NameTable> names,
             const std::vector<std::shared_ptr<const Source>> &sources);

    /// Tests rows until `deadline`, or until all are tested. False where `cancelled` said so: the scan is of
    /// no use any more.
    [[nodiscard]] bool run(Clock::time_point deadline, const std::function<bool()> &cancelled);

    /// What the last run() found, one sorted list a source.
    [[nodiscard]] std::vector<const std::vector<Timeline::Entry> *> found() const;

    /// Every row that was published is tested.
    [[nodiscard]] bool complete() const;
    [[nodiscard]] double progress() const; ///< 0 to 1

private:
    struct Feed {
        std::shared_ptr<const Source> source;
        std::uint32_t low = 0;  ///< rows before it are not tested yet
        std::uint32_t high = 0; ///< rows from here on are not tested yet
        std::vector<Timeline::Entry> found;
        std::vector<Timeline::Entry> foundBackwards; ///< newest first; not handed over yet
    };

    void takeNew(Feed &feed);
    void takeOld(Feed &feed);
    [[nodiscard]] Feed *newestUntested();
    /// Tests rows one after the other; how many before time was up.
    template <typename NextRow>
    [[nodiscard]] std::uint32_t test(const Feed &feed, std::uint32_t count, NextRow nextRow,
                                     std::vector<Timeline::Entry> &found);
    void handOver();
    [[nodiscard]] bool timeIsUp();

    const Query m_query;
    const bool m_everything;
    std::shared_ptr<const NameTable> m_names;
    std::vector<Feed> m_feeds;
    std::size_t m_turn = 0;       ///< which feed's new rows come first
    std::uint64_t m_untested = 0; ///< of those that were there at the start
    std::uint64_t m_atStart = 0;
    Clock::time_point m_deadline;
    const std::function<bool()> *m_cancelled = nullptr;
    bool m_stopped = false; ///< time is up, or cancelled
};

} // namespace tapewatch::engine
