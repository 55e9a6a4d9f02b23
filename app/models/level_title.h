// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>

#include <QString>

namespace tapewatch::models {

/// A level's name for people, in their language.
[[nodiscard]] QString levelTitle(Level level);

} // namespace tapewatch::models
