// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/logfmt_format.h"

#include "engine/parse/field_roles.h"
#include "engine/parse/json_scanner.h"
#include "engine/parse/json_tree.h"
#include "engine/parse/text.h"
#include "engine/parse/text_cursor.h"

#include <algorithm>
#include <array>

namespace tapewatch::engine {

namespace {

struct LogfmtScratch final : LineFormat::Scratch {
    std::string plain;
    // Values that had to be unescaped; the columns may point to them until the next line.
    std::vector<std::string> unescaped;
};

struct Pair {
    std::string_view key;
    std::string_view value; ///< between the quotes, not unescaped
    bool quoted = false;
    bool escaped = false;
};

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_.-@/#:").find(c) != std::string_view::npos;
}

/// Takes pairs off the front of a text.
class PairReader {
public:
    explicit PairReader(std::string_view text)
        : m_in(text)
    {
        skipBlanks();
    }

    [[nodiscard]] bool atEnd() const { return m_in.atEnd(); }
    [[nodiscard]] std::string_view rest() const { return m_in.rest(); }

    bool next(Pair &out)
    {
        const std::string_view text = m_in.rest();
        std::size_t length = 0;
        while (length < text.size() && isKeyCharacter(text[length]))
            ++length;
        if (length == 0 || length == text.size() || text[length] != '=')
            return false;
        out = {};
        out.key = text.substr(0, length);
        m_in.advance(length + 1);
        const bool good = m_in.consume('"') ? quotedValue(out) : bareValue(out);
        skipBlanks();
        return good;
    }

private:
    void skipBlanks()
    {
        while (m_in.peek() == ' ' || m_in.peek() == '\t' || m_in.peek() == '\n' || m_in.peek() == '\r')
            m_in.advance(1);
    }

    bool bareValue(Pair &out)
    {
        const std::string_view text = m_in.rest();
        const std::size_t length = std::min(text.find_first_of(" \t\r\n"), text.size());
        out.value = text.substr(0, length);
        m_in.advance(length);
        return out.value.find('"') == std::string_view::npos;
    }

    // A quote that never closes takes the rest: the value goes on in the next line.
    bool quotedValue(Pair &out)
    {
        const std::string_view text = m_in.rest();
        std::size_t at = 0;
        while (at < text.size() && text[at] != '"') {
            out.escaped = out.escaped || text[at] == '\\';
            at += text[at] == '\\' ? 2 : 1;
        }
        at = std::min(at, text.size());
        out.quoted = true;
        out.value = text.substr(0, at);
        m_in.advance(std::min(at + 1, text.size()));
        const char after = m_in.peek();
        return m_in.atEnd() || after == ' ' || after == '\t' || after == '\n' || after == '\r';
    }

    TextCursor m_in;
};

std::string unescaped(std::string_view value)
{
    std::string out;
    out.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            out += value[i];
            continue;
        }
        const char c = value[++i];
        if (c == 'n')
            out += '\n';
        else if (c == 't')
            out += '\t';
        else if (c == 'r')
            out += '\r';
        else if (c == '"' || c == '\\')
            out += c;
        else
            out.append("\\").append(1, c);
    }
    return out;
}

RecordField::Kind kindOf(const Pair &pair)
{
    if (pair.quoted)
        return RecordField::Kind::String;
    if (pair.value == "true" || pair.value == "false")
        return RecordField::Kind::Bool;
    JsonScanner number(pair.value);
    std::string_view digits;
    return number.number(digits) && number.atEnd() ? RecordField::Kind::Number : RecordField::Kind::String;
}

// Numbers are offered as text: a level or a time may be one, a message as well.
bool offerPairs(std::string_view line, LogfmtScratch &scratch, ColumnGuess &guess)
{
    PairReader reader(line);
    Pair pair;
    std::size_t pairs = 0;
    scratch.unescaped.clear();
    // The views in `guess` must not move when the next value is put beside them.
    scratch.unescaped.reserve(static_cast<std::size_t>(std::count(line.begin(), line.end(), '=')));
    while (!reader.atEnd()) {
        if (!reader.next(pair))
            return false;
        ++pairs;
        if (pair.escaped)
            pair.value = scratch.unescaped.emplace_back(unescaped(pair.value));
        guess.offerString(roleOfKey(pair.key), pair.value);
    }
    return pairs >= 2;
}

} // namespace

std::unique_ptr<LineFormat::Scratch> LogfmtFormat::makeScratch() const
{
    return std::make_unique<LogfmtScratch>();
}

ParsedLine LogfmtFormat::parse(std::string_view line, const LineContext &context, Scratch &scratch) const
{
    auto &own = static_cast<LogfmtScratch &>(scratch);
    line = withoutCarriageReturn(line);
    if (hasAnsi(line)) {
        own.plain = withoutAnsi(line);
        line = own.plain;
    }
    if (!isValidUtf8(line)) {
        own.plain = repairedUtf8(line);
        line = own.plain;
    }
    ColumnGuess guess(context);
    if (!offerPairs(line, own, guess)) {
        ParsedLine other;
        other.kind = ParsedLine::Kind::Continuation;
        return other;
    }
    return guess.columns();
}

Record LogfmtFormat::decode(std::string_view text, const LineContext &context) const
{
    const std::string clean = withoutAnsi(isValidUtf8(text) ? std::string(text) : repairedUtf8(text));
    Record record;
    PairReader reader(withoutCarriageReturn(clean));
    Pair pair;
    while (!reader.atEnd() && reader.next(pair))
        record.fields.push_back({std::string(pair.key),
                                 pair.escaped ? unescaped(pair.value) : std::string(pair.value),
                                 kindOf(pair),
                                 {}});
    if (record.fields.size() < 2)
        return undecodable(text, context);
    fillFromFields(record, context);
    // Continuation lines that belong to no quoted value: a traceback.
    if (!reader.atEnd())
        record.message.append("\n").append(reader.rest());
    return record;
}

std::string LogfmtFormat::explain(std::string_view line, const LineContext &) const
{
    PairReader reader(line);
    Pair pair;
    while (!reader.atEnd() && reader.next(pair)) {
    }
    return "expected key=value, found " + quoted(reader.atEnd() ? line : reader.rest());
}

} // namespace tapewatch::engine
