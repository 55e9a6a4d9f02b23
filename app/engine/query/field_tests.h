// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/query/query_reader.h"

#include <tapewatch/format/timestamp.h>

namespace tapewatch::engine {

/// The test that a field, its operator and a value stand for; null where the value does not fit, with the
/// error left in `reader`.
[[nodiscard]] ast::NodePtr makeFieldTest(const QueryField &field, const QueryValue &value, Timestamp now,
                                         QueryReader &reader);

/// The test that a word, a phrase or a regex by itself stands for.
[[nodiscard]] ast::NodePtr makeTextTest(const QueryValue &value);

} // namespace tapewatch::engine
