// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/json_writer.h"

#include <algorithm>
#include <cmath>

namespace tapewatch::detail {

char *JsonWriter::escapedCharacter(unsigned char c, char *at)
{
    constexpr std::string_view kShort = "\"\\\b\f\n\r\t";
    constexpr std::string_view kShortNames = "\"\\bfnrt";
    constexpr std::string_view kHex = "0123456789abcdef";
    if (const std::size_t i = kShort.find(static_cast<char>(c)); i != std::string_view::npos)
        return verbatim(kShortNames.substr(i, 1), literal("\\", at));
    at = literal("\\u00", at);
    at = verbatim(kHex.substr(c >> 4, 1), at);
    return verbatim(kHex.substr(c & 0xF, 1), at);
}

char *JsonWriter::oneCharacter(std::string_view text, const Utf8Step &step, char *at)
{
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (!step.valid)
        return verbatim(kReplacement, at);
    if (step.length == 1)
        return escapedCharacter(byteAt(0), at);
    if (byteAt(0) == 0xC2 && byteAt(1) < 0xA0)
        return escapedCharacter(byteAt(1), at); // U+0080 to U+009F are controls too: terminals obey them
    return verbatim(text.substr(0, step.length), at);
}

char *JsonWriter::escapedSlowly(std::string_view text, char *at)
{
    while (!text.empty()) {
        const std::size_t piece = std::min(text.size(), kPiece);
        at = room(piece, at);
        const std::size_t clean = copyPlain(text.data(), piece, at);
        at += clean;
        text.remove_prefix(clean);
        if (clean == piece)
            continue;
        const Utf8Step step = utf8Step(text, 0);
        at = oneCharacter(text, step, at);
        text.remove_prefix(step.length);
    }
    return at;
}

char *JsonWriter::number(double value, char *at)
{
    constexpr std::size_t kLongest = 32;
    if (std::isnan(value))
        return literal("\"NaN\"", at);
    if (std::isinf(value))
        return value < 0 ? literal("\"-Infinity\"", at) : literal("\"Infinity\"", at);
    at = room(kLongest, at);
    return std::to_chars(at, at + kLongest, value).ptr;
}

char *JsonWriter::decimal(const Decimal &value, char *at)
{
    at = room(Decimal::kMaxLength, at);
    return at + value.write(at);
}

char *JsonWriter::value(const ValueView &value, char *at)
{
    struct Visitor {
        JsonWriter &writer;
        char *at;
        char *operator()(std::monostate) { return writer.literal("null", at); }
        char *operator()(bool b) { return b ? writer.literal("true", at) : writer.literal("false", at); }
        char *operator()(std::int64_t n) { return writer.integer(n, at); }
        char *operator()(std::uint64_t n) { return writer.integer(n, at); }
        char *operator()(double d) { return writer.number(d, at); }
        char *operator()(const Decimal &d) { return writer.decimal(d, at); }
        char *operator()(std::string_view text) { return writer.string(text, at); }
    };
    return std::visit(Visitor{*this, at}, value);
}

} // namespace tapewatch::detail
