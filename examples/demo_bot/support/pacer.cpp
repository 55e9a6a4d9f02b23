// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/pacer.h"

#include <algorithm>

namespace demo {

namespace {

constexpr double kBatchSeconds = 0.002;
constexpr std::chrono::seconds kMaxDelay{1};

} // namespace

Pacer::Pacer(double recordsPerSecond, Time start)
    : m_rate(recordsPerSecond)
    , m_start(start)
    , m_batch(std::max<std::uint64_t>(1, static_cast<std::uint64_t>(recordsPerSecond * kBatchSeconds)))
    , m_batchEnd(m_batch)
{
}

Pacer::Time Pacer::dueAt(std::uint64_t records, Time now)
{
    m_batchEnd = records + m_batch;
    const std::chrono::duration<double> offset(static_cast<double>(records) / m_rate);
    const Time due = m_start + std::chrono::duration_cast<Time::duration>(offset);
    if (now - due <= kMaxDelay)
        return due;
    m_start += now - due;
    return now;
}

} // namespace demo
