// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/line_format.h"

#include <string>
#include <string_view>

namespace tapewatch::engine {

/// A format that can compete for an unknown source.
class RankedFormat : public LineFormat {
public:
    /// 0 (reads anything) to 100 (reads its own only): decides between formats that read a sample about
    /// equally well.
    [[nodiscard]] virtual int specificity() const = 0;

    /// Why parse() finds `line` malformed: "expected a time, found 'foo'".
    [[nodiscard]] virtual std::string explain(std::string_view line, const LineContext &context) const = 0;

    /// Whether something in the sample tells this format from others of the same shape; `reason` is filled
    /// where not.
    [[nodiscard]] virtual bool recognises(std::string_view sample, std::string &reason) const;
};

/// The first of `text` in quotes, for messages.
[[nodiscard]] std::string quoted(std::string_view text);

} // namespace tapewatch::engine
