// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"
#include "engine/store/name_table.h"
#include "engine/store/row.h"

#include <tapewatch/format/error.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tapewatch::engine {

/// Where a query's text is wrong.
struct QueryError {
    std::size_t column = 0; ///< 0-based, in bytes
    std::size_t length = 0; ///< of the part at fault
    std::string message;    ///< "expected a level after 'level>=', found 'loud'"
};

/// A row under test. Text and record are fetched only when the columns do not decide.
struct RowProbe {
    RowColumns columns;
    std::function<const std::string &()> text; ///< raw text of the record
    std::function<const Record &()> record;    ///< decoded
};

namespace ast {
struct Node; // engine/query/ast.h
}

/// A filter over records: the language of docs/query-language.md. Immutable and cheap to copy; matches() is
/// thread-safe.
class Query {
public:
    /// Matches everything.
    Query();

    /// Words, "phrases", /regexes/i, field:value, comparisons, `and or not -`, parentheses.
    [[nodiscard]] static std::variant<Query, QueryError> parse(std::string_view text, Timestamp now);

    /// Both must match.
    [[nodiscard]] Query operator&&(const Query &other) const;

    [[nodiscard]] bool matchesEverything() const;
    /// True where the answer never needs the text.
    [[nodiscard]] bool columnsOnly() const;
    [[nodiscard]] bool matches(const RowProbe &row, const NameTable &names) const;

    /// The syntax tree: the seam for other executors (an index, a distributed log store).
    [[nodiscard]] const ast::Node &tree() const;

private:
    explicit Query(std::shared_ptr<const ast::Node> root);
    std::shared_ptr<const ast::Node> m_root;
};

} // namespace tapewatch::engine
