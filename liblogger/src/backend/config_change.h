// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/host.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

namespace tapewatch::backend {

/// Puts a change of the configuration on record, in category compliance: who, why, and the values at the
/// places that `mergePatch` names, before and after.
void recordConfigChange(const nlohmann::json &before, const nlohmann::json &mergePatch,
                        std::uint64_t revision, const control::Origin &origin);

} // namespace tapewatch::backend
