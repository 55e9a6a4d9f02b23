// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/durability.h"

#include <algorithm>
#include <chrono>

namespace tapewatch::sinks {

using namespace std::chrono_literals;

namespace {

constexpr auto kRetryEvery = 1s;   // where no descriptor or thread was to be had
constexpr auto kEscapeEvery = 60s; // a disk that fails for long shall not fill the folder with small files

Error syncError(const std::filesystem::path &path, std::uint64_t firstInDoubt, int errnoValue)
{
    Error error =
        systemError("Cannot bring log file " + path.string() + " to the disk", errnoValue,
                    "Check the disk. A new file is begun; records count as on disk again from there");
    error.why += "; records from seq " + std::to_string(firstInDoubt) +
                 " on may be lost, even if the file shows them and later syncs succeed";
    return error;
}

bool isOver(Timestamp since, std::chrono::nanoseconds period, Timestamp now)
{
    return now < since || now - since >= period; // the clock may have been set back
}

} // namespace

Durability::Durability(std::filesystem::path path, const SyncConfig &config,
                       std::shared_ptr<SyncThread> thread)
    : m_path(std::move(path))
    , m_config(config)
    , m_thread(std::move(thread))
{
}

void Durability::begin(bool foldersToo)
{
    m_nameIsNew = true;
    m_foldersAreNew = m_foldersAreNew || foldersToo;
}

void Durability::leave(const ActiveFile &file, std::uint64_t written)
{
    if (m_doubt && isDoubted(file))
        m_doubt->last = written;
    if (written <= m_ordered)
        return;
    if (m_config.when == SyncConfig::When::Never)
        m_leftUnsynced = true;
    else
        order(file, written);
}

void Durability::demand(std::uint64_t seq)
{
    m_demanded = std::max(m_demanded, seq);
}

void Durability::update(const ActiveFile &file, std::uint64_t written, Timestamp now)
{
    m_now = now;
    for (const SyncAnswer &answer : m_answers->take())
        take(answer);
    if (m_doubt && isDoubted(file))
        m_doubt->last = written;
    if (file.isOpen() && isDue(written, now))
        order(file, written);
}

bool Durability::isDue(std::uint64_t written, Timestamp now) const
{
    if (!m_thread || now < m_notBefore)
        return false;
    if (m_demanded > m_ordered && written >= m_demanded)
        return true;
    const bool anyNew = written > m_ordered || m_nameIsNew;
    switch (m_config.when) {
    case SyncConfig::When::Never:
        return false;
    case SyncConfig::When::Interval:
        return anyNew && isOver(m_lastOrder, m_config.every, now);
    case SyncConfig::When::Always:
        return anyNew;
    }
    return false;
}

void Durability::order(const ActiveFile &file, std::uint64_t written)
{
    if (!m_thread)
        return;
    auto duplicate = file.duplicate();
    if (!duplicate) {
        m_leftUnsynced = true; // it may be closed when the next order comes
        m_notBefore = m_now + kRetryEvery;
        if (!m_doubt)
            m_fault = duplicate.error();
        return;
    }
    SyncOrder order{std::move(*duplicate), m_nameIsNew ? m_path.parent_path() : std::filesystem::path(),
                    m_foldersAreNew, m_leftUnsynced, written};
    if (const int error = m_thread->order(m_answers, std::move(order)); error != 0)
        return repeat(error);
    m_nameIsNew = m_foldersAreNew = m_leftUnsynced = false;
    m_ordered = written;
    m_lastOrder = m_now;
}

/// Nothing was lost, nothing gained: the same again a little later.
void Durability::repeat(int error)
{
    m_leftUnsynced = m_nameIsNew = m_foldersAreNew = true; // whichever it was
    m_ordered = m_durable;
    m_notBefore = m_now + kRetryEvery;
    if (!m_doubt)
        m_fault = systemError("Cannot bring log file " + m_path.string() + " to the disk yet", error,
                              "It is tried again every second");
}

void Durability::take(const SyncAnswer &answer)
{
    if (!answer.attempted)
        return repeat(answer.error);
    m_answered = std::max(m_answered, answer.seq);
    const bool doubted = m_doubt && m_doubt->device == answer.device && m_doubt->inode == answer.inode;
    if (doubted)
        return;
    if (answer.error != 0) {
        m_doubt = Doubt{answer.device, answer.inode, answer.seq};
        m_fault = syncError(m_path, m_durable + 1, answer.error);
        return;
    }
    m_durable = std::max(m_durable, answer.seq);
    // A file that was left before its answer came does not vouch for the one in doubt.
    if (m_doubt && answer.seq <= m_doubt->last)
        return;
    m_doubt.reset();
    m_fault.reset();
}

bool Durability::isDoubted(const ActiveFile &file) const
{
    return m_doubt && file.isOpen() && m_doubt->device == file.device() && m_doubt->inode == file.inode();
}

std::optional<Result<void>> Durability::outcome(std::uint64_t seq, const ActiveFile &file) const
{
    if (m_doubt && (isDoubted(file) || seq <= m_doubt->last))
        return Result<void>(*m_fault);
    if (m_durable >= seq)
        return Result<void>();
    return std::nullopt;
}

std::uint64_t Durability::unanswered(std::uint64_t written) const
{
    const bool wanted = m_thread && m_config.when != SyncConfig::When::Never;
    return wanted && written > m_answered ? written - m_answered : 0;
}

bool Durability::wantsNewFile(const ActiveFile &file, Timestamp now)
{
    if (!isDoubted(file) || !isOver(m_lastEscape, kEscapeEvery, now))
        return false;
    m_lastEscape = now;
    return true;
}

} // namespace tapewatch::sinks
