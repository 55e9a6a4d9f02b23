// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>

#include <compare>
#include <cstdint>

namespace tapewatch::engine {

/// A source within the engine; never reused while the program runs.
enum class SourceId : std::uint32_t {};

/// A record within its source's store: 0, 1, 2 ... in the order read.
enum class RowId : std::uint32_t {};

/// A name in the NameTable: logger, category or bot. 0 is the empty name.
enum class NameId : std::uint32_t {};

struct RowRef {
    SourceId source{};
    RowId row{};
    auto operator<=>(const RowRef &) const = default;
};

/// What a row is known by without touching its text.
struct RowColumns {
    Timestamp time; ///< of the record; a line without one has that of the row before it
    Level level = Level::Info;
    bool hasLevel = true;   ///< false: the line does not say
    bool wellFormed = true; ///< false: the source's format could not read the line; shown as it is
    NameId category{};
    NameId bot{};
    NameId logger{};
};

} // namespace tapewatch::engine
