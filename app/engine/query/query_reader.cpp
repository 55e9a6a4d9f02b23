// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/query_reader.h"

#include "engine/parse/text.h"

#include <algorithm>
#include <array>

namespace tapewatch::engine {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool endsWord(char c)
{
    return isBlank(c) || c == '(' || c == ')' || c == '"';
}

bool startsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@';
}

bool isInName(char c)
{
    return startsName(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
}

struct Operator {
    std::string_view text;
    ast::Compare compare;
};

// Longer ones first.
constexpr std::array<Operator, 8> kOperators{{
    {"!=", ast::Compare::NotEqual},
    {"<=", ast::Compare::LessOrEqual},
    {">=", ast::Compare::GreaterOrEqual},
    {"==", ast::Compare::Equal},
    {"=", ast::Compare::Equal},
    {"<", ast::Compare::Less},
    {">", ast::Compare::Greater},
    {":", ast::Compare::Has},
}};

} // namespace

void QueryReader::skipBlanks()
{
    while (!atEnd() && isBlank(m_text[m_at]))
        ++m_at;
}

bool QueryReader::consume(char c)
{
    if (atEnd() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool QueryReader::consumeKeyword(std::string_view word)
{
    const std::string_view rest = m_text.substr(m_at);
    if (rest.size() < word.size() || !TextNeedle(word).equals(rest.substr(0, word.size())))
        return false;
    if (rest.size() > word.size() && !endsWord(rest[word.size()]))
        return false;
    m_at += word.size();
    return true;
}

std::optional<QueryField> QueryReader::field()
{
    const std::string_view rest = m_text.substr(m_at);
    if (rest.empty() || !startsName(rest.front()))
        return std::nullopt;
    const auto nameEnd =
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), isInName) - rest.begin());
    const std::string_view behind = rest.substr(nameEnd);
    for (const Operator &op : kOperators) {
        if (!behind.starts_with(op.text))
            continue;
        // "https://host" is a word.
        if (behind.starts_with("://"))
            return std::nullopt;
        const std::size_t length = nameEnd + op.text.size();
        QueryField field{{m_at, length},
                         toLowerAscii(rest.substr(0, nameEnd)),
                         op.compare,
                         std::string(rest.substr(0, length))};
        m_at += length;
        return field;
    }
    return std::nullopt;
}

std::optional<QueryValue> QueryReader::value()
{
    switch (peek()) {
    case '"':
        return phrase();
    case '/':
        return regex();
    default:
        return word();
    }
}

std::optional<QueryValue> QueryReader::phrase()
{
    QueryValue out;
    out.quoted = true;
    const std::size_t start = m_at++;
    while (!atEnd() && m_text[m_at] != '"') {
        if (m_text[m_at] == '\\' && (peek(1) == '"' || peek(1) == '\\'))
            ++m_at;
        out.text += m_text[m_at++];
    }
    if (!consume('"'))
        return fail({start, m_text.size() - start}, "expected '\"' at the end of the phrase");
    out.span = {start, m_at - start};
    return out;
}

std::optional<QueryValue> QueryReader::regex()
{
    QueryValue out;
    const std::size_t start = m_at++;
    while (!atEnd() && m_text[m_at] != '/') {
        if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
            // The slash needs its backslash for us only; every other escape is the regex's own.
            if (peek(1) != '/')
                out.text += '\\';
            ++m_at;
        }
        out.text += m_text[m_at++];
    }
    if (!consume('/'))
        return fail({start, m_text.size() - start},
                    "expected '/' at the end of the regex; put the text in quotes to search for it as it is");
    const std::size_t flags = m_at;
    while (!atEnd() && !endsWord(m_text[m_at]))
        ++m_at;
    const std::string_view given = m_text.substr(flags, m_at - flags);
    if (!given.empty() && given != "i")
        return fail({flags, given.size()}, "expected 'i' or a blank behind the regex, found '" +
                                               std::string(given) +
                                               "'; put the text in quotes to search for it as it is");
    out.ignoreCase = given == "i";
    out.span = {start, m_at - start};
    auto compiled = Regex::compile(out.text, out.ignoreCase);
    if (const auto *error = std::get_if<RegexError>(&compiled))
        return fail({std::min(start + 1 + error->offset, flags - 1), 1}, "invalid regex: " + error->message);
    out.regex = std::get<Regex>(std::move(compiled));
    return out;
}

std::optional<QueryValue> QueryReader::word()
{
    const std::size_t start = m_at;
    while (!atEnd() && !endsWord(m_text[m_at]))
        ++m_at;
    QueryValue out;
    out.span = {start, m_at - start};
    out.text = m_text.substr(start, m_at - start);
    return out;
}

QuerySpan QueryReader::here() const
{
    std::size_t end = m_at;
    while (end < m_text.size() && !endsWord(m_text[end]))
        ++end;
    if (end == m_at && !atEnd())
        ++end;
    return {m_at, end - m_at};
}

std::string QueryReader::textOf(QuerySpan span) const
{
    if (span.length == 0)
        return "the end";
    return "'" + std::string(m_text.substr(span.column, span.length)) + "'";
}

std::nullopt_t QueryReader::fail(QuerySpan span, std::string message)
{
    if (!m_error)
        m_error = QueryError{span.column, span.length, std::move(message)};
    return std::nullopt;
}

} // namespace tapewatch::engine
