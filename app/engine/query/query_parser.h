// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/query/ast.h"
#include "engine/query/query.h"

#include <string_view>
#include <variant>

namespace tapewatch::engine {

/// The tree of a query in the language of docs/query-language.md.
[[nodiscard]] std::variant<ast::NodePtr, QueryError> parseQuery(std::string_view text, Timestamp now);

/// Nodes with their children put in the order of their costs; one child stands for itself.
[[nodiscard]] ast::NodePtr allOf(std::vector<ast::NodePtr> children);
[[nodiscard]] ast::NodePtr anyOf(std::vector<ast::NodePtr> children);

/// Whether the answer needs more of a record than its columns.
[[nodiscard]] bool needsText(const ast::Node &node);

} // namespace tapewatch::engine
