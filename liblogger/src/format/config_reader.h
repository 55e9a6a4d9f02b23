// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace tapewatch::detail {

inline constexpr std::array<std::string_view, 3> kPresetNames{"development", "production", "backtesting"};

/// configFromJson(). The schema (resources/schema/tapewatch-config.schema.json) says the same; a test holds
/// the two together.
[[nodiscard]] Result<Config> readConfig(const nlohmann::json &document);

} // namespace tapewatch::detail
