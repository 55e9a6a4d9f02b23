// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "journal/redo_log.h"
#include "sinks/sync_thread.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/error.h>
#include <tapewatch/format/metrics.h>
#include <tapewatch/format/record.h>

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tapewatch::sinks {

/// The files of one category: `<instance>.<category>.log` and its finished segments (docs/files.md).
///
/// Numbers the records (`seq`), encodes them into a large buffer, writes whole lines, rotates by size and
/// time, applies retention. What the file system refuses stays in memory, up to `maxPendingBytes`, and is
/// written first when it accepts again; what does not fit is refused and counted, and a `records_dropped`
/// record says so in its place. With OverflowPolicy::Block nothing is refused here: isFull() tells the
/// backend to take no more from the rings. An active file or folder that vanished is made anew.
///
/// With a redo log a record counts as taken over once stage() and a commit of the journal have happened, and
/// only then goes to the file; docs/crash-recovery.md tells what that is good for.
///
/// Used from the backend's thread only; nothing locks.
class FileSink {
public:
    struct Options {
        std::filesystem::path directory; ///< made if missing
        std::string bot;
        std::string instance;
        std::string category;
        Layout layout = Layout::Json;
        RotationConfig rotation;
        RetentionConfig retention;
        std::uint64_t maxPendingBytes = 2 * 1024 * 1024;
        std::function<void()> onSegmentFinished;        ///< called after each rotation; must not block
        OverflowPolicy overflow = OverflowPolicy::Drop; ///< where memory for what is refused runs out
        SyncConfig sync;
        std::shared_ptr<SyncThread> syncThread; ///< null: nothing is synced
        bool startsFile = false; ///< what is in the active file is left to somebody else: begin a new one
    };

    /// Opens (and creates) the active file for appending. A torn last line, left by a killed process, is
    /// closed with a newline first. Fails with Io.
    [[nodiscard]] static Result<std::unique_ptr<FileSink>> open(Options options,
                                                                std::optional<journal::RedoLog> redo = {});

    /// Opens it where a dead process left off: what its redo log holds and its files do not yet is written
    /// by the next flush(), and counting goes on; where the log is damaged, what can be read of it, and
    /// flush() says so. Fails with Io.
    [[nodiscard]] static Result<std::unique_ptr<FileSink>> resume(Options options, journal::RedoLog redo);

    FileSink(const FileSink &) = delete;
    FileSink &operator=(const FileSink &) = delete;
    ~FileSink();

    /// Takes one record (its `seq` is set here, and its `category` where it has none: a copy in the error
    /// file keeps that of the file it belongs to). The sequence number it got, or 0 where memory for what the
    /// file system refuses is full and the record was dropped (counted).
    std::uint64_t append(RecordView record);

    /// Counts records that were refused before they came here (a full ring); they are reported in the stream
    /// at the next stage().
    void countDropped(Level level, std::uint64_t count);

    /// Puts what was appended into the redo log, with what is known of losses: call before a commit.
    /// `dropsTaken`: how much of the process's counts of its category was given to countDropped().
    void stage(Timestamp now, const std::array<std::uint64_t, kLevelCount> &dropsTaken);

    /// Hands the buffer to the file system, checks that the active file is still there (at most once a
    /// second), rotates by time where it is due even if no record comes. The error of this attempt, once per
    /// change of state.
    std::optional<Error> flush(Timestamp now);

    /// New settings from the next record on; a smaller maxBytes rotates at once.
    void reconfigure(Layout layout, const RotationConfig &rotation, const RetentionConfig &retention);
    void setPending(std::uint64_t maxBytes, OverflowPolicy overflow);
    void setSync(const SyncConfig &sync);

    [[nodiscard]] const CategoryMetrics &metrics() const;
    [[nodiscard]] std::uint64_t pendingRecords() const; ///< encoded, not yet in the file
    [[nodiscard]] bool isFull() const;                  ///< and its policy is to wait
    /// Whether the file system accepts again and the stream does not say yet what was lost meanwhile.
    [[nodiscard]] bool owesReport() const;

    // On the disk itself.

    [[nodiscard]] std::uint64_t lastSeq() const;
    /// Has everything that was appended synced as soon as it is written, by the flushes to come.
    void demandSync();
    /// Whether records up to `seq` are on the disk, or why not; nothing yet where that is not known.
    [[nodiscard]] std::optional<Result<void>> durable(std::uint64_t seq) const;
    [[nodiscard]] std::uint64_t durableSeq() const; ///< last record that is on the disk
    /// Written, to be synced by its configuration, not answered.
    [[nodiscard]] std::uint64_t unansweredRecords() const;

private:
    class Impl;
    explicit FileSink(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::sinks
