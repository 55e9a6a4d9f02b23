// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "front/site_dictionary.h"

#include <tapewatch/detail/ring.h>
#include <tapewatch/format/config.h>
#include <tapewatch/format/timestamp.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tapewatch::backend {

/// Counts a message that floods instead of having each of it written (docs/repeats.md).
///
/// Follows the last message of each call site and logger; records are the same message when arguments and
/// context have the same bytes. Used from the backend's thread only. Memory: kSets * kWays entries of about
/// kMaxRecordBytes, while it is on; a place that is taken by another call site gives its count up early.
class RepeatFolder {
public:
    static constexpr std::size_t kMaxRecordBytes = 1024; ///< what is larger is never folded
    static constexpr std::size_t kSets = 64;
    static constexpr std::size_t kWays = 4;

    /// So many records were counted and not written.
    struct Repeated {
        std::span<const std::byte> record; ///< whole, with its header
        std::uint32_t thread = 0;          ///< of the last one
        std::uint64_t count = 0;
        Timestamp first;
        Timestamp last;
    };
    using Settle = std::function<void(const Repeated &repeated, Timestamp now)>;

    /// `settle` is called where a count ends: its record is to be written then.
    explicit RepeatFolder(Settle settle)
        : m_settle(std::move(settle))
    {
    }

    [[nodiscard]] bool on() const { return m_config.after != 0; }
    /// Settles everything where the settings are others than before.
    void configure(const RepeatsConfig &config, Timestamp now);

    /// True where `record` is counted: it must not be written. Requires on().
    [[nodiscard]] bool fold(std::span<const std::byte> record, const front::Site &site, std::uint32_t thread,
                            Timestamp time);

    /// Ends the counts whose window has passed.
    void settleDue(Timestamp now);
    /// Ends all counts; the windows go on.
    void settleAll(Timestamp now);

    [[nodiscard]] std::uint64_t folded() const { return m_folded; } ///< records, since the start

private:
    struct Entry {
        std::array<std::byte, kMaxRecordBytes> bytes; ///< header and body
        std::uint32_t size = 0;                       ///< of `bytes`; 0: free
        std::uint32_t exactSize = 0; ///< the same without what the ring pads records with; 0: not known yet
        std::uint32_t thread = 0;
        std::uint64_t written = 0; ///< in this window
        std::uint64_t count = 0;   ///< folded and not settled
        Timestamp begin;           ///< of the window
        Timestamp first;
        Timestamp last; ///< when it was last seen
    };
    using Set = std::span<Entry, kWays>;

    [[nodiscard]] Entry &place(const detail::RecordHeader &header, Timestamp now);
    [[nodiscard]] static bool isSame(Entry &entry, std::span<const std::byte> record,
                                     const front::Site &site);
    [[nodiscard]] bool isOver(const Entry &entry, Timestamp now) const;
    void settle(Entry &entry, Timestamp now);
    void follow(Entry &entry, std::span<const std::byte> record, Timestamp time);

    Settle m_settle;
    RepeatsConfig m_config;
    std::vector<Entry> m_entries;
    std::size_t m_counting = 0; ///< entries with a count
    std::uint64_t m_folded = 0;
};

} // namespace tapewatch::backend
