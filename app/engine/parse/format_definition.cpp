// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/format_definition.h"

#include "engine/parse/text.h"
#include "engine/parse/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tapewatch::engine {

namespace {

using Json = nlohmann::json;

/// Reads one definition; stops at the first fault.
class DefinitionReader {
public:
    Result<FormatDefinition> read(std::string_view text)
    {
        const Json root = Json::parse(text, nullptr, false);
        if (root.is_discarded() || !root.is_object()) {
            fail("", "the text is not a JSON object", "Check it with a JSON validator");
            return *m_error;
        }
        if (!knownMembersOnly(root) || !readHead(root) || !readFieldMap(root) || !readPatterns(root) ||
            !readTimes(root) || !readLevels(root) || !readCategories(root) || !readSamples(root))
            return *m_error;
        return std::move(m_out);
    }

private:
    bool fail(std::string pointer, std::string why, std::string hint = {})
    {
        m_error = Error{Error::Code::InvalidArgument, "Invalid format definition", std::move(why),
                        std::move(hint), std::move(pointer)};
        return false;
    }

    bool knownMembersOnly(const Json &root)
    {
        constexpr std::array<std::string_view, 12> kKnown{
            "name", "title",  "specificity", "signature",  "patterns",     "recordStart",
            "time", "fields", "levels",      "categories", "embeddedJson", "samples"};
        for (const auto &[key, value] : root.items())
            if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end())
                return fail(pointerTo(key), "unknown member", "docs/log-formats.md lists the members");
        return true;
    }

    static std::string pointerTo(std::string_view key)
    {
        std::string out = "/";
        for (const char c : key) {
            if (c == '~')
                out += "~0";
            else if (c == '/')
                out += "~1";
            else
                out += c;
        }
        return out;
    }

    bool string(const Json &parent, const char *key, const std::string &base, std::string &out, bool required)
    {
        const auto found = parent.find(key);
        const std::string pointer = base + pointerTo(key);
        if (found == parent.end())
            return !required || fail(pointer, "missing; expected a string");
        if (!found->is_string())
            return fail(pointer, std::string("expected a string, found ") + found->type_name());
        out = found->get<std::string>();
        return true;
    }

    bool regex(const std::string &pattern, const std::string &pointer, std::optional<Regex> &out)
    {
        auto compiled = Regex::compile(pattern, false);
        if (const auto *error = std::get_if<RegexError>(&compiled))
            return fail(pointer, "at offset " + std::to_string(error->offset) + ": " + error->message);
        out = std::get<Regex>(std::move(compiled));
        return true;
    }

    bool optionalRegex(const Json &root, const char *key, std::optional<Regex> &out)
    {
        std::string pattern;
        if (!string(root, key, "", pattern, false))
            return false;
        return pattern.empty() || regex(pattern, pointerTo(key), out);
    }

    bool readHead(const Json &root)
    {
        if (!string(root, "name", "", m_out.name, true) || !string(root, "title", "", m_out.title, true) ||
            !string(root, "embeddedJson", "", m_out.embeddedJson, false) ||
            !string(root, "signature", "", m_out.signatureText, false))
            return false;
        const bool validName =
            !m_out.name.empty() && std::all_of(m_out.name.begin(), m_out.name.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            });
        if (!validName)
            return fail("/name", "expected lower-case letters, digits, '-' and '_'");
        if (const auto found = root.find("specificity"); found != root.end()) {
            if (!found->is_number_integer() || *found < 1 || *found > 99)
                return fail("/specificity", "expected a whole number from 1 to 99");
            m_out.specificity = found->get<int>();
        }
        return optionalRegex(root, "signature", m_out.signature) &&
               optionalRegex(root, "recordStart", m_out.recordStart);
    }

    bool readFieldMap(const Json &root)
    {
        const auto found = root.find("fields");
        if (found == root.end())
            return true;
        if (!found->is_object())
            return fail("/fields", "expected an object of group names and what they are");
        for (const auto &[group, name] : found->items()) {
            if (!name.is_string())
                return fail("/fields" + pointerTo(group), "expected a string");
            m_fieldNames.emplace_back(group, name.get<std::string>());
        }
        return true;
    }

    static GroupRole roleOf(std::string_view name)
    {
        constexpr std::array<std::pair<std::string_view, GroupRole>, 7> kRoles{{
            {"time", GroupRole::Time},
            {"level", GroupRole::Level},
            {"priority", GroupRole::Priority},
            {"category", GroupRole::Category},
            {"bot", GroupRole::Bot},
            {"logger", GroupRole::Logger},
            {"message", GroupRole::Message},
        }};
        for (const auto &[known, role] : kRoles)
            if (known == name)
                return role;
        return GroupRole::Field;
    }

    std::string mappedName(const std::string &group) const
    {
        for (const auto &[from, to] : m_fieldNames)
            if (from == group)
                return to;
        return group;
    }

    bool readPatterns(const Json &root)
    {
        const auto found = root.find("patterns");
        if (found == root.end() || !found->is_array() || found->empty())
            return fail("/patterns", "expected an array of at least one pattern");
        for (std::size_t i = 0; i < found->size(); ++i) {
            const std::string pointer = "/patterns/" + std::to_string(i);
            if (!(*found)[i].is_string())
                return fail(pointer, "expected a string");
            std::optional<Regex> compiled;
            if (!regex((*found)[i].get<std::string>(), pointer, compiled))
                return false;
            LinePattern pattern{*compiled, {}};
            for (const Regex::Group &group : compiled->groups()) {
                const std::string name = mappedName(group.name);
                pattern.groups.push_back({group.index, roleOf(name), name});
            }
            if (pattern.groups.empty())
                return fail(pointer, "has no named groups", "Name them: (?<time>...), (?<message>...)");
            m_out.patterns.push_back(std::move(pattern));
        }
        return true;
    }

    bool readTime(const Json &value, const std::string &pointer)
    {
        if (!value.is_string())
            return fail(pointer, "expected 'iso', 'epoch' or a pattern such as '%Y-%m-%d %H:%M:%S'");
        const std::string text = value.get<std::string>();
        TimeFormat format;
        if (text == "epoch") {
            format.kind = TimeFormat::Kind::Epoch;
        } else if (text != "iso") {
            format.kind = TimeFormat::Kind::Pattern;
            format.pattern = TimePattern(text);
            if (const auto letter = format.pattern->unknownLetter())
                return fail(pointer, std::string("unknown conversion '%") + *letter + "'");
            if (text.find('%') == std::string::npos)
                return fail(pointer, "expected 'iso', 'epoch' or a pattern with '%', found '" + text + "'");
        }
        m_out.times.push_back(std::move(format));
        return true;
    }

    bool readTimes(const Json &root)
    {
        const auto found = root.find("time");
        if (found == root.end()) {
            m_out.times.push_back({});
            return true;
        }
        if (!found->is_array())
            return readTime(*found, "/time");
        for (std::size_t i = 0; i < found->size(); ++i)
            if (!readTime((*found)[i], "/time/" + std::to_string(i)))
                return false;
        return true;
    }

    bool readLevels(const Json &root)
    {
        const auto found = root.find("levels");
        if (found == root.end())
            return true;
        if (!found->is_object())
            return fail("/levels", "expected an object of names and levels");
        for (const auto &[name, value] : found->items()) {
            const auto level = value.is_string() ? parseLevel(value.get<std::string>()) : std::nullopt;
            if (!level || *level == Level::Off)
                return fail("/levels" + pointerTo(name),
                            "expected trace, debug, info, warning, error or critical");
            m_out.levels.emplace_back(toLowerAscii(name), *level);
        }
        return true;
    }

    bool hasGroup(std::string_view name) const
    {
        return std::any_of(m_out.patterns.begin(), m_out.patterns.end(), [&](const LinePattern &pattern) {
            return std::any_of(pattern.groups.begin(), pattern.groups.end(),
                               [&](const LinePattern::Group &group) { return group.name == name; });
        });
    }

    bool readCategory(const Json &rule, const std::string &pointer)
    {
        if (!rule.is_object())
            return fail(pointer, "expected an object with category, field and pattern");
        std::string category;
        std::string field = "message";
        std::string pattern;
        if (!string(rule, "category", pointer, category, true) ||
            !string(rule, "field", pointer, field, false) || !string(rule, "pattern", pointer, pattern, true))
            return false;
        if (!hasGroup(field))
            return fail(pointer + "/field", "no pattern has a group '" + field + "'");
        std::optional<Regex> compiled;
        if (!regex(pattern, pointer + "/pattern", compiled))
            return false;
        m_out.categories.push_back({std::move(category), std::move(field), *std::move(compiled)});
        return true;
    }

    bool readCategories(const Json &root)
    {
        const auto found = root.find("categories");
        if (found == root.end())
            return true;
        if (!found->is_array())
            return fail("/categories", "expected an array of rules");
        for (std::size_t i = 0; i < found->size(); ++i)
            if (!readCategory((*found)[i], "/categories/" + std::to_string(i)))
                return false;
        return true;
    }

    bool timeMember(const Json &sample, const char *key, const std::string &base,
                    std::optional<Timestamp> &out)
    {
        std::string text;
        if (!string(sample, key, base, text, false))
            return false;
        if (text.empty())
            return true;
        out = parseTimeText(text, std::chrono::seconds(0));
        return out || fail(base + pointerTo(key), "expected a time such as 2026-01-05T10:15:30Z");
    }

    bool readSample(const Json &value, const std::string &pointer)
    {
        FormatSample sample;
        std::string level;
        if (!value.is_object())
            return fail(pointer, "expected an object with text and what it is read as");
        if (!string(value, "text", pointer, sample.text, true) ||
            !timeMember(value, "reference", pointer, sample.reference) ||
            !timeMember(value, "time", pointer, sample.time) ||
            !string(value, "level", pointer, level, false) ||
            !string(value, "category", pointer, sample.category, true) ||
            !string(value, "bot", pointer, sample.bot, false) ||
            !string(value, "logger", pointer, sample.logger, false) ||
            !string(value, "message", pointer, sample.message, true))
            return false;
        sample.level = parseLevel(level);
        if (!level.empty() && !sample.level)
            return fail(pointer + "/level", "expected trace, debug, info, warning, error or critical");
        m_out.samples.push_back(std::move(sample));
        return true;
    }

    bool readSamples(const Json &root)
    {
        const auto found = root.find("samples");
        if (found == root.end() || !found->is_array() || found->empty())
            return fail("/samples", "expected an array of at least one sample",
                        "A sample proves that the patterns read what they are meant to");
        for (std::size_t i = 0; i < found->size(); ++i)
            if (!readSample((*found)[i], "/samples/" + std::to_string(i)))
                return false;
        return true;
    }

    FormatDefinition m_out;
    std::vector<std::pair<std::string, std::string>> m_fieldNames;
    std::optional<Error> m_error;
};

} // namespace

Result<FormatDefinition> parseFormatDefinition(std::string_view json)
{
    return DefinitionReader().read(json);
}

} // namespace tapewatch::engine
