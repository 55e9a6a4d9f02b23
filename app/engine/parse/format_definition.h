// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/regex.h"
#include "engine/parse/time_pattern.h"

#include <tapewatch/format/level.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tapewatch::engine {

/// What a named group of a pattern gives to the record.
enum class GroupRole : std::uint8_t {
    Time,
    Level,
    Priority, ///< syslog's: facility * 8 + severity
    Category,
    Bot,
    Logger,
    Message,
    Field ///< a field of the group's name
};

/// One shape that a record's first line can have.
struct LinePattern {
    struct Group {
        std::size_t index;
        GroupRole role;
        std::string name;
    };
    Regex regex;
    std::vector<Group> groups;
};

/// Puts a record whose `field` matches into a category.
struct CategoryRule {
    std::string category;
    std::string field; ///< name of a group
    Regex regex;
};

/// How times are written.
struct TimeFormat {
    enum class Kind : std::uint8_t { Iso, Epoch, Pattern };
    Kind kind = Kind::Iso;
    std::optional<TimePattern> pattern;
};

/// A line (or several: a record with its continuation) and what it must be read as.
struct FormatSample {
    std::string text;
    std::optional<Timestamp> reference;
    std::optional<Timestamp> time;
    std::optional<Level> level;
    std::string category;
    std::string bot;
    std::string logger;
    std::string message;
};

/// A text format as data (docs/log-formats.md).
struct FormatDefinition {
    std::string name;
    std::string title;
    int specificity = 50;
    std::optional<Regex> signature;
    std::string signatureText;
    std::vector<LinePattern> patterns;
    std::optional<Regex> recordStart;
    std::vector<TimeFormat> times;
    std::vector<std::pair<std::string, Level>> levels; ///< names in lower case
    std::vector<CategoryRule> categories;
    std::string embeddedJson; ///< the field that a JSON object in the message becomes; empty: none
    std::vector<FormatSample> samples;
};

/// Fails with InvalidArgument, `pointer` at the fault.
[[nodiscard]] Result<FormatDefinition> parseFormatDefinition(std::string_view json);

} // namespace tapewatch::engine
