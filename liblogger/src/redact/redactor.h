// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "format/pattern.h"
#include "redact/key_names.h"
#include "redact/text_scanner.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/record.h>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::redact {

/// What stands in place of a secret, whatever it was.
inline constexpr std::string_view kMask = "[redacted]";

/// Takes secrets out of records before anything else sees them (docs/redaction.md). For one thread.
class Redactor {
public:
    explicit Redactor(const RedactionConfig &config = {}) { reconfigure(config); }

    /// A pattern that does not compile is left out; configurations that are validated have none.
    void reconfigure(const RedactionConfig &config);

    /// Replaces secrets in the message, in fields by their name, and in every text of fields and the event. A
    /// record without any stays as it is and is not copied; what replaces them is valid until the next call.
    void apply(RecordView &record);

private:
    [[nodiscard]] std::optional<std::string_view> redacted(std::string_view text);
    [[nodiscard]] std::optional<ValueView> redacted(const FieldView &field, bool byName);
    void applyTo(std::span<const FieldView> &fields, std::vector<FieldView> &copy, bool byName);
    void applyPatterns(std::string &text) const;
    [[nodiscard]] std::string &nextText();
    void forgetTexts();

    bool m_enabled = true;
    std::unique_ptr<KeyNames> m_names;
    std::unique_ptr<TextScanner> m_scanner;
    std::vector<tapewatch::detail::Pattern> m_patterns;

    // Of the record at hand; kept for their memory.
    std::deque<std::string> m_texts;
    std::size_t m_textsUsed = 0;
    std::vector<FieldView> m_fields;
    std::vector<FieldView> m_event;
};

} // namespace tapewatch::redact
