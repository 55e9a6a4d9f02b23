// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "journal/layout.h"
#include "platform/shared_file.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

namespace tapewatch::journal {

/// What one file sink keeps in the journal: the encoded records that are not in its files yet, and how far
/// they are. Whatever instruction the process is killed at, the bytes that a commit counts are written to
/// the files exactly once: by the process itself, or by whoever recovers it.
///
/// Used from the backend's thread only.
class RedoLog {
public:
    /// `slot` tells the commit that counts and the one that is being prepared; it is the Journal's.
    RedoLog(Ledger &ledger, std::array<SinkState *, 2> states, const std::atomic<std::uint64_t> &generation,
            platform::SharedFile file);

    // Before a commit.

    /// Everything that was committed is in the files: the next commit begins with an empty log.
    void restart();
    /// Adds a record. False where no memory can be had: it, and all that come until the next restart, are
    /// then as safe as without a journal.
    bool append(std::string_view bytes, Level level, bool startsFile);
    [[nodiscard]] std::uint64_t bytes() const { return m_redoBytes; } ///< since it began anew
    /// Fills in what the next commit says of this sink.
    void stage(std::uint64_t seq, const std::array<std::uint64_t, kLevelCount> &dropsTaken,
               const std::array<std::uint64_t, kLevelCount> &losses);

    // After it.

    /// Call before each write and after it, with the position but for its epoch, which is the log's.
    void publish(WritePosition position);

    // For whoever recovers.

    struct Record {
        std::string_view bytes;
        Level level = Level::Info;
        bool startsFile = false;
    };
    [[nodiscard]] const SinkState &committed() const;
    /// Where writing was, if the commit that counts had come so far.
    [[nodiscard]] std::optional<WritePosition> position() const;
    /// Calls `take(record)` for each committed one; false where the log is damaged from there on.
    template <typename Take>
    bool read(Take &&take) const;
    /// Goes on where the dead process was.
    void resume();

private:
    struct FrameHeader {
        std::uint32_t size;
        Level level;
        std::uint8_t startsFile;
        std::uint16_t zero;
    };
    static_assert(sizeof(FrameHeader) == 8);

    Ledger &m_ledger;
    std::array<SinkState *, 2> m_states;
    const std::atomic<std::uint64_t> &m_generation;
    platform::SharedFile m_file;
    std::uint64_t m_epoch = 1;
    std::uint64_t m_redoBytes = 0;
    std::uint64_t m_payloadBytes = 0;
    bool m_full = false; ///< a record is missing: what follows it would not be where positions say
};

template <typename Take>
bool RedoLog::read(Take &&take) const
{
    const SinkState &state = committed();
    if (state.redoBytes > m_file.size())
        return false;
    std::span<const std::byte> rest(m_file.data(), static_cast<std::size_t>(state.redoBytes));
    while (!rest.empty()) {
        FrameHeader header;
        if (rest.size() < sizeof header)
            return false;
        std::memcpy(&header, rest.data(), sizeof header);
        rest = rest.subspan(sizeof header);
        if (header.size > rest.size() || header.level > Level::Critical)
            return false;
        take(Record{{reinterpret_cast<const char *>(rest.data()), header.size},
                    header.level,
                    header.startsFile != 0});
        rest = rest.subspan(header.size);
    }
    return true;
}

} // namespace tapewatch::journal
