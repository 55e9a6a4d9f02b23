// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform/tick_clock.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/level.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <type_traits>

// The journal as it stands in shared memory (docs/crash-recovery.md). Everything in it is read by another
// process after this one was killed between any two instructions.

namespace tapewatch::journal {

inline constexpr std::uint64_t kMagic = 0x6c6e724a5f577054; // "TpW_Jrnl"
inline constexpr std::uint32_t kVersion = 2;

/// What one category's sink had taken over at a commit.
struct SinkState {
    std::uint64_t epoch;        ///< its redo log is begun anew with each
    std::uint64_t redoBytes;    ///< of the redo log that count
    std::uint64_t payloadBytes; ///< of them without their headers: what is to be in the files
    std::uint64_t seq;          ///< of the last record
    std::array<std::uint64_t, kLevelCount> dropsTaken; ///< of Header::drops, reported or in `losses`
    std::array<std::uint64_t, kLevelCount> losses;     ///< to be reported
};

struct Commit {
    platform::TickClock::State clock; ///< turns the records' ticks into time
    std::array<SinkState, kMaxCategories> sinks;
};

/// "The payload from `position` on is being appended to this file at `offset`": how much of it is there, the
/// file's size tells. Without a write under way it only says where the last one ended: the file may grow by
/// others since, by the bot's next process where a recovery failed.
struct WritePosition {
    std::uint64_t epoch;
    std::uint64_t position;
    std::uint64_t device;
    std::uint64_t inode;
    std::uint64_t offset;
    std::uint64_t underWay; ///< 1 or 0
};

/// Two places, of which `current` says which counts, so that it changes at once.
struct Ledger {
    std::atomic<std::uint32_t> current;
    std::array<WritePosition, 2> positions;
};

using DropCounts = std::array<std::array<std::atomic<std::uint64_t>, kLevelCount>, kMaxCategories>;

struct Header {
    std::uint64_t magic;
    std::uint32_t version;
    std::uint32_t pid;
    std::atomic<std::uint32_t> open; ///< 1 while a recorder runs or left something behind
    /// Its parity says which commit counts, and which of each ring's `committed` positions.
    std::atomic<std::uint64_t> generation;
    std::array<Commit, 2> commits;
    std::array<Ledger, kMaxCategories> ledgers;
    DropCounts drops; ///< refused by full rings since the process began, by category and level
};
static_assert(std::is_trivially_destructible_v<Header> && std::is_standard_layout_v<Header>);

} // namespace tapewatch::journal
