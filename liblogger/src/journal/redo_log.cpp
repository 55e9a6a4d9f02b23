// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/redo_log.h"

#include <algorithm>
#include <cstring>

namespace tapewatch::journal {

namespace {

/// In steps, not by doubling: it is memory that the bot has less of, and it grows only while the disk
/// refuses.
std::uint64_t nextSize(std::uint64_t size, std::uint64_t needed)
{
    constexpr std::uint64_t kStep = 512 * 1024;
    return std::max(needed, size + std::max(kStep, size / 8));
}

} // namespace

RedoLog::RedoLog(Ledger &ledger, std::array<SinkState *, 2> states,
                 const std::atomic<std::uint64_t> &generation, platform::SharedFile file)
    : m_ledger(ledger)
    , m_states(states)
    , m_generation(generation)
    , m_file(std::move(file))
{
    m_epoch = committed().epoch + 1;
}

const SinkState &RedoLog::committed() const
{
    return *m_states[m_generation.load(std::memory_order_acquire) & 1];
}

void RedoLog::restart()
{
    ++m_epoch;
    m_redoBytes = 0;
    m_payloadBytes = 0;
    m_full = false;
}

bool RedoLog::append(std::string_view bytes, Level level, bool startsFile)
{
    const std::uint64_t end = m_redoBytes + sizeof(FrameHeader) + bytes.size();
    m_full = m_full || (end > m_file.size() && !m_file.grow(nextSize(m_file.size(), end)));
    if (m_full)
        return false;
    const FrameHeader header{static_cast<std::uint32_t>(bytes.size()), level,
                             static_cast<std::uint8_t>(startsFile ? 1 : 0), 0};
    std::byte *at = m_file.data() + m_redoBytes;
    std::memcpy(at, &header, sizeof header);
    std::memcpy(at + sizeof header, bytes.data(), bytes.size());
    m_redoBytes = end;
    m_payloadBytes += bytes.size();
    return true;
}

void RedoLog::stage(std::uint64_t seq, const std::array<std::uint64_t, kLevelCount> &dropsTaken,
                    const std::array<std::uint64_t, kLevelCount> &losses)
{
    *m_states[(m_generation.load(std::memory_order_relaxed) + 1) & 1] = {m_epoch, m_redoBytes, m_payloadBytes,
                                                                         seq,     dropsTaken,  losses};
}

void RedoLog::publish(WritePosition position)
{
    position.epoch = m_epoch;
    const std::uint32_t next = 1 - m_ledger.current.load(std::memory_order_relaxed);
    m_ledger.positions[next & 1] = position;
    m_ledger.current.store(next, std::memory_order_release);
}

std::optional<WritePosition> RedoLog::position() const
{
    const WritePosition &position = m_ledger.positions[m_ledger.current.load(std::memory_order_acquire) & 1];
    if (position.epoch != committed().epoch)
        return std::nullopt;
    return position;
}

void RedoLog::resume()
{
    const SinkState &state = committed();
    m_epoch = state.epoch;
    m_redoBytes = state.redoBytes;
    m_payloadBytes = state.payloadBytes;
}

} // namespace tapewatch::journal
