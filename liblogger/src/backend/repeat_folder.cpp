// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/repeat_folder.h"

#include "backend/wire_reader.h"

#include <tapewatch/detail/event_members.h>
#include <tapewatch/detail/submit.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace tapewatch::backend {

using detail::RecordHeader;

namespace {

RecordHeader headerOf(const std::byte *record)
{
    RecordHeader header;
    std::memcpy(&header, record, sizeof header);
    return header;
}

bool sameSource(const RecordHeader &a, const RecordHeader &b)
{
    return a.site == b.site && a.logger == b.logger;
}

/// What somebody may have to account for stands in the file as often as it happened. An error event does
/// not: the same refusal ten thousand times is what folding is for.
bool mayFold(const RecordHeader &header, std::size_t size, const front::Site &site)
{
    return size <= RepeatFolder::kMaxRecordBytes && (header.level & detail::kBoxed) == 0 &&
           header.category != detail::kTradeIndex && header.category != detail::kComplianceIndex &&
           (site.eventKey.empty() || site.eventKey == "error");
}

/// Of the record without its padding, which is whatever was in the ring before.
std::size_t exactSize(std::span<const std::byte> record, const front::Site &site)
{
    const std::size_t start = sizeof(RecordHeader) + headerOf(record.data()).contextBytes;
    WireReader reader(record.subspan(start));
    for (std::size_t i = 0; i < site.names.size(); ++i)
        static_cast<void>(reader.next());
    return record.size() - reader.left();
}

} // namespace

void RepeatFolder::configure(const RepeatsConfig &config, Timestamp now)
{
    if (config == m_config)
        return;
    settleAll(now);
    m_config = config;
    m_entries.clear();
    m_entries.shrink_to_fit();
    if (on())
        m_entries.resize(kSets * kWays);
}

/// The entry of the call site and logger; failing that, a free one or the one that was not seen for longest.
RepeatFolder::Entry &RepeatFolder::place(const RecordHeader &header, Timestamp now)
{
    const std::size_t set = (header.site * 31 + header.logger) % kSets;
    const Set ways(m_entries.data() + set * kWays, kWays);
    const auto known = std::ranges::find_if(ways, [&](const Entry &entry) {
        return entry.size != 0 && sameSource(headerOf(entry.bytes.data()), header);
    });
    if (known != ways.end())
        return *known;
    Entry &oldest = *std::ranges::min_element(
        ways, {}, [](const Entry &entry) { return entry.size == 0 ? Timestamp{} : entry.last; });
    settle(oldest, now);
    oldest.size = 0;
    return oldest;
}

bool RepeatFolder::isSame(Entry &entry, std::span<const std::byte> record, const front::Site &site)
{
    if (entry.size != record.size())
        return false;
    const RecordHeader was = headerOf(entry.bytes.data());
    const RecordHeader is = headerOf(record.data());
    if (!sameSource(was, is) || was.contextBytes != is.contextBytes || was.level != is.level ||
        was.category != is.category)
        return false;
    const auto equalUpTo = [&](std::size_t size) {
        return std::memcmp(entry.bytes.data() + sizeof is, record.data() + sizeof is, size - sizeof is) == 0;
    };
    const std::size_t certain = std::max(record.size() - (detail::kAlign - 1), sizeof is);
    if (!equalUpTo(certain))
        return false;
    if (equalUpTo(record.size()))
        return true;
    if (entry.exactSize == 0)
        entry.exactSize =
            static_cast<std::uint32_t>(exactSize(std::span(entry.bytes).first(entry.size), site));
    return equalUpTo(entry.exactSize);
}

bool RepeatFolder::isOver(const Entry &entry, Timestamp now) const
{
    return m_config.window.count() != 0 && now - entry.begin >= m_config.window;
}

void RepeatFolder::settle(Entry &entry, Timestamp now)
{
    if (entry.count == 0)
        return;
    --m_counting;
    m_settle({std::span(entry.bytes).first(entry.size), entry.thread, std::exchange(entry.count, 0),
              entry.first, entry.last},
             now);
}

void RepeatFolder::follow(Entry &entry, std::span<const std::byte> record, Timestamp time)
{
    std::memcpy(entry.bytes.data(), record.data(), record.size());
    entry.size = static_cast<std::uint32_t>(record.size());
    entry.exactSize = 0;
    entry.written = 1;
    entry.begin = time;
    entry.last = time;
}

bool RepeatFolder::fold(std::span<const std::byte> record, const front::Site &site, std::uint32_t thread,
                        Timestamp time)
{
    const RecordHeader header = headerOf(record.data());
    if (!mayFold(header, record.size(), site))
        return false;
    Entry &entry = place(header, time);
    if (!isSame(entry, record, site) || isOver(entry, time)) {
        settle(entry, time);
        follow(entry, record, time);
        return false;
    }
    entry.last = time;
    if (entry.written < m_config.after) {
        ++entry.written;
        return false;
    }
    if (entry.count++ == 0) {
        entry.first = time;
        ++m_counting;
    }
    entry.thread = thread;
    ++m_folded;
    return true;
}

void RepeatFolder::settleDue(Timestamp now)
{
    if (m_counting == 0)
        return;
    for (Entry &entry : m_entries)
        if (isOver(entry, now))
            settle(entry, now);
}

void RepeatFolder::settleAll(Timestamp now)
{
    if (m_counting == 0)
        return;
    for (Entry &entry : m_entries)
        settle(entry, now);
}

} // namespace tapewatch::backend
