// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/ranked_format.h"

namespace tapewatch::engine {

/// Our own records (docs/record-format.md).
///
/// A line as the recorder writes it is read by a scanner that knows the order of the keys. Whatever looks
/// different (another order, blanks, escapes in a name, a level in other letters) goes to a reader that knows
/// JSON only; both give the same columns for every line that both can read.
class TapewatchFormat final : public RankedFormat {
public:
    [[nodiscard]] std::string_view name() const override { return "tapewatch"; }
    [[nodiscard]] std::string_view title() const override { return "Tapewatch records"; }
    [[nodiscard]] int specificity() const override { return 100; }
    [[nodiscard]] bool mayContinue() const override { return false; }
    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    [[nodiscard]] ParsedLine parse(std::string_view line, const LineContext &context,
                                   Scratch &scratch) const override;
    [[nodiscard]] Record decode(std::string_view text, const LineContext &context) const override;
    [[nodiscard]] std::string explain(std::string_view line, const LineContext &context) const override;

    /// The two readers by themselves, so that they can be compared. The first may give up (Malformed) on a
    /// good line, never the other way round.
    [[nodiscard]] static ParsedLine parseKnownOrder(std::string_view line, Scratch &scratch);
    [[nodiscard]] static ParsedLine parseAnyOrder(std::string_view line, const LineContext &context,
                                                  Scratch &scratch);
};

} // namespace tapewatch::engine
