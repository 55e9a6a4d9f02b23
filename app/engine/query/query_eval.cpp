// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/query_eval.h"

#include "engine/query/value_match.h"

#include <algorithm>
#include <span>

namespace tapewatch::engine {

namespace {

using ast::Compare;

template <typename T>
bool compareValues(Compare compare, const T &left, const T &right)
{
    switch (compare) {
    case Compare::Has:
    case Compare::Equal:
        return left == right;
    case Compare::NotEqual:
        return left != right;
    case Compare::Less:
        return left < right;
    case Compare::LessOrEqual:
        return left <= right;
    case Compare::Greater:
        return left > right;
    case Compare::GreaterOrEqual:
        return left >= right;
    }
    return false;
}

bool inSpan(const ast::TimeTest &test, Timestamp time)
{
    switch (test.compare) {
    case Compare::Has:
    case Compare::Equal:
        return time >= test.from && time < test.until;
    case Compare::NotEqual:
        return time < test.from || time >= test.until;
    case Compare::Less:
        return time < test.from;
    case Compare::LessOrEqual:
        return time < test.until;
    case Compare::Greater:
        return time >= test.until;
    case Compare::GreaterOrEqual:
        return time >= test.from;
    }
    return false;
}

NameId columnOf(ast::NameTest::Column column, const RowColumns &columns)
{
    switch (column) {
    case ast::NameTest::Column::Category:
        return columns.category;
    case ast::NameTest::Column::Bot:
        return columns.bot;
    case ast::NameTest::Column::Logger:
        return columns.logger;
    }
    return {};
}

// A logger's name stands for everything below it too.
bool isLoggerOrBelow(const ast::ValueText &value, std::string_view logger)
{
    if (!value.needle)
        return equals(value, logger);
    return value.needle->starts(logger) &&
           (logger.size() == value.needle->size() || logger[value.needle->size()] == '.');
}

bool nameHas(const ast::NameTest &test, std::string_view name)
{
    switch (test.column) {
    case ast::NameTest::Column::Category:
        return equals(test.value, name);
    case ast::NameTest::Column::Bot:
        return contains(test.value, name);
    case ast::NameTest::Column::Logger:
        return isLoggerOrBelow(test.value, name);
    }
    return false;
}

bool textMatches(Compare compare, const ast::ValueText &value, std::string_view text)
{
    switch (compare) {
    case Compare::Has:
        return contains(value, text);
    case Compare::Equal:
        return equals(value, text);
    case Compare::NotEqual:
        return !equals(value, text);
    default:
        return ordered(compare, value, text);
    }
}

/// The members of a record that a path names.
class FieldFinder {
public:
    /// Whether `test` says yes to one of them.
    template <typename Test>
    static bool any(const std::vector<RecordField> &fields, const ast::FieldPath &path, const Test &test)
    {
        return search(fields, nullptr, path, test);
    }

private:
    struct Parent {
        const Parent *above;
        std::string_view name;
    };

    template <typename Test>
    static bool search(const std::vector<RecordField> &fields, const Parent *parent,
                       const ast::FieldPath &path, const Test &test)
    {
        return std::any_of(fields.begin(), fields.end(), [&](const RecordField &field) {
            if (fits(field.name, parent, path) && test(field))
                return true;
            const Parent self{parent, field.name};
            return search(field.children, &self, path, test);
        });
    }

    static bool fits(std::string_view name, const Parent *parent, const ast::FieldPath &path)
    {
        if (path.whole.equals(name))
            return true;
        if (path.parts.empty() || !path.parts.back().equals(name))
            return false;
        for (std::size_t i = path.parts.size() - 1; i-- > 0; parent = parent->above)
            if (parent == nullptr || !path.parts[i].equals(parent->name))
                return false;
        return true;
    }
};

bool fieldMatches(const ast::FieldTest &test, const RecordField &field)
{
    switch (field.kind) {
    case RecordField::Kind::Null:
        return false;
    // The text of an object or an array is that of its members.
    case RecordField::Kind::Object:
    case RecordField::Kind::Array:
        return std::any_of(field.children.begin(), field.children.end(),
                           [&](const RecordField &child) { return fieldMatches(test, child); });
    case RecordField::Kind::Number:
        if (test.compare == Compare::Has && test.value.number)
            return equals(test.value, field.value);
        break;
    case RecordField::Kind::Bool:
    case RecordField::Kind::String:
        break;
    }
    return textMatches(test.compare, test.value, field.value);
}

// Decoding costs a hundred times a search: a text that a value must hold as it stands is looked for first.
// Where the record escapes letters (\u0041) or has terminal colours in it, only decoding can tell.
bool mayHoldValue(const ast::FieldTest &test, const std::string &text)
{
    if ((test.compare != Compare::Has && test.compare != Compare::Equal) || !test.value.needle ||
        test.value.number)
        return true;
    const std::string &wanted = test.value.needle->lower();
    const bool plain = std::all_of(wanted.begin(), wanted.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    });
    return !plain || test.value.needle->isIn(text) || text.find("\\u") != std::string::npos ||
           text.find('\x1b') != std::string::npos;
}

class Evaluator {
public:
    Evaluator(const RowProbe &row, const NameTable &names)
        : m_row(row)
        , m_names(names)
    {
    }

    bool ask(const ast::Node &node) const { return std::visit(*this, node.test); }

    bool operator()(const ast::Everything &) const { return true; }
    bool operator()(const ast::Not &test) const { return !ask(*test.child); }
    bool operator()(const ast::And &test) const
    {
        return std::all_of(test.children.begin(), test.children.end(),
                           [this](const ast::NodePtr &child) { return ask(*child); });
    }
    bool operator()(const ast::Or &test) const
    {
        return std::any_of(test.children.begin(), test.children.end(),
                           [this](const ast::NodePtr &child) { return ask(*child); });
    }
    bool operator()(const ast::TextTest &test) const { return containsInOrder(test.parts, m_row.text()); }
    bool operator()(const ast::RegexTest &test) const { return test.regex.search(m_row.text()); }
    bool operator()(const ast::LevelTest &test) const
    {
        return m_row.columns.hasLevel && compareValues(test.compare, m_row.columns.level, test.level);
    }
    bool operator()(const ast::TimeTest &test) const { return inSpan(test, m_row.columns.time); }
    bool operator()(const ast::NameTest &test) const
    {
        const std::string_view name = m_names.name(columnOf(test.column, m_row.columns));
        if (name.empty())
            return false;
        return test.compare == Compare::Has ? nameHas(test, name)
                                            : textMatches(test.compare, test.value, name);
    }
    bool operator()(const ast::MessageTest &test) const
    {
        return textMatches(test.compare, test.value, m_row.record().message);
    }
    bool operator()(const ast::FieldTest &test) const
    {
        return mayHoldValue(test, m_row.text()) &&
               FieldFinder::any(m_row.record().fields, test.path,
                                [&](const RecordField &field) { return fieldMatches(test, field); });
    }
    bool operator()(const ast::HasLevel &) const { return m_row.columns.hasLevel; }
    bool operator()(const ast::HasName &test) const
    {
        return columnOf(test.column, m_row.columns) != NameId{};
    }
    bool operator()(const ast::HasField &test) const
    {
        return FieldFinder::any(m_row.record().fields, test.path, [](const RecordField &field) {
            return field.kind != RecordField::Kind::Null;
        });
    }

private:
    const RowProbe &m_row;
    const NameTable &m_names;
};

} // namespace

bool evaluate(const ast::Node &node, const RowProbe &row, const NameTable &names)
{
    return Evaluator(row, names).ask(node);
}

} // namespace tapewatch::engine
