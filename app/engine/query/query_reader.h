// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/query/ast.h"
#include "engine/query/query.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tapewatch::engine {

/// A stretch of the query's text.
struct QuerySpan {
    std::size_t column = 0;
    std::size_t length = 0;
};

/// What stands behind an operator, or by itself.
struct QueryValue {
    QuerySpan span;
    std::string text;
    bool quoted = false;
    std::optional<Regex> regex;
    bool ignoreCase = false; ///< of the regex
};

/// A name with an operator behind it: "level>=".
struct QueryField {
    QuerySpan span;
    std::string name; ///< in lower case
    ast::Compare compare = ast::Compare::Has;
    std::string written; ///< as in the query, operator included
};

/// Takes the words of a query off its text. A function that fails leaves the error in error().
class QueryReader {
public:
    explicit QueryReader(std::string_view text)
        : m_text(text)
    {
    }

    void skipBlanks();
    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    [[nodiscard]] std::size_t column() const { return m_at; }
    bool consume(char c);
    /// `word` in any case, with a blank, a parenthesis or the end behind it.
    bool consumeKeyword(std::string_view word);

    /// Nothing where no field begins here; that is no error.
    [[nodiscard]] std::optional<QueryField> field();
    /// A phrase in quotes, a regex, or a word.
    [[nodiscard]] std::optional<QueryValue> value();

    /// The word or sign at the position, for messages.
    [[nodiscard]] QuerySpan here() const;
    [[nodiscard]] std::string textOf(QuerySpan span) const;

    /// Keeps the first one. Answers nothing, to be returned.
    std::nullopt_t fail(QuerySpan span, std::string message);
    [[nodiscard]] const std::optional<QueryError> &error() const { return m_error; }

private:
    std::optional<QueryValue> phrase();
    std::optional<QueryValue> regex();
    std::optional<QueryValue> word();

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<QueryError> m_error;
};

} // namespace tapewatch::engine
