// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/field_tests.h"

#include "engine/query/query_parser.h"
#include "engine/query/query_times.h"
#include "engine/query/value_match.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tapewatch::engine {

namespace {

using ast::Compare;

/// A field with its operator and value, and where to leave an error.
struct Request {
    const QueryField &field;
    const QueryValue &value;
    Timestamp now;
    QueryReader &reader;

    ast::NodePtr expected(std::string_view what) const
    {
        reader.fail(value.span, "expected " + std::string(what) + " after '" + field.written + "', found " +
                                    reader.textOf(value.span));
        return nullptr;
    }
    ast::NodePtr unfitOperator(std::string_view allowed) const
    {
        reader.fail(field.span, "'" + field.name + "' can be asked with " + std::string(allowed) +
                                    " only, found '" + field.written + "'");
        return nullptr;
    }
};

template <typename Test>
ast::NodePtr node(Test test)
{
    return std::make_shared<const ast::Node>(ast::Node{std::move(test)});
}

bool isOrder(Compare compare)
{
    return compare != Compare::Has && compare != Compare::Equal && compare != Compare::NotEqual;
}

// The two sides of "a..b", where the operator allows a range.
std::optional<std::pair<std::string_view, std::string_view>> rangeOf(const Request &request)
{
    const std::string_view text = request.value.text;
    const std::size_t dots = text.find("..");
    const Compare compare = request.field.compare;
    if ((compare != Compare::Has && compare != Compare::Equal) || request.value.quoted ||
        request.value.regex || dots == std::string_view::npos || dots == 0 || dots + 2 == text.size())
        return std::nullopt;
    return std::pair(text.substr(0, dots), text.substr(dots + 2));
}

std::optional<Level> levelFrom(std::string_view text)
{
    const auto level = parseLevel(text);
    return level == Level::Off ? std::nullopt : level;
}

ast::NodePtr levelTest(const Request &request)
{
    if (const auto sides = rangeOf(request)) {
        const auto from = levelFrom(sides->first);
        const auto to = levelFrom(sides->second);
        if (from && to)
            return allOf({node(ast::LevelTest{Compare::GreaterOrEqual, *from}),
                          node(ast::LevelTest{Compare::LessOrEqual, *to})});
    }
    const auto level = request.value.regex ? std::nullopt : levelFrom(request.value.text);
    if (!level)
        return request.expected("a level (trace, debug, info, warning, error or critical)");
    return node(ast::LevelTest{request.field.compare, *level});
}

ast::NodePtr timeTest(const Request &request)
{
    if (const auto sides = rangeOf(request)) {
        const auto from = parseTimeSpan(sides->first, request.now);
        const auto to = parseTimeSpan(sides->second, request.now);
        if (from && to)
            return node(ast::TimeTest{Compare::Has, from->from, to->until});
    }
    const auto span = request.value.regex ? std::nullopt : parseTimeSpan(request.value.text, request.now);
    if (!span)
        return request.expected("a time (10:15, 2026-01-05, 2026-01-05T10:15:30Z, today or -15m)");
    return node(ast::TimeTest{request.field.compare, span->from, span->until});
}

ast::NodePtr lastTest(const Request &request)
{
    const auto duration = request.value.regex ? std::nullopt : parseDuration(request.value.text);
    if (!duration)
        return request.expected("a duration (90s, 15m, 2h, 1d)");
    if (request.field.compare != Compare::Has && request.field.compare != Compare::Equal)
        return request.unfitOperator("':'");
    const Timestamp from = request.now - *duration;
    return node(ast::TimeTest{Compare::GreaterOrEqual, from, from});
}

// A text, a number or a time to compare with.
std::optional<ast::ValueText> valueOf(const Request &request)
{
    if (request.value.regex) {
        ast::ValueText value;
        value.text = request.value.text;
        value.regex = request.value.regex;
        return value;
    }
    ast::ValueText value = makeValueText(request.value.text, request.value.quoted);
    if (isOrder(request.field.compare) && !value.number && !value.time)
        return std::nullopt;
    return value;
}

ast::NodePtr nameTest(const Request &request, ast::NameTest::Column column)
{
    if (isOrder(request.field.compare))
        return request.unfitOperator("':', '=' and '!='");
    return node(ast::NameTest{column, request.field.compare, *valueOf(request)});
}

ast::NodePtr messageTest(const Request &request)
{
    if (isOrder(request.field.compare))
        return request.unfitOperator("':', '=' and '!='");
    return node(ast::MessageTest{request.field.compare, *valueOf(request)});
}

ast::FieldPath pathOf(std::string_view name)
{
    ast::FieldPath path{{}, TextNeedle(name)};
    while (!name.empty()) {
        const std::size_t dot = std::min(name.find('.'), name.size());
        path.parts.emplace_back(name.substr(0, dot));
        name.remove_prefix(std::min(dot + 1, name.size()));
    }
    return path;
}

ast::NodePtr nestedTest(const Request &request)
{
    const ast::FieldPath path = pathOf(request.field.name);
    if (const auto sides = rangeOf(request)) {
        const ast::ValueText from = makeValueText(sides->first, false);
        const ast::ValueText to = makeValueText(sides->second, false);
        if ((from.number && to.number) || (from.time && to.time))
            return allOf({node(ast::FieldTest{path, Compare::GreaterOrEqual, from}),
                          node(ast::FieldTest{path, Compare::LessOrEqual, to})});
    }
    auto value = valueOf(request);
    if (!value)
        return request.expected("a number or a time");
    return node(ast::FieldTest{path, request.field.compare, *std::move(value)});
}

ast::NodePtr hasTest(const Request &request)
{
    if (request.field.compare != Compare::Has)
        return request.unfitOperator("':'");
    if (request.value.regex)
        return request.expected("the name of a field");
    const TextNeedle name(request.value.text);
    if (name.lower() == "level")
        return node(ast::HasLevel{});
    if (name.lower() == "category")
        return node(ast::HasName{ast::NameTest::Column::Category});
    if (name.lower() == "bot")
        return node(ast::HasName{ast::NameTest::Column::Bot});
    if (name.lower() == "logger")
        return node(ast::HasName{ast::NameTest::Column::Logger});
    return node(ast::HasField{pathOf(request.value.text)});
}

struct KnownField {
    std::string_view name;
    ast::NodePtr (*make)(const Request &);
};

constexpr std::array<KnownField, 10> kKnownFields{{
    {"level", levelTest},
    {"time", timeTest},
    {"timestamp", timeTest},
    {"last", lastTest},
    {"has", hasTest},
    {"category", [](const Request &r) { return nameTest(r, ast::NameTest::Column::Category); }},
    {"bot", [](const Request &r) { return nameTest(r, ast::NameTest::Column::Bot); }},
    {"logger", [](const Request &r) { return nameTest(r, ast::NameTest::Column::Logger); }},
    {"message", messageTest},
    {"msg", messageTest},
}};

} // namespace

ast::NodePtr makeFieldTest(const QueryField &field, const QueryValue &value, Timestamp now,
                           QueryReader &reader)
{
    const Request request{field, value, now, reader};
    for (const KnownField &known : kKnownFields)
        if (known.name == field.name)
            return known.make(request);
    return nestedTest(request);
}

ast::NodePtr makeTextTest(const QueryValue &value)
{
    if (value.regex)
        return node(ast::RegexTest{value.text, value.ignoreCase, *value.regex});
    if (value.quoted)
        return node(ast::TextTest{{TextNeedle(value.text)}});
    return node(ast::TextTest{globParts(value.text)});
}

} // namespace tapewatch::engine
