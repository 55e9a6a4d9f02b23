// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::sinks {

/// Encoded records that are not in the file yet, oldest first, one after the other in one buffer.
///
/// It knows where each record ends, so that a write may stop anywhere: what is counted as written is whole
/// records, and a file that starts anew starts with a whole one. Marks say before which records a new file
/// begins.
class Backlog {
public:
    explicit Backlog(std::size_t reserveBytes);

    /// Where the next record is encoded to; seal() or discard() it before anything else is called.
    [[nodiscard]] std::string &buffer() { return m_bytes; }
    [[nodiscard]] std::size_t unsealedBytes() const { return m_bytes.size() - m_sealed; }
    void seal(Level level, bool startsFile);
    void discard();

    [[nodiscard]] bool empty() const { return m_first == m_records.size(); }
    [[nodiscard]] std::size_t bytes() const { return m_sealed - m_written; } ///< sealed, not yet written
    [[nodiscard]] std::size_t records() const { return m_records.size() - m_first; }

    /// Whether some record of the backlog begins a new file; then bytesSinceMark() counts from the last such.
    [[nodiscard]] bool hasMark() const { return m_marks > 0; }
    [[nodiscard]] std::size_t bytesSinceMark() const { return m_sealed - m_lastMark; }
    [[nodiscard]] bool frontStartsFile() const { return hasMark() && m_records[m_first].startsFile; }
    void clearFrontMark();

    /// Whether the file, as far as it was written, ends with a whole record.
    [[nodiscard]] bool atRecordStart() const { return m_written == startOfFirst(); }

    /// What goes to one file: from where writing stopped up to the next mark behind the front.
    [[nodiscard]] std::string_view nextRun() const;

    /// `bytes` of nextRun() are in the file. Adds the records that are whole now to `byLevel`, returns how
    /// many.
    std::uint64_t consume(std::size_t bytes, std::array<std::uint64_t, kLevelCount> &byLevel);

    /// Of the first record, in the file.
    [[nodiscard]] std::size_t writtenOfFirst() const { return m_written - startOfFirst(); }
    /// The half of a record that was written is gone: starts again with that record.
    void rewind() { m_written = startOfFirst(); }

    // Which records are in the journal, too.

    /// Calls `take(bytes, level, startsFile)` for each that is not; it is from then on.
    template <typename Take>
    void takeNew(Take &&take)
    {
        for (; m_journaled < m_records.size(); ++m_journaled) {
            const std::size_t begin = m_journaled == 0 ? 0 : m_records[m_journaled - 1].end;
            const Sealed &record = m_records[m_journaled];
            take(std::string_view(m_bytes).substr(begin, record.end - begin), record.level,
                 record.startsFile);
        }
    }
    /// Whether every one that is in the journal is in the file.
    [[nodiscard]] bool journaledAreWritten() const { return m_first >= m_journaled; }

private:
    struct Sealed {
        std::size_t end; ///< offset in m_bytes behind the record
        Level level;
        bool startsFile;
    };

    [[nodiscard]] std::size_t startOfFirst() const;
    void reset();
    void compact();

    std::size_t m_reserve;
    std::string m_bytes;
    std::vector<Sealed> m_records;
    std::size_t m_first = 0;     ///< first record that is not wholly written
    std::size_t m_journaled = 0; ///< first record that is not in the journal
    std::size_t m_written = 0;   ///< offset behind the last byte written
    std::size_t m_sealed = 0;    ///< offset behind the last sealed record
    std::size_t m_marks = 0;     ///< records with startsFile from m_first on
    std::size_t m_lastMark = 0;  ///< offset of the last of them
};

} // namespace tapewatch::sinks
