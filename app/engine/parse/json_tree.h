// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"
#include "engine/parse/line_format.h"

#include <string_view>
#include <vector>

namespace tapewatch::engine {

/// The members of the JSON object that `text` is, in their order, numbers digit for digit. False where `text`
/// is not exactly one valid object (NaN and infinities, which Python writes, are taken as numbers); `out`
/// then holds what came before the fault.
[[nodiscard]] bool readJsonObject(std::string_view text, std::vector<RecordField> &out);

/// Where `text` stops being a JSON object, for people: "column 12: expected ':'".
[[nodiscard]] std::string explainJson(std::string_view text);

/// The bytes that an array of numbers from 0 to 255 stands for (journald writes messages so); empty for any
/// other value.
[[nodiscard]] std::string textOfByteArray(const RecordField &field);

/// The record of a JSON line with continuation lines behind it; keys are taken by their usual meaning.
[[nodiscard]] Record decodeJson(std::string_view text, const LineContext &context);

/// Fills the columns and the message of `record` from its fields.
void fillFromFields(Record &record, const LineContext &context);

/// Shown as it is, since it cannot be read.
[[nodiscard]] Record undecodable(std::string_view text, const LineContext &context);

} // namespace tapewatch::engine
