// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/store/text_blocks.h"

#include "engine/source/segment.h"
#include "engine/store/content_hash.h"

#include <algorithm>
#include <cstring>

namespace tapewatch::engine {

namespace {

constexpr std::size_t kTailBytes = 64 * 1024;  // small pieces are gathered in blocks of this size
constexpr std::size_t kAdoptBytes = 32 * 1024; // larger pieces become blocks as they are
constexpr std::size_t kReloadedBlocks = 16;    // kept of those that were read again

} // namespace

std::uint32_t TextBlocks::add(std::shared_ptr<const Segment> segment, std::uint64_t offset, std::string bytes,
                              std::uint32_t firstRow)
{
    if (continues(segment.get(), offset, bytes.size())) {
        Block &block = m_blocks[m_blocks.size() - 1];
        const std::uint32_t base = block.size;
        std::memcpy(m_tail->data() + base, bytes.data(), bytes.size());
        block.size += static_cast<std::uint32_t>(bytes.size());
        return base;
    }
    seal();
    const std::size_t size = bytes.size();
    const bool gather = size < kAdoptBytes;
    if (gather)
        bytes.resize(kTailBytes);
    begin(std::move(segment), offset, std::move(bytes), size, firstRow);
    if (!gather)
        m_tail = nullptr;
    keepBudget();
    return 0;
}

bool TextBlocks::continues(const Segment *segment, std::uint64_t offset, std::size_t size) const
{
    if (!m_tail)
        return false;
    const Block &block = m_blocks[m_blocks.size() - 1];
    return block.segment.get() == segment && (!segment || block.offset + block.size == offset) &&
           block.size + size <= m_tail->size();
}

void TextBlocks::seal()
{
    if (m_blocks.size() == 0)
        return;
    Block &block = m_blocks[m_blocks.size() - 1];
    if (!block.segment)
        return; // never dropped
    const std::lock_guard lock(block.mutex);
    block.hash = contentHash({block.buffer->data(), block.size});
}

void TextBlocks::begin(std::shared_ptr<const Segment> segment, std::uint64_t offset, std::string buffer,
                       std::size_t size, std::uint32_t firstRow)
{
    const auto id = static_cast<std::uint32_t>(m_blocks.size());
    auto owned = std::make_shared<std::string>(std::move(buffer));
    m_tail = owned.get();
    Block &block = m_blocks.grow();
    if (segment) {
        m_held.push_back({id, owned->capacity()});
        m_heldBytes += owned->capacity();
    }
    block.segment = std::move(segment);
    block.offset = offset;
    block.firstRow = firstRow;
    block.size = static_cast<std::uint32_t>(size);
    block.buffer = std::move(owned);
    m_count.store(id + 1, std::memory_order_release);
}

void TextBlocks::keepBudget()
{
    // The newest block stays: it may still grow.
    while (m_heldBytes > m_budget && m_held.size() > 1) {
        const Held oldest = m_held.front();
        m_held.pop_front();
        m_heldBytes -= oldest.bytes;
        if (m_blocks[oldest.block].segment->overwritten()) {
            m_irreplaceable.push_back(oldest);
            m_irreplaceableBytes += oldest.bytes;
        } else {
            drop(oldest.block);
        }
    }
    // Text that no file has any more may take as much again; then the oldest of it is lost.
    while (m_irreplaceableBytes > m_budget) {
        drop(m_irreplaceable.front().block);
        m_irreplaceableBytes -= m_irreplaceable.front().bytes;
        m_irreplaceable.pop_front();
    }
}

void TextBlocks::drop(std::uint32_t block) const
{
    Buffer last; // freed outside of the lock
    const std::lock_guard lock(m_blocks[block].mutex);
    last.swap(m_blocks[block].buffer);
}

TextBlocks::Range TextBlocks::find(std::uint32_t row, std::uint32_t rows) const
{
    const std::uint32_t count = m_count.load(std::memory_order_acquire);
    std::uint32_t low = 0, high = count; // the last block that begins at or before the row
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        (m_blocks[middle].firstRow <= row ? low : high) = middle;
    }
    const std::uint32_t end = low + 1 < count ? std::min(rows, m_blocks[low + 1].firstRow) : rows;
    return {low, m_blocks[low].firstRow, end};
}

TextBlocks::Buffer TextBlocks::resident(std::uint32_t block) const
{
    const std::lock_guard lock(m_blocks[block].mutex);
    return m_blocks[block].buffer;
}

TextBlocks::Buffer TextBlocks::load(std::uint32_t id) const
{
    const Block &block = m_blocks[id];
    Buffer buffer;
    {
        const std::lock_guard lock(block.mutex);
        if (block.buffer)
            return block.buffer;
        std::string bytes(block.size, '\0');
        if (block.segment->read(block.offset, bytes.data(), bytes.size()) != bytes.size() ||
            contentHash(bytes) != block.hash)
            return nullptr;
        block.buffer = std::make_shared<const std::string>(std::move(bytes));
        buffer = block.buffer;
    }
    cacheReloaded(id);
    return buffer;
}

void TextBlocks::cacheReloaded(std::uint32_t block) const
{
    const std::lock_guard lock(m_reloadedMutex);
    m_reloaded.push_back(block);
    while (m_reloaded.size() > kReloadedBlocks) {
        drop(m_reloaded.front());
        m_reloaded.pop_front();
    }
}

} // namespace tapewatch::engine
