// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/row.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::engine {

class Segment;

/// The records of one source: columns in memory, text in blocks that are dropped from memory when a budget is
/// passed and read again (pread, never mmap: a truncated mapping raises SIGBUS) when asked for.
///
/// One thread appends and publishes; any thread reads published rows. Append-only and chunked:
/// a published row never moves or changes, so readers need one acquire load and no lock.
class RecordStore {
public:
    struct Options {
        std::size_t residentTextBytes = 64u * 1024 * 1024; ///< text kept in memory
    };

    explicit RecordStore(Options options);
    RecordStore()
        : RecordStore(Options{})
    {
    }
    ~RecordStore();
    RecordStore(const RecordStore &) = delete;
    RecordStore &operator=(const RecordStore &) = delete;

    // The writer's side.

    /// Begins a block of text: `bytes` were read at `offset` of `segment` (null: text that is nowhere else,
    /// never dropped). Small blocks that follow each other in the file share memory.
    void beginBlock(std::shared_ptr<const Segment> segment, std::uint64_t offset, std::string bytes);
    /// A record whose text is `length` bytes at `start` of the current block.
    void append(const RowColumns &columns, std::uint32_t start, std::uint32_t length);
    /// Makes all appended rows visible to readers.
    void publish();

    // The readers' side.

    [[nodiscard]] std::uint32_t rows() const { return m_published.load(std::memory_order_acquire); }
    [[nodiscard]] RowColumns columns(RowId row) const;
    [[nodiscard]] Timestamp time(RowId row) const;
    /// The record as it stands in the file, continuation lines included, without its last newline. Nothing
    /// where it would have to be read from the file first.
    [[nodiscard]] std::optional<std::string> residentText(RowId row) const;
    /// The same, read from the file where needed (blocks). Nothing where the file no longer has it (copied
    /// and truncated).
    [[nodiscard]] std::optional<std::string> text(RowId row) const;

    /// Texts of many rows, quickest in their order: a block of text is asked for once. One a thread; the
    /// store must outlive it.
    class TextReader {
    public:
        explicit TextReader(const RecordStore &store);
        ~TextReader();
        TextReader(const TextReader &) = delete;
        TextReader &operator=(const TextReader &) = delete;

        /// Like RecordStore::text(), borrowed until the next call.
        [[nodiscard]] std::optional<std::string_view> text(RowId row);

    private:
        struct Block;
        const RecordStore &m_store;
        std::unique_ptr<Block> m_block;
    };

    /// Published rows by level; the last counts rows that have none.
    [[nodiscard]] std::array<std::uint64_t, kLevelCount + 1> countsByLevel() const;

private:
    class Impl;
    std::atomic<std::uint32_t> m_published{0};
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::engine
