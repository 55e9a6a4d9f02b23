// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/json_format.h"

#include "engine/parse/field_roles.h"
#include "engine/parse/json_scanner.h"
#include "engine/parse/json_tree.h"
#include "engine/parse/text.h"

#include <simdjson.h>

#include <cstring>
#include <deque>

namespace tapewatch::engine {

namespace {

namespace ondemand = simdjson::ondemand;

struct JsonScratch final : LineFormat::Scratch {
    ondemand::parser parser;
    std::string repaired;
    std::deque<std::string> unescaped; // the columns may point to them
};

// The key as it stands in the line. An escaped quote ends it early, which can only make it unknown.
std::string_view rawKey(ondemand::raw_json_string key, const char *end)
{
    const char *begin = key.raw();
    const void *quote = std::memchr(begin, '"', static_cast<std::size_t>(end - begin));
    return quote == nullptr
               ? std::string_view()
               : std::string_view(begin, static_cast<std::size_t>(static_cast<const char *>(quote) - begin));
}

// Unescaped by us, not by simdjson: that has no answer for half a surrogate pair, and the whole record is
// decoded by the same function.
std::string_view stringOf(ondemand::value value, const char *end, JsonScratch &scratch)
{
    ondemand::raw_json_string raw;
    if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS)
        return {};
    const char *quote = raw.raw() - 1;
    JsonScanner scanner(std::string_view(quote, static_cast<std::size_t>(end - quote)));
    JsonString string;
    if (!scanner.string(string))
        return {};
    if (!string.escaped)
        return string.raw;
    unescapeJson(string.raw, scratch.unescaped.emplace_back());
    return scratch.unescaped.back();
}

void offerValue(ColumnGuess &guess, RankedRole role, ondemand::value value, const char *end,
                JsonScratch &scratch)
{
    ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS)
        return;
    if (type == ondemand::json_type::string) {
        guess.offerString(role, stringOf(value, end, scratch));
    } else if (type == ondemand::json_type::number) {
        guess.offerNumber(role, trimmed(value.raw_json_token()));
    } else if (type == ondemand::json_type::object) {
        guess.offerObject(role);
    }
}

simdjson::error_code readObject(std::string_view line, JsonScratch &scratch, ColumnGuess &guess)
{
    // The caller pads the line (LineFormat::parse).
    const simdjson::padded_string_view padded(line.data(), line.size(),
                                              line.size() + simdjson::SIMDJSON_PADDING);
    ondemand::document document;
    ondemand::object object;
    if (const auto error = scratch.parser.iterate(padded).get(document))
        return error;
    if (const auto error = document.get_object().get(object))
        return error;
    const char *end = line.data() + line.size();
    for (auto member : object) {
        ondemand::field field;
        if (const auto error = std::move(member).get(field))
            return error;
        const RankedRole role = roleOfKey(rawKey(field.key(), end));
        if (role.role != FieldRole::None && role.role != FieldRole::Message)
            offerValue(guess, role, field.value(), end, scratch);
    }
    const bool atEnd = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return atEnd ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
}

bool isObject(std::string_view line)
{
    const std::string_view inner = trimmed(line);
    return inner.size() >= 2 && inner.front() == '{' && inner.back() == '}';
}

} // namespace

std::unique_ptr<LineFormat::Scratch> JsonFormat::makeScratch() const
{
    return std::make_unique<JsonScratch>();
}

ParsedLine JsonFormat::parse(std::string_view line, const LineContext &context, Scratch &scratch) const
{
    line = withoutCarriageReturn(line);
    ParsedLine malformed;
    malformed.kind = looksContinued(line) ? ParsedLine::Kind::Continuation : ParsedLine::Kind::Malformed;
    if (!isObject(line))
        return malformed;
    auto &own = static_cast<JsonScratch &>(scratch);
    own.unescaped.clear();
    ColumnGuess guess(context);
    auto error = readObject(line, own, guess);
    if (error == simdjson::UTF8_ERROR) {
        own.repaired = repairedUtf8(line);
        const std::size_t size = own.repaired.size();
        own.repaired.append(simdjson::SIMDJSON_PADDING, ' ');
        guess = ColumnGuess(context);
        error = readObject(std::string_view(own.repaired).substr(0, size), own, guess);
    }
    return error == simdjson::SUCCESS ? guess.columns() : malformed;
}

Record JsonFormat::decode(std::string_view text, const LineContext &context) const
{
    return decodeJson(text, context);
}

std::string JsonFormat::explain(std::string_view line, const LineContext &) const
{
    return explainJson(line) + " of a JSON object, found " + quoted(line);
}

} // namespace tapewatch::engine
