// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/record_decoder.h"
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

    /// Leaves out what is in the rings; the files of an earlier recorder are not this one's to write.
    void discardLeftovers();

    /// Starts a round: everything stamped up to now.
    void beginRound() { m_merger.beginRound(); }
    /// A batch of it; true when the round is done.
    bool runBatch();
    /// Instead of a batch, where the files are to be given no more: counts what rings refused, tries the
    /// files again.
    void hold();
    /// Commits what the caller gave to the router by itself.
    void addOwn();
    [[nodiscard]] std::uint64_t records() const { return m_records; } ///< taken so far

    [[nodiscard]] std::uint64_t queuedBytes() const { return m_merger.queuedBytes(); }
    [[nodiscard]] std::size_t rings() const { return m_merger.rings(); }

private:
    void write(std::span<const std::byte> record, std::uint32_t thread);
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
    Timestamp m_lastTime;
    std::uint64_t m_records = 0;
    std::uint64_t m_committedRecords = 0;
    Router::DropsTaken m_dropsTaken{};
    std::vector<detail::Box> m_boxes; ///< of the batch
};

} // namespace tapewatch::backend
