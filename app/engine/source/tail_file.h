// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/source/segment.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tapewatch::engine {

/// One file read from its start to its end and on as it grows. It remembers its first bytes and the last ones
/// read, and so notices a file that was emptied or refilled in place, whatever its size is by then.
class TailFile {
public:
    enum class Outcome : std::uint8_t {
        Bytes,
        End,         ///< nothing more at the moment
        Overwritten, ///< what was read is not there any more; restart() or give up
        Failed       ///< the system refused
    };
    struct Read {
        Outcome outcome = Outcome::End;
        std::size_t bytes = 0;
        int reason = 0; ///< errno of Failed
    };

    explicit TailFile(std::shared_ptr<Segment> segment);

    [[nodiscard]] Read read(char *into, std::size_t room);

    /// After Failed: nothing more is read; the end is here.
    void abandon() { m_abandoned = true; }

    /// After Overwritten: goes on with what the file holds now, from its start, or from its end where only
    /// its end was cut off. The old segment is marked. Fails with Io.
    [[nodiscard]] Result<void> restart();

    /// A file that holds the same bytes up to here, and perhaps more: the copy of a writer that copies and
    /// truncates. Nothing where `candidate` is not one.
    [[nodiscard]] std::optional<TailFile> continuedBy(std::shared_ptr<Segment> candidate) const;
    /// Whether the file begins with the same bytes as `other`. False where too little is known of this one.
    [[nodiscard]] bool beginsLike(const Segment &other) const;

    [[nodiscard]] const std::shared_ptr<Segment> &segment() const { return m_segment; }
    [[nodiscard]] const FileIdentity &identity() const { return m_seen.identity; }
    [[nodiscard]] std::int64_t modifiedNs() const { return m_seen.modifiedNs; }
    /// Of the next byte to read.
    [[nodiscard]] std::uint64_t offset() const { return m_offset; }
    /// Bytes that were seen to exist and not read.
    [[nodiscard]] std::uint64_t unread() const { return m_seen.size > m_offset ? m_seen.size - m_offset : 0; }

private:
    [[nodiscard]] bool unchanged() const;
    void remember(std::string_view bytes);
    void look();
    void skipHole();

    std::shared_ptr<Segment> m_segment;
    FileState m_seen;
    std::uint64_t m_offset = 0;
    std::uint64_t m_start = 0; ///< of the first byte that was read
    std::string m_head;        ///< the first bytes read
    std::string m_tail;        ///< the last bytes read, up to m_offset
    bool m_atEnd = false;
    bool m_restarted = false;
    bool m_abandoned = false;
};

} // namespace tapewatch::engine
