// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/json_tree.h"

#include "engine/parse/field_roles.h"
#include "engine/parse/json_scanner.h"
#include "engine/parse/text.h"

#include <charconv>

namespace tapewatch::engine {

namespace {

class TreeReader {
public:
    explicit TreeReader(std::string_view text)
        : m_begin(text.data())
        , m_in(text)
    {
    }

    bool document(std::vector<RecordField> &out)
    {
        m_in.skipSpace();
        if (!members(out, 1))
            return false;
        m_in.skipSpace();
        return m_in.atEnd() || fail("the end of the line");
    }

    std::string fault() const
    {
        const auto column = static_cast<std::size_t>(m_in.position() - m_begin) + 1;
        return "column " + std::to_string(column) + ": expected " + std::string(m_expected);
    }

private:
    bool fail(std::string_view expected)
    {
        m_expected = expected;
        return false;
    }

    bool text(std::string &out)
    {
        JsonString string;
        if (!m_in.string(string))
            return fail("a string in quotes");
        if (string.escaped)
            unescapeJson(string.raw, out);
        else
            out = string.raw;
        return true;
    }

    bool members(std::vector<RecordField> &out, int depth)
    {
        if (depth > JsonScanner::kMaxDepth)
            return fail("less nesting");
        if (!m_in.consume('{'))
            return fail("'{'");
        m_in.skipSpace();
        if (m_in.consume('}'))
            return true;
        do {
            m_in.skipSpace();
            RecordField &field = out.emplace_back();
            if (!text(field.name))
                return false;
            m_in.skipSpace();
            if (!m_in.consume(':'))
                return fail("':'");
            if (!value(field, depth))
                return false;
            m_in.skipSpace();
        } while (m_in.consume(','));
        return m_in.consume('}') || fail("',' or '}'");
    }

    bool elements(std::vector<RecordField> &out, int depth)
    {
        if (depth > JsonScanner::kMaxDepth)
            return fail("less nesting");
        m_in.consume('[');
        m_in.skipSpace();
        if (m_in.consume(']'))
            return true;
        do {
            RecordField &field = out.emplace_back();
            field.name = std::to_string(out.size() - 1);
            if (!value(field, depth))
                return false;
            m_in.skipSpace();
        } while (m_in.consume(','));
        return m_in.consume(']') || fail("',' or ']'");
    }

    bool word(RecordField &field, std::string_view word, RecordField::Kind kind)
    {
        if (!m_in.consume(word))
            return fail("a value");
        field.kind = kind;
        field.value = word;
        return true;
    }

    bool number(RecordField &field)
    {
        for (const std::string_view special : {"NaN", "Infinity", "-Infinity"})
            if (m_in.consume(special)) {
                field.kind = RecordField::Kind::Number;
                field.value = special;
                return true;
            }
        std::string_view digits;
        if (!m_in.number(digits))
            return fail("a value");
        field.kind = RecordField::Kind::Number;
        field.value = digits;
        return true;
    }

    bool value(RecordField &field, int depth)
    {
        m_in.skipSpace();
        switch (m_in.peek()) {
        case '"':
            field.kind = RecordField::Kind::String;
            return text(field.value);
        case '{':
            field.kind = RecordField::Kind::Object;
            return members(field.children, depth + 1);
        case '[':
            field.kind = RecordField::Kind::Array;
            return elements(field.children, depth + 1);
        case 't':
            return word(field, "true", RecordField::Kind::Bool);
        case 'f':
            return word(field, "false", RecordField::Kind::Bool);
        case 'n':
            return word(field, "null", RecordField::Kind::Null);
        default:
            return number(field);
        }
    }

    const char *m_begin;
    JsonScanner m_in;
    std::string_view m_expected;
};

void offer(ColumnGuess &guess, const RecordField &field)
{
    const RankedRole role = roleOfKey(field.name);
    switch (field.kind) {
    case RecordField::Kind::String:
        guess.offerString(role, field.value);
        break;
    case RecordField::Kind::Number:
        guess.offerNumber(role, field.value);
        break;
    case RecordField::Kind::Object:
        guess.offerObject(role);
        break;
    default:
        break;
    }
}

// journald writes a message that is not valid UTF-8 as an array of bytes.
void offerByteMessage(ColumnGuess &guess, const RecordField &field, std::string &storage)
{
    const RankedRole role = roleOfKey(field.name);
    if (field.kind != RecordField::Kind::Array || role.role != FieldRole::Message || !storage.empty())
        return;
    storage = withoutAnsi(repairedUtf8(textOfByteArray(field)));
    if (!storage.empty())
        guess.offerString(role, storage);
}

} // namespace

bool readJsonObject(std::string_view text, std::vector<RecordField> &out)
{
    return TreeReader(text).document(out);
}

std::string explainJson(std::string_view text)
{
    std::vector<RecordField> fields;
    TreeReader reader(text);
    return reader.document(fields) ? std::string() : reader.fault();
}

std::string textOfByteArray(const RecordField &field)
{
    std::string out;
    for (const RecordField &element : field.children) {
        unsigned byte = 0;
        const char *end = element.value.data() + element.value.size();
        const auto [at, error] = std::from_chars(element.value.data(), end, byte);
        if (element.kind != RecordField::Kind::Number || error != std::errc() || at != end || byte > 255)
            return {};
        out += static_cast<char>(byte);
    }
    return out;
}

void fillFromFields(Record &record, const LineContext &context)
{
    ColumnGuess guess(context);
    std::string byteMessage;
    for (const RecordField &field : record.fields) {
        offer(guess, field);
        offerByteMessage(guess, field, byteMessage);
    }
    const ParsedLine columns = guess.columns();
    if (columns.hasTime)
        record.time = columns.time;
    if (columns.hasLevel)
        record.level = columns.level;
    record.category = columns.category;
    record.bot = columns.bot;
    record.logger = columns.logger;
    record.message = guess.message();
}

Record decodeJson(std::string_view text, const LineContext &context)
{
    const std::string repaired = isValidUtf8(text) ? std::string() : repairedUtf8(text);
    if (!repaired.empty())
        text = repaired;
    Record record;
    if (!readJsonObject(firstLine(text), record.fields))
        return undecodable(text, context);
    fillFromFields(record, context);
    if (const std::string_view more = afterFirstLine(text); !more.empty())
        record.message.append("\n").append(withoutAnsi(more));
    return record;
}

Record undecodable(std::string_view text, const LineContext &context)
{
    Record record;
    record.wellFormed = false;
    record.message = withoutAnsi(repairedUtf8(withoutCarriageReturn(text)));
    record.category = context.category;
    record.bot = context.bot;
    return record;
}

} // namespace tapewatch::engine
