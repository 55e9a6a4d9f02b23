// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/store/record_store.h"

#include "engine/store/row_shapes.h"
#include "engine/store/stable_vector.h"
#include "engine/store/text_blocks.h"

namespace tapewatch::engine {

// 20 bytes a row: a time, a place in a block of text (which block is found by row), and one number for the
// columns that repeat.
class RecordStore::Impl {
public:
    explicit Impl(const Options &options)
        : texts(options.residentTextBytes)
    {
    }

    std::string_view cut(const std::string &block, std::size_t row) const
    {
        return {block.data() + starts[row], lengths[row]};
    }

    TextBlocks texts;
    StableVector<std::int64_t> times;
    StableVector<std::uint32_t> starts;
    StableVector<std::uint32_t> lengths;
    StableVector<std::uint32_t> shapes;
    RowShapes known;
    std::uint32_t blockBase = 0; ///< where the current block's bytes begin in the memory that it shares
    std::array<std::uint64_t, kLevelCount + 1> counting{};
    std::array<std::atomic<std::uint64_t>, kLevelCount + 1> counted{};
};

RecordStore::RecordStore(Options options)
    : m_impl(std::make_unique<Impl>(options))
{
}

RecordStore::~RecordStore() = default;

void RecordStore::beginBlock(std::shared_ptr<const Segment> segment, std::uint64_t offset, std::string bytes)
{
    m_impl->blockBase = m_impl->texts.add(std::move(segment), offset, std::move(bytes),
                                          static_cast<std::uint32_t>(m_impl->times.size()));
}

void RecordStore::append(const RowColumns &columns, std::uint32_t start, std::uint32_t length)
{
    Impl &to = *m_impl;
    to.times.grow() = columns.time.ns;
    to.starts.grow() = to.blockBase + start;
    to.lengths.grow() = length;
    to.shapes.grow() = to.known.idOf(columns);
    ++to.counting[columns.hasLevel ? static_cast<std::size_t>(columns.level) : kLevelCount];
}

void RecordStore::publish()
{
    for (std::size_t i = 0; i < m_impl->counting.size(); ++i)
        m_impl->counted[i].store(m_impl->counting[i], std::memory_order_relaxed);
    // Invariant: everything about a row is written before it is counted.
    m_published.store(static_cast<std::uint32_t>(m_impl->times.size()), std::memory_order_release);
}

RowColumns RecordStore::columns(RowId row) const
{
    const auto at = static_cast<std::size_t>(row);
    RowColumns columns = m_impl->known.columns(m_impl->shapes[at]);
    columns.time.ns = m_impl->times[at];
    return columns;
}

Timestamp RecordStore::time(RowId row) const
{
    return {m_impl->times[static_cast<std::size_t>(row)]};
}

std::optional<std::string> RecordStore::residentText(RowId row) const
{
    const auto at = static_cast<std::uint32_t>(row);
    const auto block = m_impl->texts.resident(m_impl->texts.find(at, rows()).block);
    return block ? std::optional<std::string>(m_impl->cut(*block, at)) : std::nullopt;
}

std::optional<std::string> RecordStore::text(RowId row) const
{
    const auto at = static_cast<std::uint32_t>(row);
    const auto block = m_impl->texts.load(m_impl->texts.find(at, rows()).block);
    return block ? std::optional<std::string>(m_impl->cut(*block, at)) : std::nullopt;
}

std::array<std::uint64_t, kLevelCount + 1> RecordStore::countsByLevel() const
{
    std::array<std::uint64_t, kLevelCount + 1> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i)
        counts[i] = m_impl->counted[i].load(std::memory_order_relaxed);
    return counts;
}

struct RecordStore::TextReader::Block {
    TextBlocks::Range range;
    TextBlocks::Buffer buffer;
};

RecordStore::TextReader::TextReader(const RecordStore &store)
    : m_store(store)
    , m_block(std::make_unique<Block>())
{
}

RecordStore::TextReader::~TextReader() = default;

std::optional<std::string_view> RecordStore::TextReader::text(RowId row)
{
    const auto at = static_cast<std::uint32_t>(row);
    const Impl &store = *m_store.m_impl;
    if (at < m_block->range.firstRow || at >= m_block->range.endRow) {
        m_block->range = store.texts.find(at, m_store.rows());
        m_block->buffer = store.texts.load(m_block->range.block);
    }
    if (!m_block->buffer)
        return std::nullopt;
    return store.cut(*m_block->buffer, at);
}

} // namespace tapewatch::engine
