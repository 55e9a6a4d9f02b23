// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace tapewatch::engine {

/// The files of resources/formats, put into the program when it is built.
[[nodiscard]] std::span<const std::string_view> builtinDefinitions();

} // namespace tapewatch::engine
