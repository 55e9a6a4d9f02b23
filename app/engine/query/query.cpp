// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/query.h"

#include "engine/query/ast.h"
#include "engine/query/query_eval.h"
#include "engine/query/query_parser.h"

namespace tapewatch::engine {

Query::Query()
    : m_root(std::make_shared<const ast::Node>(ast::Node{ast::Everything{}}))
{
}

Query::Query(std::shared_ptr<const ast::Node> root)
    : m_root(std::move(root))
{
}

std::variant<Query, QueryError> Query::parse(std::string_view text, Timestamp now)
{
    auto parsed = parseQuery(text, now);
    if (auto *error = std::get_if<QueryError>(&parsed))
        return std::move(*error);
    return Query(std::get<ast::NodePtr>(std::move(parsed)));
}

Query Query::operator&&(const Query &other) const
{
    if (matchesEverything())
        return other;
    if (other.matchesEverything())
        return *this;
    return Query(allOf({m_root, other.m_root}));
}

bool Query::matchesEverything() const
{
    return std::holds_alternative<ast::Everything>(m_root->test);
}

bool Query::columnsOnly() const
{
    return !needsText(*m_root);
}

bool Query::matches(const RowProbe &row, const NameTable &names) const
{
    return evaluate(*m_root, row, names);
}

const ast::Node &Query::tree() const
{
    return *m_root;
}

} // namespace tapewatch::engine
