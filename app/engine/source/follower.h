// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/source/log_family.h"
#include "engine/source/tail_file.h"

#include <tapewatch/format/error.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tapewatch::engine {

/// Reads the files of one log in the order in which they were written: finished ones first, then the active
/// one, and on through rotations of every kind. Every byte comes once.
///
/// A file that was renamed or deleted is read to its end before the next one begins; when several rotations
/// happened between two looks, the files in between are found by their identity and their names. A finished
/// file that is damaged is read up to there and passed over. Used from one thread; never blocks but for
/// reading.
class Follower {
public:
    struct Options {
        std::filesystem::path path;                 ///< the active file
        std::vector<std::filesystem::path> history; ///< finished files to read first, oldest first
        bool follow = true;                         ///< false: stop at the end of what is there
    };

    enum class Found : std::uint8_t {
        Bytes,
        EndOfFile, ///< nothing will be added to what came so far: a half line is a line
        Idle,      ///< at the end, nothing new
        Waiting,   ///< the active file is not there
        Done,      ///< all read and not following
        Failed     ///< the active file cannot be read; `error` says why. A later call tries again.
    };
    struct Step {
        Found found = Found::Idle;
        std::size_t bytes = 0;
        std::uint64_t offset = 0; ///< in `segment`, of the first of the bytes
        std::shared_ptr<const Segment> segment;
        std::optional<Error> error;
    };

    explicit Follower(Options options);

    /// The next bytes, into `into`, or why there are none.
    [[nodiscard]] Step next(char *into, std::size_t room);

    /// The file that is read now; null where there is none.
    [[nodiscard]] std::shared_ptr<const Segment> current() const
    {
        return m_file ? m_file->segment() : nullptr;
    }
    /// When to look again at the latest, from the last step on.
    [[nodiscard]] std::chrono::milliseconds patience() const;

    [[nodiscard]] std::uint64_t bytesRead() const { return m_bytesRead; }
    /// Of what was there when last looked; of compressed files not begun yet, as they are on disk.
    [[nodiscard]] std::uint64_t bytesTotal() const;
    [[nodiscard]] std::uint64_t rotations() const { return m_rotations; }
    /// Seen to exist and destroyed before they could be read.
    [[nodiscard]] std::uint64_t lostBytes() const { return m_lostBytes; }
    /// Why a finished file could not be read, or not to its end: of the first one.
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }

private:
    struct Listed {
        std::filesystem::path path;
        std::uint64_t bytes = 0;
    };

    [[nodiscard]] std::optional<Step> openFirst();
    [[nodiscard]] std::optional<TailFile> openNextOfHistory();
    [[nodiscard]] Step readFailed(int reason);
    [[nodiscard]] std::optional<Step> atEnd();
    [[nodiscard]] std::optional<Step> lookForSuccessors();
    [[nodiscard]] std::optional<Step> finish();
    [[nodiscard]] Step endOfFile();
    [[nodiscard]] std::optional<Step> afterOverwrite();
    [[nodiscard]] bool adoptCopy(const std::vector<FinishedFile> &files);
    [[nodiscard]] bool collectSuccessors();
    [[nodiscard]] std::optional<std::deque<TailFile>> openAll(const std::vector<FinishedFile> &files);
    [[nodiscard]] std::vector<FinishedFile> newSince(const std::vector<FinishedFile> &files) const;
    [[nodiscard]] bool isFileOf(const FinishedFile &file) const;
    [[nodiscard]] bool isOurs() const;
    void note(const Error &fault);

    Options m_options;
    std::deque<Listed> m_history; ///< not opened yet
    std::uint64_t m_historyBytes = 0;
    std::optional<TailFile> m_file;
    std::deque<TailFile> m_successors; ///< opened as soon as seen: names move on
    std::vector<FinishedFile> m_known; ///< finished files that are read, or older than what is read
    std::optional<std::chrono::steady_clock::time_point> m_graceEnd; ///< once a successor has lines
    bool m_ended = false;
    bool m_wasActive = false; ///< the file that is read was seen under the active name
    std::uint64_t m_bytesRead = 0;
    std::uint64_t m_rotations = 0;
    std::uint64_t m_lostBytes = 0;
    std::optional<Error> m_fault;
};

} // namespace tapewatch::engine
