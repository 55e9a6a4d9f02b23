// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/query/ast.h"

#include <string_view>

namespace tapewatch::engine {

/// `literal`: written in quotes, so that `*` means itself.
[[nodiscard]] ast::ValueText makeValueText(std::string_view text, bool literal);

/// The parts of `text` between its `*`.
[[nodiscard]] std::vector<TextNeedle> globParts(std::string_view text);

/// All of `parts`, one after another, somewhere in `text`.
[[nodiscard]] bool containsInOrder(const std::vector<TextNeedle> &parts, std::string_view text);

/// A part of `text`; with a glob all of it; with a regex any part of it.
[[nodiscard]] bool contains(const ast::ValueText &value, std::string_view text);
/// All of `text`; numbers by value; with a regex any part of it.
[[nodiscard]] bool equals(const ast::ValueText &value, std::string_view text);
/// `text`, as a number or a time, is less or greater; false where it is neither.
[[nodiscard]] bool ordered(ast::Compare compare, const ast::ValueText &value, std::string_view text);

} // namespace tapewatch::engine
