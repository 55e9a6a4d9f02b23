// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/backtrace.h"

#include <cstring>

namespace tapewatch::backend {

void Backtrace::setLimit(std::uint32_t records)
{
    m_limit = records;
    while (m_kept.size() > m_limit)
        m_kept.pop_front();
    if (m_limit == 0)
        m_bytes.reset();
}

/// Where `size` bytes in one piece can go; the oldest records give way.
std::size_t Backtrace::makeRoom(std::size_t size)
{
    while (!m_kept.empty()) {
        const std::size_t begin = m_kept.front().at;
        const std::size_t end = m_kept.back().at + m_kept.back().size;
        const bool wrapped = m_kept.back().at < begin;
        if (wrapped ? size <= begin - end : size <= kBytes - end)
            return end;
        if (!wrapped && size <= begin)
            return 0;
        m_kept.pop_front();
    }
    return 0;
}

void Backtrace::keep(detail::RecordHeader header, std::span<const std::byte> body, std::uint32_t thread,
                     Timestamp time)
{
    const std::size_t size = sizeof header + body.size();
    if (m_limit == 0 || size > kBytes / 4)
        return;
    if (m_bytes == nullptr)
        m_bytes.reset(new std::byte[kBytes]); // its pages are touched as they are used
    if (m_kept.size() == m_limit)
        m_kept.pop_front();
    const std::size_t at = makeRoom(size);
    header.size = static_cast<std::uint32_t>(size);
    header.level &= static_cast<std::uint8_t>(~detail::kBoxed);
    std::memcpy(m_bytes.get() + at, &header, sizeof header);
    if (!body.empty())
        std::memcpy(m_bytes.get() + at + sizeof header, body.data(), body.size());
    m_kept.push_back({at, size, thread, time});
}

} // namespace tapewatch::backend
