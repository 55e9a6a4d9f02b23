// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/dead_process.h"

#include "front/ring_registry.h"

#include <tapewatch/detail/submit.h>

#include <utility>

namespace tapewatch::backend {

namespace {

detail::RecordHeader headerOf(std::span<const std::byte> record)
{
    detail::RecordHeader header;
    std::memcpy(&header, record.data(), sizeof header);
    return header;
}

template <typename Entries>
bool has(const Entries &entries, std::uint32_t id)
{
    return id != 0 && id <= entries.size() && entries[id - 1].id == id;
}

} // namespace

DeadRings::DeadRings(journal::Journal &journal, const journal::Dictionary &names)
    : m_journal(journal)
    , m_parity(journal.header().generation.load(std::memory_order_acquire) & 1)
{
    for (const std::string &name : journal.folder().files("ring-")) {
        auto ring = platform::RingMemory::open(journal.folder().descriptor(), name);
        if (!ring)
            continue; // its thread was killed while it made the ring: nothing is in it yet
        check(*ring, names);
        m_rings.push_back(std::make_shared<platform::RingMemory>(std::move(*ring)));
    }
}

/// Cuts the ring off before the first record that cannot be one.
void DeadRings::check(platform::RingMemory &ring, const journal::Dictionary &names)
{
    detail::RingHeader &header = *ring.header();
    const std::uint64_t from = begin(header);
    const std::uint64_t to = header.written.load(std::memory_order_acquire);
    std::uint64_t at = from;
    while (at < to && to - from <= ring.capacity()) {
        std::byte *record = ring.data() + (at & (ring.capacity() - 1));
        if (!isSound({record, static_cast<std::size_t>(to - at)}, names))
            break;
        at += headerOf({record, sizeof(detail::RecordHeader)}).size;
    }
    m_unreadable += to > at ? to - at : 0;
    header.written.store(at, std::memory_order_release);
}

bool DeadRings::isSound(std::span<std::byte> record, const journal::Dictionary &names)
{
    if (record.size() < sizeof(detail::RecordHeader))
        return false;
    const detail::RecordHeader header = headerOf(record);
    if (header.size < sizeof header || header.size % detail::kAlign != 0 || header.size > record.size())
        return false;
    if (!has(names.sites, header.site) || !has(names.loggers, header.logger) ||
        header.category >= kMaxCategories)
        return false;
    if ((header.level & detail::kLevelBits) > static_cast<std::uint8_t>(Level::Critical))
        return false;
    if ((header.level & detail::kBoxed) != 0)
        return openBox(record.first(header.size));
    return header.contextBytes <= header.size - sizeof header;
}

/// Maps the record's box and puts its address here into the record, which is ours now.
bool DeadRings::openBox(std::span<std::byte> record)
{
    detail::Box box;
    if (record.size() < sizeof(detail::RecordHeader) + sizeof box)
        return false;
    std::memcpy(&box, record.data() + sizeof(detail::RecordHeader), sizeof box);
    auto file = box.file == 0 ? Result<platform::SharedFile>(Error{})
                              : platform::SharedFile::open(m_journal.folder().descriptor(),
                                                           front::RingRegistry::boxName(box.file));
    if (!file || file->size() != box.length || headerOf(record).contextBytes > box.length)
        return false;
    box.bytes = file->release();
    std::memcpy(record.data() + sizeof(detail::RecordHeader), &box, sizeof box);
    return true;
}

std::optional<RingSource::Rings> DeadRings::changed()
{
    return std::exchange(m_given, true) ? std::nullopt : std::optional(m_rings);
}

DeadNames::DeadNames(const journal::Dictionary &dictionary)
{
    for (const journal::SiteEntry &entry : dictionary.sites) {
        front::Site site{entry.format, entry.file,     entry.function,    entry.line,
                         entry.names,  entry.eventKey, entry.eventMembers};
        site.literal = site.format.find_first_of("{}") == std::string::npos;
        m_sites.push_back(std::move(site));
    }
    for (const journal::LoggerEntry &entry : dictionary.loggers) {
        detail::LoggerNode &node = m_loggers.emplace_back();
        node.id = entry.id;
        node.name = entry.name;
        node.context = entry.context;
    }
}

void DeadNames::refresh(std::vector<const front::Site *> &known) const
{
    for (std::size_t i = known.size(); i < m_sites.size(); ++i)
        known.push_back(&m_sites[i]);
}

void DeadNames::refresh(std::vector<const detail::LoggerNode *> &known) const
{
    for (std::size_t i = known.size(); i < m_loggers.size(); ++i)
        known.push_back(&m_loggers[i]);
}

} // namespace tapewatch::backend
