// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/record.h>

#include "format/json_writer.h"

namespace tapewatch {

namespace {

using detail::JsonWriter;

bool isEmpty(const ValueView &value)
{
    const auto *text = std::get_if<std::string_view>(&value);
    return std::holds_alternative<std::monostate>(value) || (text != nullptr && text->empty());
}

char *putHead(const RecordView &record, JsonWriter &writer, char *at)
{
    at = writer.literal(R"({"timestamp":")", at);
    at = writer.time(record.timestamp, at);
    at = writer.literal(R"(","level":")", at);
    at = writer.verbatim(levelName(record.level), at);
    at = writer.literal(R"(","category":")", at);
    at = writer.escaped(record.category, at);
    at = writer.literal(R"(","logger":")", at);
    at = writer.escaped(record.logger, at);
    at = writer.literal(R"(","message":")", at);
    at = writer.escaped(record.message, at);
    at = writer.literal(R"(","bot":")", at);
    at = writer.escaped(record.bot, at);
    at = writer.literal(R"(","pid":)", at);
    at = writer.integer(record.pid, at);
    at = writer.literal(R"(,"thread":)", at);
    at = writer.integer(record.thread, at);
    at = writer.literal(R"(,"seq":)", at);
    return writer.integer(record.seq, at);
}

char *putSource(const RecordView &record, JsonWriter &writer, char *at)
{
    if (record.sourceLine != 0 && !record.sourceFile.empty()) {
        at = writer.literal(R"(,"source":")", at);
        at = writer.escaped(record.sourceFile, at);
        at = writer.literal(":", at);
        at = writer.integer(record.sourceLine, at);
        at = writer.literal("\"", at);
    }
    if (!record.function.empty()) {
        at = writer.literal(R"(,"function":)", at);
        at = writer.string(record.function, at);
    }
    return at;
}

char *putMember(const FieldView &field, JsonWriter &writer, char *at)
{
    at = writer.string(field.name, at);
    at = writer.literal(":", at);
    return writer.value(field.value, at);
}

char *putFields(std::span<const FieldView> fields, JsonWriter &writer, char *at)
{
    if (fields.empty())
        return at;
    at = writer.literal(R"(,"fields":{)", at);
    at = putMember(fields.front(), writer, at);
    for (const FieldView &field : fields.subspan(1))
        at = putMember(field, writer, writer.literal(",", at));
    return writer.literal("}", at);
}

char *putEvent(const RecordView &record, JsonWriter &writer, char *at)
{
    if (record.eventKey.empty())
        return at;
    at = writer.literal(",", at);
    at = writer.string(record.eventKey, at);
    at = writer.literal(":{", at);
    bool first = true;
    for (const FieldView &member : record.event) {
        if (isEmpty(member.value))
            continue;
        at = putMember(member, writer, first ? at : writer.literal(",", at));
        first = false;
    }
    return writer.literal("}", at);
}

} // namespace

void appendJsonLine(const RecordView &record, std::string &out)
{
    JsonWriter writer(out);
    char *at = putHead(record, writer, writer.begin());
    at = putSource(record, writer, at);
    at = putFields(record.fields, writer, at);
    at = putEvent(record, writer, at);
    if (record.recovered)
        at = writer.literal(R"(,"recovered":true)", at);
    if (record.backtrace)
        at = writer.literal(R"(,"backtrace":true)", at);
    writer.flush(writer.literal("}\n", at));
}

void appendJsonString(std::string_view text, std::string &out)
{
    JsonWriter writer(out);
    writer.flush(writer.string(text, writer.begin()));
}

void appendJsonValue(const ValueView &value, std::string &out)
{
    JsonWriter writer(out);
    writer.flush(writer.value(value, writer.begin()));
}

} // namespace tapewatch
