// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/regex.h"
#include "engine/query/text_search.h"

#include <tapewatch/format/decimal.h>
#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What a query's text stands for. Built by the parser, read by executors: the evaluator of Query, later an
/// index or a distributed log store. Immutable once built.
namespace tapewatch::engine::ast {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

/// `Has` is what ':' asks: the level or the category itself, a part of any other text, the value of a number.
enum class Compare : std::uint8_t { Has, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

/// Matches every record.
struct Everything {};

struct Not {
    NodePtr child;
};

/// Children stand in the order in which they are cheapest to ask.
struct And {
    std::vector<NodePtr> children;
};

struct Or {
    std::vector<NodePtr> children;
};

/// The parts of a word with `*` in it, one after another somewhere in the raw text of the record, in any
/// case.
struct TextTest {
    std::vector<TextNeedle> parts;
};

struct RegexTest {
    std::string pattern;
    bool ignoreCase = false;
    Regex regex;
};

/// By rank. A record without a level matches no test.
struct LevelTest {
    Compare compare = Compare::Has;
    Level level = Level::Info;
};

/// The record's time against the span [from, until) that the query's text names: a day, a minute, an instant.
struct TimeTest {
    Compare compare = Compare::Has;
    Timestamp from;
    Timestamp until;
};

/// A text to compare values with, in any case of ASCII letters.
struct ValueText {
    std::string text;                  ///< as written, `*` not yet taken apart
    std::vector<TextNeedle> globParts; ///< what stands between the `*`; empty: no glob
    bool globStart = false;            ///< begins with `*`
    bool globEnd = false;              ///< ends with `*`
    std::optional<TextNeedle> needle;  ///< the whole text; set where there is no glob
    std::optional<Regex> regex;        ///< /regex/ in the place of a text
    std::optional<Decimal> number;     ///< the text as a number
    std::optional<Timestamp> time;     ///< the text as a time
};

/// A column that is a name: compare is Has, Equal or NotEqual.
struct NameTest {
    enum class Column : std::uint8_t { Category, Bot, Logger };
    Column column = Column::Category;
    Compare compare = Compare::Has;
    ValueText value;
};

struct MessageTest {
    Compare compare = Compare::Has;
    ValueText value;
};

/// Where a member of the record is: by its whole path ("trade.symbol"), the end of it ("symbol"), or a name
/// that has the dots in it ("log.level").
struct FieldPath {
    std::vector<TextNeedle> parts;
    TextNeedle whole;
};

struct FieldTest {
    FieldPath path;
    Compare compare = Compare::Has;
    ValueText value;
};

struct HasLevel {};
struct HasName {
    NameTest::Column column;
};
struct HasField {
    FieldPath path;
};

struct Node {
    std::variant<Everything, Not, And, Or, TextTest, RegexTest, LevelTest, TimeTest, NameTest, MessageTest,
                 FieldTest, HasLevel, HasName, HasField>
        test;
};

} // namespace tapewatch::engine::ast
