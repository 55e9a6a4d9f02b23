// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/ring.h>
#include <tapewatch/format/error.h>

#include <cstddef>
#include <cstdint>

namespace tapewatch::platform {

/// The pages of one ring: a header page, then the data twice in a row (the same pages of one memory file), so
/// that what passes the end is written and read in one piece. Not inherited by a forked child.
class RingMemory {
public:
    /// `capacity` is a power of two and a multiple of the page size. Fails with Io (no memory, no
    /// descriptors).
    [[nodiscard]] static Result<RingMemory> create(std::uint32_t capacity, std::uint32_t thread);

    RingMemory(RingMemory &&other) noexcept;
    RingMemory &operator=(RingMemory &&other) noexcept;
    ~RingMemory();

    [[nodiscard]] detail::RingHeader *header() const { return static_cast<detail::RingHeader *>(m_base); }
    [[nodiscard]] std::byte *data() const { return static_cast<std::byte *>(m_base) + kHeaderBytes; }
    [[nodiscard]] std::uint32_t capacity() const { return m_capacity; }

    static constexpr std::size_t kHeaderBytes = 4096;

private:
    RingMemory(void *base, std::uint32_t capacity)
        : m_base(base)
        , m_capacity(capacity)
    {
    }

    void *m_base = nullptr;
    std::uint32_t m_capacity = 0;
};

} // namespace tapewatch::platform
