// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/tail_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

namespace tapewatch::engine {

namespace {

constexpr std::size_t kHeadBytes = 1024;
constexpr std::size_t kTailBytes = 64;
// Fewer first bytes than a time and a level do not tell one log from another.
constexpr std::size_t kTellingBytes = 16;

bool holds(const Segment &segment, std::uint64_t offset, std::string_view expected)
{
    std::string there(expected.size(), '\0');
    return segment.read(offset, there.data(), there.size()) == expected.size() && there == expected;
}

} // namespace

TailFile::TailFile(std::shared_ptr<Segment> segment)
    : m_segment(std::move(segment))
{
    look();
}

void TailFile::look()
{
    if (const auto state = m_segment->look())
        m_seen = *state;
}

TailFile::Read TailFile::read(char *into, std::size_t room)
{
    if (m_abandoned)
        return {Outcome::End};
    // Looked at before reading, so that bytes that vanish before they are read are counted.
    const auto state = m_atEnd ? m_segment->look() : std::nullopt;
    if (m_restarted && m_head.empty())
        skipHole();
    const auto bytes = m_segment->read(m_offset, into, room);
    if (!bytes)
        return {Outcome::Failed, 0, errno};
    // Checked after reading: had the file been emptied before, the old bytes could not be there now.
    if (!unchanged())
        return {Outcome::Overwritten};
    if (state)
        m_seen = *state;
    m_atEnd = *bytes == 0;
    if (m_atEnd)
        return {Outcome::End};
    remember({into, *bytes});
    return {Outcome::Bytes, *bytes, 0};
}

bool TailFile::unchanged() const
{
    if (m_offset == m_start || m_segment->compressed())
        return true;
    if (!holds(*m_segment, m_offset - m_tail.size(), m_tail))
        return false;
    return !m_atEnd || holds(*m_segment, m_start, m_head);
}

void TailFile::remember(std::string_view bytes)
{
    if (m_head.size() < kHeadBytes)
        m_head.append(bytes.substr(0, kHeadBytes - m_head.size()));
    m_offset += bytes.size();
    m_seen.size = std::max(m_seen.size, m_offset);
    if (bytes.size() >= kTailBytes) {
        m_tail.assign(bytes.substr(bytes.size() - kTailBytes));
        return;
    }
    m_tail.append(bytes);
    if (m_tail.size() > kTailBytes)
        m_tail.erase(0, m_tail.size() - kTailBytes);
}

Result<void> TailFile::restart()
{
    auto fresh = m_segment->again();
    if (!fresh)
        return fresh.error();
    m_segment->markOverwritten();
    m_segment = std::move(*fresh);
    look();
    m_atEnd = false;
    // Lines that came between the cut and this look are taken for old ones: rather that than all of them
    // twice.
    const bool onlyCut = m_seen.size < m_offset && m_seen.size >= m_start + kHeadBytes &&
                         m_head.size() == kHeadBytes && holds(*m_segment, m_start, m_head);
    if (onlyCut) {
        m_offset = m_seen.size;
        m_tail.assign(kTailBytes, '\0');
        if (m_segment->read(m_offset - kTailBytes, m_tail.data(), kTailBytes) != kTailBytes)
            m_tail.clear();
        return {};
    }
    m_restarted = true;
    m_start = m_offset = 0;
    m_head.clear();
    m_tail.clear();
    return {};
}

void TailFile::skipHole()
{
    // A writer that does not append goes on where it was: zeros stand where its old lines were.
    std::array<char, 4096> bytes;
    m_start = m_segment->dataFrom(m_start);
    while (const auto n = m_segment->read(m_start, bytes.data(), bytes.size())) {
        const char *begin = bytes.data();
        const char *end = begin + *n;
        const char *data = std::find_if(begin, end, [](char c) { return c != 0; });
        m_start += static_cast<std::uint64_t>(data - begin);
        if (data != end || *n == 0)
            break;
    }
    m_offset = m_start;
}

std::optional<TailFile> TailFile::continuedBy(std::shared_ptr<Segment> candidate) const
{
    if (m_tail.empty() || m_head.size() < kTellingBytes || !holds(*candidate, m_start, m_head) ||
        !holds(*candidate, m_offset - m_tail.size(), m_tail))
        return std::nullopt;
    TailFile copy(std::move(candidate));
    copy.m_offset = m_offset;
    copy.m_start = m_start;
    copy.m_head = m_head;
    copy.m_tail = m_tail;
    return copy;
}

bool TailFile::beginsLike(const Segment &other) const
{
    return m_head.size() >= kTellingBytes && holds(other, m_start, m_head);
}

} // namespace tapewatch::engine
