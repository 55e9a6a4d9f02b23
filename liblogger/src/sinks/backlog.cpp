// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/backlog.h"

#include <algorithm>

namespace tapewatch::sinks {

namespace {

/// Written bytes are cut from the front once they are this many and more than half of the buffer.
constexpr std::size_t kCompactBytes = 256 * 1024;

} // namespace

Backlog::Backlog(std::size_t reserveBytes)
    : m_reserve(reserveBytes)
{
    reset();
}

void Backlog::seal(Level level, bool startsFile)
{
    if (startsFile) {
        ++m_marks;
        m_lastMark = m_sealed;
    }
    m_sealed = m_bytes.size();
    m_records.push_back({m_sealed, level, startsFile});
}

void Backlog::discard()
{
    m_bytes.resize(m_sealed);
}

void Backlog::clearFrontMark()
{
    m_records[m_first].startsFile = false;
    --m_marks;
}

std::size_t Backlog::startOfFirst() const
{
    return m_first == 0 ? 0 : m_records[m_first - 1].end;
}

std::string_view Backlog::nextRun() const
{
    std::size_t end = m_sealed;
    if (hasMark()) {
        const auto behindFront = m_records.begin() + static_cast<std::ptrdiff_t>(m_first) + 1;
        const auto mark = std::find_if(behindFront, m_records.end(),
                                       [](const Sealed &record) { return record.startsFile; });
        if (mark != m_records.end())
            end = std::prev(mark)->end;
    }
    return std::string_view(m_bytes).substr(m_written, end - m_written);
}

std::uint64_t Backlog::consume(std::size_t bytes, std::array<std::uint64_t, kLevelCount> &byLevel)
{
    m_written += bytes;
    const std::size_t before = m_first;
    for (; m_first < m_records.size() && m_records[m_first].end <= m_written; ++m_first) {
        if (m_records[m_first].startsFile)
            clearFrontMark(); // whoever left them behind had begun that file
        ++byLevel[static_cast<std::size_t>(m_records[m_first].level)];
    }
    const std::uint64_t whole = m_first - before;
    if (empty())
        reset();
    else if (m_written > kCompactBytes && m_written > m_bytes.size() / 2)
        compact();
    return whole;
}

void Backlog::reset()
{
    m_bytes.clear();
    m_records.clear();
    if (m_bytes.capacity() > 4 * m_reserve) {
        m_bytes.shrink_to_fit();
        m_records.shrink_to_fit();
    }
    m_bytes.reserve(m_reserve);
    m_first = m_journaled = m_written = m_sealed = m_marks = m_lastMark = 0;
}

void Backlog::compact()
{
    const std::size_t cut = startOfFirst();
    m_bytes.erase(0, cut);
    m_records.erase(m_records.begin(), m_records.begin() + static_cast<std::ptrdiff_t>(m_first));
    m_journaled -= std::min(m_journaled, m_first);
    for (Sealed &record : m_records)
        record.end -= cut;
    m_first = 0;
    m_written -= cut;
    m_sealed -= cut;
    m_lastMark = hasMark() ? m_lastMark - cut : 0;
}

} // namespace tapewatch::sinks
