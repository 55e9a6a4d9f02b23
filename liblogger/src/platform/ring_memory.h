// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/detail/ring.h>
#include <tapewatch/format/error.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace tapewatch::platform {

/// The pages of one ring: a header page, then the data twice in a row (the same pages of one memory file), so
/// that what passes the end is written and read in one piece. Not inherited by a forked child. In
/// a file of a memory file system they outlive the process.
class RingMemory {
public:
    /// In memory that ends with the process. `capacity` is a power of two and a multiple of the page size.
    /// Fails with Io (no memory, no descriptors).
    [[nodiscard]] static Result<RingMemory> create(std::uint32_t capacity, std::uint32_t thread);
    /// In a new file of the folder with this descriptor. Fails with Io.
    [[nodiscard]] static Result<RingMemory> create(std::uint32_t capacity, std::uint32_t thread, int folder,
                                                   const std::string &name);
    /// One that another process left. Fails with Io, or Corrupt where it is no ring.
    [[nodiscard]] static Result<RingMemory> open(int folder, const std::string &name);

    RingMemory(RingMemory &&other) noexcept;
    RingMemory &operator=(RingMemory &&other) noexcept;
    ~RingMemory();

    [[nodiscard]] detail::RingHeader *header() const { return static_cast<detail::RingHeader *>(m_base); }
    [[nodiscard]] std::byte *data() const { return static_cast<std::byte *>(m_base) + kHeaderBytes; }
    [[nodiscard]] std::uint32_t capacity() const { return m_capacity; }

    static constexpr std::size_t kHeaderBytes = 4096;

private:
    [[nodiscard]] static Result<RingMemory> make(int fd, std::uint32_t capacity, std::uint32_t thread);
    RingMemory(void *base, std::uint32_t capacity)
        : m_base(base)
        , m_capacity(capacity)
    {
    }

    void *m_base = nullptr;
    std::uint32_t m_capacity = 0;
};

} // namespace tapewatch::platform
