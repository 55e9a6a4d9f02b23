// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace tapewatch::detail {

/// No document or message of ours is deeper than eight; copying, comparing and writing JSON recurse, so a
/// deep one from outside could exhaust the stack.
inline constexpr std::size_t kMaxDepth = 64;

/// One JSON value. Fails with InvalidArgument where `text` is no JSON (`what` has line and column), nests
/// deeper than kMaxDepth, or names a member of an object twice.
[[nodiscard]] Result<nlohmann::json> parseJsonText(std::string_view text);

/// On one line; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string toText(const nlohmann::json &json);

/// `key` as one step of a JSON pointer, with its leading slash.
[[nodiscard]] std::string pointerStep(std::string_view key);

} // namespace tapewatch::detail
