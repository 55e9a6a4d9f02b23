// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/stable_vector.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace tapewatch::engine {

class Segment;

/// The text of a store's records, in blocks. The oldest are dropped from memory when the budget is passed and
/// read from their segment again when asked for; what comes back is shown only if it is what was there.
///
/// One thread adds; any thread reads. Each block's buffer is guarded by the block's mutex, held for the copy
/// of a pointer, or for a read of the file where the block has to come back.
class TextBlocks {
public:
    using Buffer = std::shared_ptr<const std::string>;

    explicit TextBlocks(std::size_t residentBytes)
        : m_budget(residentBytes)
    {
    }

    /// Adds `bytes`, whose first record will be row `firstRow`. Small contiguous pieces are gathered in one
    /// block. Where in the newest block they begin.
    std::uint32_t add(std::shared_ptr<const Segment> segment, std::uint64_t offset, std::string bytes,
                      std::uint32_t firstRow);

    /// Rows [firstRow, endRow) have their text in `block`.
    struct Range {
        std::uint32_t block = 0;
        std::uint32_t firstRow = 0;
        std::uint32_t endRow = 0;
    };
    /// `rows` were published before the call, and `row` is one of them.
    [[nodiscard]] Range find(std::uint32_t row, std::uint32_t rows) const;

    /// Null where the block is not in memory.
    [[nodiscard]] Buffer resident(std::uint32_t block) const;
    /// Reads the file where needed. Null where the file no longer has these bytes.
    [[nodiscard]] Buffer load(std::uint32_t block) const;

private:
    struct Block {
        std::shared_ptr<const Segment> segment;
        std::uint64_t offset = 0;
        std::uint32_t firstRow = 0;
        std::uint32_t size = 0; ///< the writer's; for others final once the buffer was dropped
        std::uint64_t hash = 0; ///< of a sealed block
        mutable std::mutex mutex;
        mutable Buffer buffer; ///< guarded by mutex; bytes up to `size` are final
    };

    [[nodiscard]] bool continues(const Segment *segment, std::uint64_t offset, std::size_t size) const;
    void seal();
    void begin(std::shared_ptr<const Segment> segment, std::uint64_t offset, std::string buffer,
               std::size_t size, std::uint32_t firstRow);
    void keepBudget();
    void drop(std::uint32_t block) const;
    void cacheReloaded(std::uint32_t block) const;

    const std::size_t m_budget;
    StableVector<Block> m_blocks;
    std::atomic<std::uint32_t> m_count{0};
    std::string *m_tail = nullptr; ///< of the newest block where it may still take bytes

    struct Held {
        std::uint32_t block;
        std::size_t bytes;
    };
    std::deque<Held> m_held;          ///< in memory and readable again; the writer's
    std::deque<Held> m_irreplaceable; ///< in memory only, as their file was overwritten; the writer's
    std::size_t m_heldBytes = 0;
    std::size_t m_irreplaceableBytes = 0;

    mutable std::mutex m_reloadedMutex; ///< taken before a block's mutex, never after it
    mutable std::deque<std::uint32_t> m_reloaded;
};

} // namespace tapewatch::engine
