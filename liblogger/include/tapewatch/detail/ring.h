// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tapewatch::detail {

/// What precedes each record in a ring. Records start at multiples of eight bytes.
struct RecordHeader {
    std::uint32_t size; ///< of the whole record, a multiple of 8
    std::uint32_t site; ///< in the dictionary of call sites
    std::uint64_t ticks;
    std::uint32_t logger; ///< LoggerNode::id
    std::uint16_t contextBytes;
    std::uint8_t level; ///< and marks: kBoxed, kHeldBack
    std::uint8_t category;
};
static_assert(sizeof(RecordHeader) == 24);

/// Mark beside the level: the body is a Box.
inline constexpr std::uint8_t kBoxed = 0x80;
/// Mark beside the level: its logger writes no records of this level. It is kept for the backtrace of an
/// error.
inline constexpr std::uint8_t kHeldBack = 0x40;
inline constexpr std::uint8_t kLevelBits = 0x3f;

/// Body of a record that was too large for the ring.
struct Box {
    std::byte *bytes; ///< in the process that logged it
    std::uint64_t length;
    std::uint64_t file; ///< number of its file beside the rings; 0: on the heap, gone with the process
};

/// First page of a ring's memory; the data follows. Positions count bytes since the ring was made and never
/// wrap.
struct RingHeader {
    std::uint64_t magic;
    std::uint32_t version;
    std::uint32_t capacity;
    std::uint32_t pid;
    std::uint32_t thread;
    alignas(64) std::atomic<std::uint64_t> written; ///< moved by the producer only
    alignas(64) std::atomic<std::uint64_t> read;    ///< moved by the backend only: room for the producer
    /// Moved by the backend only: what the journal has taken over, one for each parity of its generation
    /// (docs/crash-recovery.md). `read` follows the newer one.
    std::array<std::atomic<std::uint64_t>, 2> committed;
};

/// The producer's end of a single-producer, single-consumer byte ring. The data is mapped twice in a row, so
/// that a record never wraps.
///
/// A record is accepted once commit() has published it.
class RingProducer {
public:
    RingProducer(RingHeader *header, std::byte *data, std::uint32_t capacity)
        : m_header(header)
        , m_data(data)
        , m_capacity(capacity)
        , m_mask(capacity - 1)
        , m_reserve(capacity / 4)
    {
    }

    /// Room for `size` bytes that leaves a quarter of the ring free, or null: then ask reserveAll().
    [[nodiscard]] std::byte *reserve(std::uint32_t size)
    {
        if (m_write + size + m_reserve - m_read <= m_capacity) [[likely]]
            return m_data + (m_write & m_mask);
        return refresh(size, m_reserve);
    }

    /// Room for `size` bytes down to the last byte, or null: full.
    [[nodiscard]] std::byte *reserveAll(std::uint32_t size) { return refresh(size, 0); }

    void commit(std::uint32_t size)
    {
        m_write += size;
        m_header->written.store(m_write, std::memory_order_release);
        // The backend's core has the lines that come next, from the ring's last turn: fetch them between the
        // calls. The data is mapped twice, so what passes its end is there too.
        const std::byte *next = m_data + (m_write & m_mask);
        __builtin_prefetch(next + kLine, 1);
        __builtin_prefetch(next + 2 * kLine, 1);
    }

    [[nodiscard]] std::uint32_t capacity() const { return m_capacity; }

private:
    static constexpr std::size_t kLine = 64;

    [[nodiscard, gnu::noinline]] std::byte *refresh(std::uint32_t size, std::uint64_t reserve)
    {
        m_read = m_header->read.load(std::memory_order_acquire);
        return m_write + size + reserve - m_read <= m_capacity ? m_data + (m_write & m_mask) : nullptr;
    }

    RingHeader *m_header;
    std::byte *m_data;
    std::uint64_t m_write = 0; ///< what the header says, without the load
    std::uint64_t m_read = 0;  ///< the backend's position when last looked
    std::uint32_t m_capacity;
    std::uint32_t m_mask;
    std::uint32_t m_reserve; ///< kept for records that may not be shed
};

} // namespace tapewatch::detail
