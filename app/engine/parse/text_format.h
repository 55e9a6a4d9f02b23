// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/format_definition.h"
#include "engine/parse/ranked_format.h"

namespace tapewatch::engine {

/// Lines of text as a definition describes them. A line that fits no pattern goes on with the record before
/// it, unless it starts like a record: then it is malformed. Terminal colours are taken off first.
class TextFormat final : public RankedFormat {
public:
    explicit TextFormat(FormatDefinition definition);

    [[nodiscard]] std::string_view name() const override { return m_definition.name; }
    [[nodiscard]] std::string_view title() const override { return m_definition.title; }
    [[nodiscard]] int specificity() const override { return m_definition.specificity; }
    [[nodiscard]] std::unique_ptr<Scratch> makeScratch() const override;
    [[nodiscard]] ParsedLine parse(std::string_view line, const LineContext &context,
                                   Scratch &scratch) const override;
    [[nodiscard]] Record decode(std::string_view text, const LineContext &context) const override;
    [[nodiscard]] std::string explain(std::string_view line, const LineContext &context) const override;
    [[nodiscard]] bool recognises(std::string_view sample, std::string &reason) const override;

    /// Reads the definition's own samples. Fails with InvalidArgument at the first that comes out otherwise
    /// than it says.
    [[nodiscard]] Result<void> checkSamples() const;

private:
    struct Match;
    [[nodiscard]] bool matchLine(std::string_view line, const LineContext &context, Match &out) const;
    bool takeGroup(const LinePattern::Group &group, const LineContext &context, Match &out) const;
    [[nodiscard]] std::optional<Timestamp> timeOf(std::string_view text, const LineContext &context) const;
    [[nodiscard]] std::optional<Level> levelByName(std::string_view text) const;
    [[nodiscard]] std::string_view categoryOf(const Match &match, const LineContext &context) const;
    [[nodiscard]] std::optional<Error> checkSample(const FormatSample &sample, std::size_t index) const;

    FormatDefinition m_definition;
};

} // namespace tapewatch::engine
