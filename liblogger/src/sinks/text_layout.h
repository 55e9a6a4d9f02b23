// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/record.h>

#include <cstddef>
#include <string>

namespace tapewatch::sinks {

/// Where the level stands in a text line, padded with spaces.
inline constexpr std::size_t kTextLevelColumn = 27;
inline constexpr std::size_t kTextLevelWidth = 8;

/// Appends a record as a line for people, newline included (docs/text-layout.md):
///   2026-01-05 10:15:30.123456 WARNING  trade      strategy.momentum  order rejected  reason="no margin"
/// Control characters are escaped, so that a record is one line and cannot act on a terminal; a stack follows
/// indented by four.
void appendTextLine(const RecordView &record, std::string &out);

/// The message, fields and stack of that line alone, without a newline at the end.
void appendTextBody(const RecordView &record, std::string &out);

} // namespace tapewatch::sinks
