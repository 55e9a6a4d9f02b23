// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/ring_merger.h"

#include <algorithm>

namespace tapewatch::backend {

void RingMerger::refreshRings()
{
    auto &registry = front::RingRegistry::instance();
    registry.collect();
    const std::uint64_t version = registry.version();
    if (version == m_version)
        return;
    m_version = version;
    std::vector<Cursor> cursors;
    for (auto &ring : registry.rings()) {
        const std::uint64_t read = ring->memory.header()->read.load(std::memory_order_relaxed);
        cursors.push_back({std::move(ring), read, read, kNothing});
    }
    m_cursors = std::move(cursors);
}

void RingMerger::beginRound()
{
    refreshRings();
    m_cut = detail::readTicks();
    for (Cursor &cursor : m_cursors) {
        cursor.end = cursor.ring->memory.header()->written.load(std::memory_order_acquire);
        look(cursor);
    }
}

void RingMerger::release()
{
    for (const Cursor &cursor : m_cursors) {
        auto &read = cursor.ring->memory.header()->read;
        if (read.load(std::memory_order_relaxed) != cursor.at)
            read.store(cursor.at, std::memory_order_release);
    }
}

std::uint64_t RingMerger::queuedBytes() const
{
    std::uint64_t bytes = 0;
    for (const Cursor &cursor : m_cursors)
        bytes += cursor.ring->memory.header()->written.load(std::memory_order_relaxed) - cursor.at;
    return bytes;
}

} // namespace tapewatch::backend
