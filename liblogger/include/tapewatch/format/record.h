// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>
#include <tapewatch/format/value.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tapewatch {

/// One record as the backend hands it to sinks: everything borrowed, valid for the call only.
/// The members stand in the order of the keys in the file (docs/record-format.md).
struct RecordView {
    Timestamp timestamp;
    Level level = Level::Info;
    std::string_view category;
    std::string_view logger; ///< dotted; empty is the root logger
    std::string_view message;
    std::string_view bot;
    std::uint32_t pid = 0;
    std::uint32_t thread = 0; ///< the system's thread id
    std::uint64_t seq = 0;    ///< 1, 2, 3 ... in its file family
    std::string_view sourceFile;
    std::uint32_t sourceLine = 0; ///< 0: unknown, then `source` is left out
    std::string_view function;
    std::span<const FieldView> fields;

    /// At most one event object: its key (`trade`, `compliance`, `error`, `api`, `rate_limit`, `risk`)
    /// and its members in order. An empty key means none.
    std::string_view eventKey;
    std::span<const FieldView> event;

    bool recovered = false; ///< written after its process died
    bool backtrace = false; ///< below its logger's level; written because an error followed
};

/// Appends `record` as one line of JSON, newline included, to `out`. Whatever the strings hold, the
/// line is valid JSON and valid UTF-8 without raw control characters: invalid bytes become U+FFFD.
/// Two fields of one name are both written. Never throws but for lack of memory; allocates only when `out`
/// must grow.
void appendJsonLine(const RecordView &record, std::string &out);

/// Appends `text` as a JSON string with its quotes, repaired as above.
void appendJsonString(std::string_view text, std::string &out);

/// Appends one value as JSON.
void appendJsonValue(const ValueView &value, std::string &out);

} // namespace tapewatch
