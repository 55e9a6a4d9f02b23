// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "control/line_buffer.h"

#include <algorithm>

namespace tapewatch::control {

void LineBuffer::append(std::string_view bytes)
{
    m_bytes.erase(0, m_begin);
    m_scanned -= m_begin;
    m_begin = 0;
    m_bytes += bytes;
}

void LineBuffer::skipRest()
{
    const std::size_t newline = m_bytes.find('\n', m_begin);
    m_skipping = newline == std::string::npos;
    m_begin = m_skipping ? m_bytes.size() : newline + 1;
    m_scanned = m_begin;
}

std::optional<std::string_view> LineBuffer::next()
{
    if (m_skipping)
        skipRest();
    const std::size_t newline = m_bytes.find('\n', m_scanned);
    const std::size_t begin = m_begin;
    const std::size_t end = std::min(newline, m_bytes.size());
    m_scanned = end;
    if (newline == std::string::npos && end - begin < m_maxBytes)
        return std::nullopt;
    m_skipping = newline == std::string::npos;
    m_begin = m_scanned = m_skipping ? end : newline + 1;
    return std::string_view(m_bytes).substr(begin, end - begin);
}

} // namespace tapewatch::control
