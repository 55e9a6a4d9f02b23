// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/ring.h>
#include <tapewatch/format/config.h>
#include <tapewatch/format/timestamp.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>

namespace tapewatch::backend {

/// The last records that their loggers' levels refuse, as they came from the rings, until an error asks for
/// them. Of all threads and loggers together: what led to an error is seldom on its own thread only.
///
/// Used from the backend's thread only. Memory: at most kBytes, from the first record on.
class Backtrace {
public:
    static constexpr std::size_t kBytes = 1024 * 1024;

    /// Keeps at most so many from now on; 0 lets go of all.
    void setLimit(std::uint32_t records);

    /// `body` is the record's without its header, from its box where it has one. One that is larger than a
    /// quarter of kBytes is not kept.
    void keep(detail::RecordHeader header, std::span<const std::byte> body, std::uint32_t thread,
              Timestamp time);

    /// Calls `take(record, thread, time)` for each, oldest first, and keeps none of them. The record is whole
    /// and has no box.
    template <typename Take>
    void release(Take &&take)
    {
        for (const Kept &kept : m_kept)
            take(std::span<const std::byte>(m_bytes.get() + kept.at, kept.size), kept.thread, kept.time);
        m_kept.clear();
    }

private:
    struct Kept {
        std::size_t at;
        std::size_t size;
        std::uint32_t thread;
        Timestamp time;
    };
    [[nodiscard]] std::size_t makeRoom(std::size_t size);

    std::unique_ptr<std::byte[]>
        m_bytes; ///< a ring: each record in one piece, the oldest at m_kept.front().at
    std::deque<Kept> m_kept;
    std::size_t m_limit = 0;
};

} // namespace tapewatch::backend
