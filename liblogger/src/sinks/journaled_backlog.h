// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "journal/redo_log.h"
#include "sinks/active_file.h"
#include "sinks/backlog.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace tapewatch::sinks {

/// A backlog whose records are in a redo log too, so that a process that dies leaves none behind and none
/// twice (docs/crash-recovery.md). Without a redo log it is just the backlog.
class JournaledBacklog : public Backlog {
public:
    JournaledBacklog(std::size_t reserveBytes, std::optional<journal::RedoLog> redo)
        : Backlog(reserveBytes)
        , m_redo(std::move(redo))
    {
    }

    /// Makes what is new part of the next commit, with the sink's number and losses. False where shared
    /// memory ran out: the newest are then as safe as without a journal.
    bool stage(std::uint64_t seq, const std::array<std::uint64_t, kLevelCount> &dropsTaken,
               const std::array<std::uint64_t, kLevelCount> &losses);

    /// Memory that records take until all of them are in the files: the redo log only begins anew then.
    [[nodiscard]] std::size_t heldBytes() const
    {
        return std::max(bytes(), m_redo ? static_cast<std::size_t>(m_redo->bytes()) : 0);
    }

    // Put on record where the next byte goes to: before each write, and behind it.
    void publishWrite(const ActiveFile &file) { publish(file, true); }
    void publishWritten(const ActiveFile &file) { publish(file, false); }

    /// As Backlog's.
    std::uint64_t consume(std::size_t bytes, std::array<std::uint64_t, kLevelCount> &byLevel);
    void rewind();

    /// Takes over what a dead process left: the records that are in none of the files in `folder`. `file` is
    /// the active one; a half line at its end that is ours is gone on with. False where the log is damaged.
    bool resume(ActiveFile &file, const std::filesystem::path &folder);
    /// What the dead process had counted.
    [[nodiscard]] const journal::SinkState &left() const { return m_redo->committed(); }

private:
    void publish(const ActiveFile &file, bool underWay);
    [[nodiscard]] std::uint64_t writtenBefore(const journal::WritePosition &position,
                                              const std::filesystem::path &folder) const;

    std::optional<journal::RedoLog> m_redo;
    std::uint64_t m_redoWritten = 0; ///< payload of the redo log's epoch that is in the files
};

} // namespace tapewatch::sinks
