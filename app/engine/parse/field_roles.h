// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/line_format.h"

#include <optional>
#include <string_view>

namespace tapewatch::engine {

/// What a key of a foreign log line most likely means.
enum class FieldRole : std::uint8_t {
    None,
    Time,
    Level,
    LevelNumber, ///< Python's numbers
    Priority,    ///< syslog's numbers, 0 is the worst
    Logger,
    Message,
    Category,
    EventKind, ///< names a category only if the value is a known one
    Bot,
    Trade,
    Compliance
};

struct RankedRole {
    FieldRole role = FieldRole::None;
    std::uint8_t rank = 0; ///< the lowest of those that a line has is taken
};

/// In any case of letters.
[[nodiscard]] RankedRole roleOfKey(std::string_view key);

/// A level by name, or by number as `role` has them.
[[nodiscard]] std::optional<Level> levelOf(std::string_view text, FieldRole role);

/// The level in a syslog priority (facility * 8 + severity), given as digits.
[[nodiscard]] std::optional<Level> levelOfPriority(std::string_view digits);

/// The category that a word stands for ("fill" is a trade), or empty. The views are constants.
[[nodiscard]] std::string_view knownCategory(std::string_view word);

/// The category of a record whose line has none: by its logger's last part, its level, its file.
[[nodiscard]] std::string_view guessedCategory(std::string_view logger, std::optional<Level> level,
                                               const LineContext &context);

/// Puts the columns of a line together from its keys, offered in file order. Keeps views of what it is
/// offered.
class ColumnGuess {
public:
    explicit ColumnGuess(const LineContext &context)
        : m_context(&context)
    {
    }

    void offerString(RankedRole role, std::string_view value);
    /// `digits` as they stand in the line.
    void offerNumber(RankedRole role, std::string_view digits);
    void offerObject(RankedRole role);

    /// A record with the columns found; those of the context for what was not.
    [[nodiscard]] ParsedLine columns() const;
    [[nodiscard]] std::string_view message() const { return m_message.value; }

private:
    struct Text {
        std::string_view value;
        int rank = 256;
    };
    template <typename T>
    struct Ranked {
        std::optional<T> value;
        int rank = 256;
    };

    void offerTime(int rank, std::optional<Timestamp> time);
    void offerLevel(int rank, std::optional<Level> level);
    static void offer(Text &slot, int rank, std::string_view value);

    const LineContext *m_context;
    Ranked<Timestamp> m_time;
    Ranked<Level> m_level;
    Text m_logger;
    Text m_message;
    Text m_category;
    Text m_bot;
    std::string_view m_eventCategory;
};

} // namespace tapewatch::engine
