// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/theme.h"

namespace tapewatch::ui {

/// resources/style/tapewatch.qss with its @tokens filled in.
[[nodiscard]] QString styleSheet(const Colors &colors, const Fonts &fonts, bool dark);

} // namespace tapewatch::ui
