// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/query_parser.h"

#include "engine/query/field_tests.h"
#include "engine/query/query_reader.h"

namespace tapewatch::engine {

namespace {

// Far more than anybody types; keeps a hostile text from filling the stack.
constexpr int kMostNesting = 200;

bool isBlankOrEnd(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

/// or-expression, and-expression, negation, term: each calls the next. A function that fails answers null and
/// leaves the error in the reader.
class QueryParser {
public:
    QueryParser(std::string_view text, Timestamp now)
        : m_in(text)
        , m_now(now)
    {
    }

    std::variant<ast::NodePtr, QueryError> parse()
    {
        m_in.skipBlanks();
        if (m_in.atEnd())
            return std::make_shared<const ast::Node>(ast::Node{ast::Everything{}});
        const ast::NodePtr root = alternatives();
        if (root && !m_in.atEnd())
            m_in.fail(m_in.here(), "found ')' without a '(' before it");
        if (m_in.error())
            return *m_in.error();
        return root;
    }

private:
    ast::NodePtr alternatives()
    {
        std::vector<ast::NodePtr> children;
        do {
            ast::NodePtr child = sequence();
            if (!child)
                return nullptr;
            children.push_back(std::move(child));
        } while (m_in.consumeKeyword("or"));
        return anyOf(std::move(children));
    }

    // `and` may be left out.
    ast::NodePtr sequence()
    {
        std::vector<ast::NodePtr> children;
        do {
            ast::NodePtr child = negation();
            if (!child)
                return nullptr;
            children.push_back(std::move(child));
            m_in.skipBlanks();
        } while (m_in.consumeKeyword("and") || !endsSequence());
        return allOf(std::move(children));
    }

    bool endsSequence()
    {
        if (m_in.atEnd() || m_in.peek() == ')')
            return true;
        QueryReader ahead = m_in;
        return ahead.consumeKeyword("or");
    }

    ast::NodePtr negation()
    {
        m_in.skipBlanks();
        const bool minus = m_in.peek() == '-' && !isBlankOrEnd(m_in.peek(1)) && m_in.peek(1) != ')';
        if (!minus && !m_in.consumeKeyword("not"))
            return term();
        if (minus)
            m_in.consume('-');
        if (!deeper())
            return nullptr;
        ast::NodePtr child = negation();
        --m_nesting;
        if (!child)
            return nullptr;
        return std::make_shared<const ast::Node>(ast::Node{ast::Not{std::move(child)}});
    }

    bool deeper()
    {
        if (++m_nesting <= kMostNesting)
            return true;
        m_in.fail(m_in.here(), "nested too deeply");
        return false;
    }

    ast::NodePtr term()
    {
        m_in.skipBlanks();
        if (m_in.peek() == '(')
            return parenthesis();
        const QuerySpan here = m_in.here();
        QueryReader ahead = m_in;
        if (m_in.atEnd() || m_in.peek() == ')' || ahead.consumeKeyword("and") || ahead.consumeKeyword("or")) {
            m_in.fail(here, "expected a word or a field, found " + m_in.textOf(here));
            return nullptr;
        }
        if (const auto field = m_in.field())
            return fieldTest(*field);
        const auto value = m_in.value();
        return value ? makeTextTest(*value) : nullptr;
    }

    ast::NodePtr parenthesis()
    {
        const QuerySpan open{m_in.column(), 1};
        m_in.consume('(');
        if (!deeper())
            return nullptr;
        ast::NodePtr inner = alternatives();
        --m_nesting;
        if (!inner)
            return nullptr;
        m_in.skipBlanks();
        if (!m_in.consume(')')) {
            m_in.fail(open, "expected ')' for this '('");
            return nullptr;
        }
        return inner;
    }

    ast::NodePtr fieldTest(const QueryField &field)
    {
        return m_in.peek() == '(' ? setTest(field) : singleTest(field);
    }

    ast::NodePtr singleTest(const QueryField &field)
    {
        const QuerySpan here = m_in.here();
        const auto value = m_in.value();
        if (!value)
            return nullptr;
        if (value->text.empty() && !value->quoted && !value->regex) {
            m_in.fail(here.length > 0 ? here : field.span,
                      "expected a value after '" + field.written + "', found " + m_in.textOf(here));
            return nullptr;
        }
        return makeFieldTest(field, *value, m_now, m_in);
    }

    // level:(warning error): one of them; level!=(warning error): none of them.
    ast::NodePtr setTest(const QueryField &field)
    {
        const QuerySpan open{m_in.column(), 1};
        m_in.consume('(');
        std::vector<ast::NodePtr> tests;
        for (m_in.skipBlanks(); m_in.peek() != ')'; m_in.skipBlanks()) {
            if (m_in.atEnd()) {
                m_in.fail(open, "expected ')' for this '('");
                return nullptr;
            }
            if (!tests.empty() && m_in.consumeKeyword("or"))
                m_in.skipBlanks();
            ast::NodePtr test = singleTest(field);
            if (!test)
                return nullptr;
            tests.push_back(std::move(test));
        }
        m_in.consume(')');
        if (tests.empty()) {
            m_in.fail(open, "expected a value in these parentheses");
            return nullptr;
        }
        return field.compare == ast::Compare::NotEqual ? allOf(std::move(tests)) : anyOf(std::move(tests));
    }

    QueryReader m_in;
    Timestamp m_now;
    int m_nesting = 0;
};

} // namespace

std::variant<ast::NodePtr, QueryError> parseQuery(std::string_view text, Timestamp now)
{
    return QueryParser(text, now).parse();
}

} // namespace tapewatch::engine
