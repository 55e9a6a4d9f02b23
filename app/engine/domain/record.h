// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tapewatch::engine {

/// A value as it stands in the line; nested members hang below it, in file order.
struct RecordField {
    enum class Kind : std::uint8_t { Null, Bool, Number, String, Object, Array };

    std::string name;
    std::string value; ///< unescaped for strings, digit for digit for numbers, empty for objects and arrays
    Kind kind = Kind::String;
    std::vector<RecordField> children;
};

/// One record decoded whole, for the detail pane, the message column and field queries.
struct Record {
    std::optional<Timestamp> time;
    std::optional<Level> level;
    std::string category;
    std::string bot;
    std::string logger;
    std::string message;
    std::vector<RecordField> fields; ///< everything the line says, in its order, the above included
    bool wellFormed = true;
};

} // namespace tapewatch::engine
