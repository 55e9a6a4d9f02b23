// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/ring_merger.h"

namespace tapewatch::backend {

void RingMerger::refreshRings()
{
    auto rings = m_source.changed();
    if (!rings)
        return;
    std::vector<Cursor> cursors;
    for (auto &ring : *rings) {
        const std::uint64_t begin = m_source.begin(*ring->header());
        cursors.push_back({std::move(ring), begin, begin, kNothing});
    }
    m_cursors = std::move(cursors);
}

void RingMerger::beginRound()
{
    // The time first: what was stamped up to then and is the cause of another such record was published
    // before it, in a ring that was there, and so is seen now. A thread's first record makes its ring behind
    // its stamp.
    m_cut = m_source.cut();
    refreshRings();
    for (Cursor &cursor : m_cursors) {
        cursor.end = cursor.ring->header()->written.load(std::memory_order_acquire);
        look(cursor);
    }
}

void RingMerger::stage(std::size_t parity)
{
    for (const Cursor &cursor : m_cursors)
        cursor.ring->header()->committed[parity].store(cursor.at, std::memory_order_relaxed);
}

void RingMerger::release()
{
    for (const Cursor &cursor : m_cursors) {
        auto &read = cursor.ring->header()->read;
        if (read.load(std::memory_order_relaxed) != cursor.at)
            read.store(cursor.at, std::memory_order_release);
    }
}

std::uint64_t RingMerger::queuedBytes() const
{
    std::uint64_t bytes = 0;
    for (const Cursor &cursor : m_cursors)
        bytes += cursor.ring->header()->written.load(std::memory_order_relaxed) - cursor.at;
    return bytes;
}

} // namespace tapewatch::backend
