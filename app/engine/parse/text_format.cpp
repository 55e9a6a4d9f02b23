// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/text_format.h"

#include "engine/parse/field_roles.h"
#include "engine/parse/json_tree.h"
#include "engine/parse/text.h"
#include "engine/parse/time_text.h"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

namespace tapewatch::engine {

namespace {

struct TextScratch final : LineFormat::Scratch {
    std::string plain; // the line without its terminal colours, or repaired
};

constexpr std::size_t kMostGroups = 64;

bool hasValidNames(const ParsedLine &columns)
{
    return isValidUtf8(columns.logger) && isValidUtf8(columns.bot) && isValidUtf8(columns.category);
}

} // namespace

/// What the pattern that fits a line found.
struct TextFormat::Match {
    const LinePattern *pattern = nullptr;
    std::array<std::string_view, kMostGroups> groups;
    ParsedLine columns;
    std::string_view message;

    [[nodiscard]] std::string_view groupNamed(std::string_view name) const
    {
        for (const LinePattern::Group &group : pattern->groups)
            if (group.name == name && !groups[group.index].empty())
                return groups[group.index];
        return {};
    }
};

TextFormat::TextFormat(FormatDefinition definition)
    : m_definition(std::move(definition))
{
}

std::unique_ptr<LineFormat::Scratch> TextFormat::makeScratch() const
{
    return std::make_unique<TextScratch>();
}

std::optional<Timestamp> TextFormat::timeOf(std::string_view text, const LineContext &context) const
{
    for (const TimeFormat &format : m_definition.times) {
        std::optional<Timestamp> time;
        switch (format.kind) {
        case TimeFormat::Kind::Iso:
            time = parseTimeText(text, context.utcOffset);
            break;
        case TimeFormat::Kind::Epoch:
            time = parseEpoch(text);
            break;
        case TimeFormat::Kind::Pattern:
            time = format.pattern->parse(text, context.utcOffset,
                                         context.reference ? *context.reference : Timestamp::now());
            break;
        }
        if (time)
            return time;
    }
    return std::nullopt;
}

std::optional<Level> TextFormat::levelByName(std::string_view text) const
{
    text = trimmed(text);
    if (!m_definition.levels.empty()) {
        const std::string lower = toLowerAscii(text);
        for (const auto &[name, level] : m_definition.levels)
            if (name == lower)
                return level;
    }
    return levelOf(text, FieldRole::Level);
}

std::string_view TextFormat::categoryOf(const Match &match, const LineContext &context) const
{
    for (const CategoryRule &rule : m_definition.categories)
        if (rule.regex.search(match.groupNamed(rule.field)))
            return rule.category;
    if (!match.columns.category.empty())
        return match.columns.category;
    const auto level = match.columns.hasLevel ? std::optional(match.columns.level) : std::nullopt;
    return guessedCategory(match.columns.logger, level, context);
}

// False where the value makes the line no record of this format.
bool TextFormat::takeGroup(const LinePattern::Group &group, const LineContext &context, Match &out) const
{
    const std::string_view value = out.groups[group.index];
    ParsedLine &columns = out.columns;
    const auto takeLevel = [&](std::optional<Level> level) {
        if (level && *level != Level::Off) {
            columns.level = *level;
            columns.hasLevel = true;
        }
    };
    switch (group.role) {
    case GroupRole::Time: {
        const auto time = timeOf(value, context);
        columns.time = time.value_or(Timestamp{});
        columns.hasTime = time.has_value();
        return columns.hasTime;
    }
    case GroupRole::Level:
        takeLevel(levelByName(value));
        break;
    case GroupRole::Priority:
        takeLevel(levelOfPriority(value));
        break;
    case GroupRole::Category:
        columns.category = value;
        break;
    case GroupRole::Bot:
        columns.bot = value;
        break;
    case GroupRole::Logger:
        columns.logger = trimmed(value);
        break;
    case GroupRole::Message:
        out.message = value;
        break;
    case GroupRole::Field:
        break;
    }
    return true;
}

bool TextFormat::matchLine(std::string_view line, const LineContext &context, Match &out) const
{
    const auto takeAll = [&](const LinePattern &pattern) {
        return std::all_of(pattern.groups.begin(), pattern.groups.end(),
                           [&](const LinePattern::Group &group) {
                               return out.groups[group.index].empty() || takeGroup(group, context, out);
                           });
    };
    for (const LinePattern &pattern : m_definition.patterns) {
        if (!pattern.regex.match(line, std::span(out.groups.data(), pattern.regex.groupCount())))
            continue;
        out.pattern = &pattern;
        out.columns = {};
        out.message = {};
        if (takeAll(pattern)) {
            out.columns.kind = ParsedLine::Kind::Record;
            out.columns.category = categoryOf(out, context);
            if (out.columns.bot.empty())
                out.columns.bot = context.bot;
            return true;
        }
    }
    return false;
}

ParsedLine TextFormat::parse(std::string_view line, const LineContext &context, Scratch &scratch) const
{
    line = withoutCarriageReturn(line);
    auto &plain = static_cast<TextScratch &>(scratch).plain;
    if (hasAnsi(line)) {
        plain = withoutAnsi(line);
        line = plain;
    }
    Match match;
    if (matchLine(line, context, match)) {
        if (hasValidNames(match.columns))
            return match.columns;
        plain = repairedUtf8(line);
        if (matchLine(plain, context, match))
            return match.columns;
    }
    ParsedLine other;
    const bool startsRecord = m_definition.recordStart && m_definition.recordStart->search(line);
    other.kind = startsRecord ? ParsedLine::Kind::Malformed : ParsedLine::Kind::Continuation;
    return other;
}

Record TextFormat::decode(std::string_view text, const LineContext &context) const
{
    const std::string clean = withoutAnsi(isValidUtf8(text) ? std::string(text) : repairedUtf8(text));
    Match match;
    if (!matchLine(firstLine(clean), context, match))
        return undecodable(text, context);
    Record record;
    if (match.columns.hasTime)
        record.time = match.columns.time;
    if (match.columns.hasLevel)
        record.level = match.columns.level;
    record.category = match.columns.category;
    record.bot = match.columns.bot;
    record.logger = match.columns.logger;
    record.message = match.message;
    for (const LinePattern::Group &group : match.pattern->groups)
        if (const std::string_view value = match.groups[group.index]; !value.empty())
            record.fields.push_back({group.name, std::string(trimmed(value)), RecordField::Kind::String, {}});
    if (!m_definition.embeddedJson.empty() && match.message.starts_with('{')) {
        RecordField embedded{m_definition.embeddedJson, {}, RecordField::Kind::Object, {}};
        if (readJsonObject(match.message, embedded.children))
            record.fields.push_back(std::move(embedded));
    }
    if (const std::string_view more = afterFirstLine(clean); !more.empty())
        record.message.append("\n").append(more);
    return record;
}

std::string TextFormat::explain(std::string_view line, const LineContext &) const
{
    return "fits none of the patterns of " + m_definition.name + ": " + quoted(line);
}

bool TextFormat::recognises(std::string_view sample, std::string &reason) const
{
    if (!m_definition.signature || m_definition.signature->search(sample))
        return true;
    reason = "no line has the mark of " + m_definition.name + ", /" + m_definition.signatureText + "/";
    return false;
}

Result<void> TextFormat::checkSamples() const
{
    for (std::size_t i = 0; i < m_definition.samples.size(); ++i)
        if (auto error = checkSample(m_definition.samples[i], i))
            return *error;
    return {};
}

std::optional<Error> TextFormat::checkSample(const FormatSample &sample, std::size_t index) const
{
    const auto fault = [&](std::string_view member, std::string_view wanted, std::string_view found) {
        return Error{Error::Code::InvalidArgument, "Invalid format definition",
                     "the sample is read otherwise: expected '" + std::string(wanted) + "', found '" +
                         std::string(found) + "'",
                     "Mend the pattern or the sample",
                     "/samples/" + std::to_string(index) + "/" + std::string(member)};
    };
    LineContext context;
    context.reference = sample.reference;
    const auto scratch = makeScratch();
    if (parse(firstLine(sample.text), context, *scratch).kind != ParsedLine::Kind::Record)
        return fault("text", "a record", "no pattern that fits");
    const Record record = decode(sample.text, context);
    if (record.time != sample.time)
        return fault("time", sample.time ? toRfc3339(*sample.time) : "none",
                     record.time ? toRfc3339(*record.time) : "none");
    if (record.level != sample.level)
        return fault("level", sample.level ? levelName(*sample.level) : "none",
                     record.level ? levelName(*record.level) : "none");
    const std::array<std::tuple<std::string_view, std::string_view, std::string_view>, 4> texts{{
        {"category", sample.category, record.category},
        {"bot", sample.bot, record.bot},
        {"logger", sample.logger, record.logger},
        {"message", sample.message, record.message},
    }};
    for (const auto &[member, wanted, found] : texts)
        if (wanted != found)
            return fault(member, wanted, found);
    return std::nullopt;
}

} // namespace tapewatch::engine
