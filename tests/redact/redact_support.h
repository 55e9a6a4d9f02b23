// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "redact/planted_secret.h"
#include "redact/redactor.h"

#include <array>
#include <string>
#include <string_view>

namespace tapewatch::test {

/// `text` as a message comes out.
inline std::string redacted(std::string_view text, const RedactionConfig &config = {})
{
    redact::Redactor redactor(config);
    RecordView record;
    record.message = text;
    redactor.apply(record);
    return std::string(record.message);
}

/// What comes out of a record that has the text as message, as a field and in an event; or the secret as the
/// value of its field.
inline std::string redactedAnywhere(const Planted &planted, redact::Redactor &redactor)
{
    const std::string_view text = planted.text;
    const bool isField = !planted.fieldName.empty();
    const std::string_view name = isField ? std::string_view(planted.fieldName) : "note";
    const std::array<FieldView, 2> fields{{{"symbol", std::string_view("BTCUSDT")}, {name, text}}};
    const std::array<FieldView, 1> event{{{"reason", isField ? std::string_view() : text}}};
    RecordView record;
    record.message = isField ? std::string_view() : text;
    record.fields = fields;
    record.eventKey = "trade";
    record.event = event;
    redactor.apply(record);
    std::string output(record.message);
    for (const std::span<const FieldView> values : {record.fields, record.event})
        for (const FieldView &field : values)
            output += "\n" + std::string(std::get<std::string_view>(field.value));
    return output;
}

} // namespace tapewatch::test
