// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/ranked_format.h"

namespace tapewatch::engine {

/// One row a line, no columns but those of the source. Reads everything.
class PlainFormat final : public RankedFormat {
public:
    [[nodiscard]] std::string_view name() const override { return "plain"; }
    [[nodiscard]] std::string_view title() const override { return "Plain text"; }
    [[nodiscard]] int specificity() const override { return 0; }
    [[nodiscard]] bool mayContinue() const override { return false; }
    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    [[nodiscard]] ParsedLine parse(std::string_view line, const LineContext &context,
                                   Scratch &scratch) const override;
    [[nodiscard]] Record decode(std::string_view text, const LineContext &context) const override;
    [[nodiscard]] std::string explain(std::string_view line, const LineContext &context) const override;
};

} // namespace tapewatch::engine
