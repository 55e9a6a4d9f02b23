// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/query/ast.h"
#include "engine/query/query.h"

namespace tapewatch::engine {

[[nodiscard]] bool evaluate(const ast::Node &node, const RowProbe &row, const NameTable &names);

} // namespace tapewatch::engine
