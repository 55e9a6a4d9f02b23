// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform/ring_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tapewatch::backend {

/// Where a merger has its rings from.
class RingSource {
public:
    virtual ~RingSource() = default;
    using Rings = std::vector<std::shared_ptr<platform::RingMemory>>;
    /// All of them, where they are others than at the last call.
    [[nodiscard]] virtual std::optional<Rings> changed() = 0;
    /// Ticks up to which records belong to a round that begins now.
    [[nodiscard]] virtual std::uint64_t cut() const = 0;
    /// Where reading a ring begins.
    [[nodiscard]] virtual std::uint64_t begin(const detail::RingHeader &ring) const = 0;
};

/// Reads all rings as one stream in the order of time.
///
/// A round covers the records stamped up to its cut. A call takes its time stamp before it publishes its
/// record, so a thread that is interrupted in between publishes late; its record then comes in a later round,
/// behind younger ones. Within a thread the order is always that of the calls.
class RingMerger {
public:
    /// Borrows `source`.
    explicit RingMerger(RingSource &source)
        : m_source(source)
    {
    }

    /// Starts a round: everything stamped up to now.
    void beginRound();

    /// Calls `take(record, thread)` for the next records, at most `maxBytes` of them, oldest first. True when
    /// the round is done. The records stay in their rings until release().
    template <typename Take>
    bool drain(std::size_t maxBytes, Take &&take);

    /// Puts into each ring's header how far it was taken: call before a commit of the journal.
    void stage(std::size_t parity);

    /// Gives the room of everything taken back to the producers.
    void release();

    /// Not yet taken, in bytes.
    [[nodiscard]] std::uint64_t queuedBytes() const;
    [[nodiscard]] std::size_t rings() const { return m_cursors.size(); }

private:
    struct Cursor {
        std::shared_ptr<platform::RingMemory> ring;
        std::uint64_t at = 0;    ///< next record to take
        std::uint64_t end = 0;   ///< published when last looked
        std::uint64_t ticks = 0; ///< of the record at `at`

        [[nodiscard]] const std::byte *data() const { return ring->data() + (at & (ring->capacity() - 1)); }
        [[nodiscard]] detail::RecordHeader header() const
        {
            detail::RecordHeader header;
            std::memcpy(&header, data(), sizeof header);
            return header;
        }
    };

    static constexpr std::uint64_t kNothing = ~std::uint64_t{0};
    void refreshRings();
    void look(Cursor &cursor) const;

    RingSource &m_source;
    std::vector<Cursor> m_cursors;
    std::uint64_t m_cut = 0;
};

/// Ticks of the cursor's next record within the round, or kNothing.
inline void RingMerger::look(Cursor &cursor) const
{
    cursor.ticks = kNothing;
    if (cursor.at == cursor.end)
        return;
    const std::uint64_t ticks = std::min(cursor.header().ticks, kNothing - 1);
    if (ticks <= m_cut)
        cursor.ticks = ticks;
}

template <typename Take>
bool RingMerger::drain(std::size_t maxBytes, Take &&take)
{
    std::size_t taken = 0;
    for (;;) {
        Cursor *oldest = nullptr;
        std::uint64_t runnerUp = kNothing;
        for (Cursor &cursor : m_cursors) {
            if (cursor.ticks == kNothing)
                continue;
            if (oldest == nullptr || cursor.ticks < oldest->ticks) {
                runnerUp = oldest != nullptr ? oldest->ticks : kNothing;
                oldest = &cursor;
            } else if (cursor.ticks < runnerUp) {
                runnerUp = cursor.ticks;
            }
        }
        if (oldest == nullptr)
            return true;
        // As long as this ring's records are older than every other's, there is no need to compare again.
        do {
            if (taken >= maxBytes)
                return false;
            const std::uint32_t size = oldest->header().size;
            take(std::span(oldest->data(), size), oldest->ring->header()->thread);
            oldest->at += size;
            taken += size;
            look(*oldest);
        } while (oldest->ticks != kNothing && oldest->ticks <= runnerUp);
    }
}

} // namespace tapewatch::backend
