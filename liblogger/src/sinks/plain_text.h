// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tapewatch::sinks {

/// Appends `text` so that a terminal shows it as it is: control characters (C0, C1, DEL), line separators and
/// characters that turn the direction of writing become \n, \t, \r, \x1b or \u202e; bytes that are no
/// UTF-8 become \xff. A backslash stays as it is.
void appendPlain(std::string_view text, std::string &out);

/// The same in double quotes, with quotes and backslashes escaped, where `text` is empty or has a space, an
/// equals sign, a quote, a backslash or anything that appendPlain() would escape.
void appendPlainValue(std::string_view text, std::string &out);

} // namespace tapewatch::sinks
