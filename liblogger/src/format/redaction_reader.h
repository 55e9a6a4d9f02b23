// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "format/json_cursor.h"

#include <tapewatch/format/config.h>

namespace tapewatch::detail {

/// The section `redaction`. Lists replace the preset's or the running ones, as a merge patch has it.
void readRedaction(const JsonCursor &at, RedactionConfig &target);

} // namespace tapewatch::detail
