// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/backtrace.h"
#include "backend/record_decoder.h"
#include "backend/repeat_folder.h"
#include "backend/ring_merger.h"
#include "backend/router.h"
#include "journal/journal.h"
#include "platform/tick_clock.h"

#include <cstdint>
#include <vector>

namespace tapewatch::backend {

/// Moves records from rings to files, a batch at a time: merge, decode, route; commit; write. The same for a
/// process's own rings and for those that a dead one left.
///
/// Until the commit nothing of a batch is in a file and all of it is in the rings; from then on it is in the
/// redo logs. So whatever instruction the process dies at, the batch is written once.
class Drain {
public:
    struct Options {
        RingSource &rings;
        const NameSource &names;
        Router &router;
        journal::Journal *journal = nullptr; ///< null: nothing survives the process
        journal::DropCounts &drops;
        platform::TickClock clock;
        std::string bot;
        std::uint32_t pid = 0;
        bool recovered = false; ///< the process that logged is another one, and dead
    };
    /// Borrows what it is given.
    explicit Drain(const Options &options);
    Drain(const Drain &) = delete;
    Drain &operator=(const Drain &) = delete;

    /// What is folded and held back from here on. Never called for a dead process: its repeats are all
    /// written, and what it held back as well, for its death is what a backtrace is for.
    void configure(const RepeatsConfig &repeats, const BacktraceConfig &backtrace);

    /// Leaves out what is in the rings; the files of an earlier recorder are not this one's to write.
    void discardLeftovers();

    /// Starts a round: everything stamped up to now.
    void beginRound();
    /// A batch of it; true when the round is done.
    bool runBatch();
    /// Instead of a batch, where the files are to be given no more: counts what rings refused, tries the
    /// files again.
    void hold();
    /// Commits what the caller gave to the router by itself.
    void addOwn();
    /// Writes the counts of all repeats, however young.
    void settleRepeats();
    [[nodiscard]] std::uint64_t folded() const { return m_repeats.folded(); }
    [[nodiscard]] std::uint64_t records() const { return m_records; } ///< taken so far

    [[nodiscard]] std::uint64_t queuedBytes() const { return m_merger.queuedBytes(); }
    [[nodiscard]] std::size_t rings() const { return m_merger.rings(); }

private:
    void write(std::span<const std::byte> record, std::uint32_t thread);
    [[nodiscard]] Timestamp timeOf(std::uint64_t ticks);
    void route(RecordView view, std::uint8_t category);
    void holdBack(std::span<const std::byte> record, std::uint32_t thread, Timestamp time);
    void writeBacktrace();
    void writeRepeated(const RepeatFolder::Repeated &repeated, Timestamp time);
    bool takeDrops();
    void commit(Timestamp now);
    void dropBoxes();

    Router &m_router;
    journal::Journal *m_journal;
    journal::DropCounts &m_drops;
    bool m_recovered;
    RecordDecoder m_decoder;
    RingMerger m_merger;
    platform::TickClock m_clock;
    RepeatFolder m_repeats;
    Backtrace m_backtrace;
    Timestamp m_roundTime; ///< when the round began: everything older is in it
    Timestamp m_lastTime;
    std::uint64_t m_records = 0;
    bool m_uncommitted = false; ///< something was read from a ring or given to the router since
    Router::DropsTaken m_dropsTaken{};
    std::vector<detail::Box> m_boxes; ///< of the batch
};

} // namespace tapewatch::backend
