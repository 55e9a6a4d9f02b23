// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "models/category_config_model.h"

#include <tapewatch/format/config.h>

#include <QString>

namespace tapewatch::models {

/// One cell as it is typed: "64MiB", "1d", "warning".
[[nodiscard]] QString editText(const CategoryConfig &category, CategoryColumn column);
/// The same for people: "64MiB", "never", "Warning".
[[nodiscard]] QString shownText(const CategoryConfig &category, CategoryColumn column);
/// Writes a typed text into `category`; what is wrong with it otherwise, empty where it was taken.
[[nodiscard]] QString assignText(CategoryConfig &category, CategoryColumn column, const QString &text);

} // namespace tapewatch::models
