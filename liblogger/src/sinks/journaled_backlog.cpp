// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/journaled_backlog.h"

#include <algorithm>
#include <sys/stat.h>

namespace tapewatch::sinks {

namespace {

/// Of the file with this identity in the folder, whatever its name is by now; 0 where it is gone.
std::uint64_t sizeOfFile(const std::filesystem::path &folder, std::uint64_t device, std::uint64_t inode)
{
    std::error_code ignored;
    for (std::filesystem::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        struct stat info = {};
        if (::lstat(it->path().c_str(), &info) == 0 && info.st_dev == device && info.st_ino == inode)
            return static_cast<std::uint64_t>(info.st_size);
    }
    return 0;
}

} // namespace

bool JournaledBacklog::stage(std::uint64_t seq, const std::array<std::uint64_t, kLevelCount> &dropsTaken,
                             const std::array<std::uint64_t, kLevelCount> &losses)
{
    if (!m_redo)
        return true;
    if (journaledAreWritten()) {
        m_redo->restart();
        m_redoWritten = 0;
    }
    bool safe = true;
    takeNew([&](std::string_view bytes, Level level, bool startsFile) {
        safe = m_redo->append(bytes, level, startsFile) && safe;
    });
    m_redo->stage(seq, dropsTaken, losses);
    return safe;
}

void JournaledBacklog::publish(const ActiveFile &file, bool underWay)
{
    if (m_redo)
        m_redo->publish(
            {0, m_redoWritten, file.device(), file.inode(), file.nextOffset(), underWay ? 1u : 0u});
}

std::uint64_t JournaledBacklog::consume(std::size_t bytes, std::array<std::uint64_t, kLevelCount> &byLevel)
{
    m_redoWritten += bytes;
    return Backlog::consume(bytes, byLevel);
}

/// Begins the first record anew: the half that was written is not in the file we have.
void JournaledBacklog::rewind()
{
    m_redoWritten -= writtenOfFirst();
    Backlog::rewind();
}

/// How much of the redo log's payload is in the files, given where the last write was to go.
std::uint64_t JournaledBacklog::writtenBefore(const journal::WritePosition &position,
                                              const std::filesystem::path &folder) const
{
    const std::uint64_t payload = m_redo->committed().payloadBytes;
    const std::uint64_t begun = std::min(position.position, payload);
    if (position.underWay == 0)
        return begun;
    const std::uint64_t size = sizeOfFile(folder, position.device, position.inode);
    return std::min(payload, begun + (size > position.offset ? size - position.offset : 0));
}

bool JournaledBacklog::resume(ActiveFile &file, const std::filesystem::path &folder)
{
    m_redo->resume();
    const std::optional<journal::WritePosition> position = m_redo->position();
    m_redoWritten = position ? writtenBefore(*position, folder) : 0;
    // Once all of it is in the files the log may be overwritten, before a commit says so.
    if (m_redoWritten == left().payloadBytes)
        return true;
    const bool whole = m_redo->read([&](const journal::RedoLog::Record &record) {
        buffer() += record.bytes;
        seal(record.level, record.startsFile);
    });
    takeNew([](std::string_view, Level, bool) {});
    std::array<std::uint64_t, kLevelCount> byTheOther{};
    Backlog::consume(std::min(static_cast<std::size_t>(m_redoWritten), bytes()), byTheOther);
    // The half line is gone on with where it is still the end of the file.
    const std::uint64_t end = position ? position->offset + (m_redoWritten - position->position) : 0;
    if (!atRecordStart() && file.device() == position->device && file.inode() == position->inode &&
        file.size() == end)
        file.continueLine();
    else
        rewind();
    return whole;
}

} // namespace tapewatch::sinks
