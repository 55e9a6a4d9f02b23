// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/line_format.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::engine {

/// Decides how a source's lines are read: by name, or from its first lines.
///
/// Where the first lines say nothing (a banner), plain text is chosen, and reconsidered while the first
/// kSampleBytes come in: from then on lines are read with the better format.
class FormatChooser {
public:
    static constexpr std::size_t kSampleBytes = 64 * 1024;

    struct Choice {
        std::shared_ptr<const LineFormat> format;
        std::string reason; ///< why the next best lost
    };

    /// `name` empty, or unknown: detect.
    FormatChooser(std::shared_ptr<const FormatCatalog> formats, std::string name, std::string fileName);

    /// `fresh`: the lines that were not taken yet; they are, once a format is chosen. A choice where there is
    /// a new one. `complete`: no newline will follow.
    [[nodiscard]] std::optional<Choice> look(std::string_view fresh, bool complete);
    [[nodiscard]] bool chosen() const { return m_chosen != nullptr; }

private:
    [[nodiscard]] std::optional<Choice> detect(std::string_view sample);

    std::shared_ptr<const FormatCatalog> m_formats;
    std::string m_name;
    std::string m_fileName;
    std::shared_ptr<const LineFormat> m_chosen;
    bool m_settled = false;
    std::string m_sample;          ///< while not settled
    std::size_t m_nextAttempt = 1; ///< bytes of sample that are worth another look
};

} // namespace tapewatch::engine
