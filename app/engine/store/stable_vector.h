// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace tapewatch::engine {

/// Append-only array of up to 2^32 elements that never moves one: chunk k holds twice as many as chunk k-1,
/// and the directory of chunks is part of the object, so readers need no lock.
///
/// One thread appends. Another may read an element once it has learned of it by something that orders memory
/// (an acquire load of a published count). Elements are default-initialised; memory that was never written
/// to costs address space only.
template <typename T>
class StableVector {
public:
    StableVector() = default;
    StableVector(const StableVector &) = delete;
    StableVector &operator=(const StableVector &) = delete;

    ~StableVector()
    {
        for (auto &chunk : m_chunks)
            delete[] chunk.load(std::memory_order_relaxed);
    }

    /// The new last element, to be filled by the caller.
    T &grow()
    {
        const Place place = placeOf(m_size);
        auto &chunk = m_chunks[place.chunk];
        if (!chunk.load(std::memory_order_relaxed))
            chunk.store(new T[kFirst << place.chunk], std::memory_order_release);
        ++m_size;
        return chunk.load(std::memory_order_relaxed)[place.at];
    }

    [[nodiscard]] const T &operator[](std::size_t index) const
    {
        const Place place = placeOf(index);
        return m_chunks[place.chunk].load(std::memory_order_acquire)[place.at];
    }
    [[nodiscard]] T &operator[](std::size_t index)
    {
        const Place place = placeOf(index);
        return m_chunks[place.chunk].load(std::memory_order_acquire)[place.at];
    }

    /// The writer's own count.
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    static constexpr std::size_t kFirst = 256;

    struct Place {
        std::size_t chunk;
        std::size_t at;
    };

    static constexpr Place placeOf(std::size_t index)
    {
        const std::size_t shifted = index + kFirst;
        const auto chunk = static_cast<std::size_t>(std::bit_width(shifted) - std::bit_width(kFirst));
        return {chunk, shifted - (kFirst << chunk)};
    }

    std::array<std::atomic<T *>, 25> m_chunks{}; // 256 * (2^25 - 1) elements: more than 2^32
    std::size_t m_size = 0;
};

} // namespace tapewatch::engine
