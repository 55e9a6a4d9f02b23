// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::engine {

/// Reads a date by a pattern: %Y %y %m %d %e %b %H %I %p %M %S %f (1 to 9 digits of a second) %z %s %%, a
/// space for any run of blanks. Nothing else may follow.
class TimePattern {
public:
    explicit TimePattern(std::string pattern);

    /// The first letter after a % that is not known, or nothing.
    [[nodiscard]] std::optional<char> unknownLetter() const;

    /// `reference` is a moment near the record's: a pattern without a year takes the one that brings it
    /// closest to the reference.
    [[nodiscard]] std::optional<Timestamp> parse(std::string_view text, std::chrono::seconds utcOffset,
                                                 Timestamp reference) const;

private:
    std::string m_pattern;
};

} // namespace tapewatch::engine
