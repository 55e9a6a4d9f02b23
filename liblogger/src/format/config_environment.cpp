// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/suggestion.h"

#include <tapewatch/format/config.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace tapewatch {

namespace {

using nlohmann::json;

constexpr std::string_view kPrefix = "TAPEWATCH_";
constexpr std::string_view kLevelPrefix = "TAPEWATCH_LEVEL_";

enum class Kind : std::uint8_t { Text, Boolean, LevelName };

struct Variable {
    std::string_view name;
    std::string_view section; ///< empty: the document itself
    std::string_view key;
    Kind kind;
};

constexpr std::array kVariables{
    Variable{"TAPEWATCH_PRESET", "", "preset", Kind::Text},
    Variable{"TAPEWATCH_BOT", "", "bot", Kind::Text},
    Variable{"TAPEWATCH_DIRECTORY", "", "directory", Kind::Text},
    Variable{"TAPEWATCH_LEVEL", "levels", "", Kind::LevelName},
    Variable{"TAPEWATCH_CONSOLE", "console", "enabled", Kind::Boolean},
    Variable{"TAPEWATCH_CONSOLE_LEVEL", "console", "level", Kind::LevelName},
    Variable{"TAPEWATCH_CONSOLE_COLOR", "console", "color", Kind::Text},
    Variable{"TAPEWATCH_RING_BYTES", "queue", "ring_bytes", Kind::Text},
    Variable{"TAPEWATCH_CRASH_SAFE", "queue", "crash_safe", Kind::Boolean},
    Variable{"TAPEWATCH_CONTROL", "control", "enabled", Kind::Boolean},
};

/// What one variable asks for.
struct Override {
    std::string variable;
    std::string value;
    std::string section;
    std::string key;
    Kind kind = Kind::Text;
};

std::string withDots(std::string_view logger)
{
    std::string name(logger);
    for (std::size_t at = name.find("__"); at != std::string::npos; at = name.find("__", at + 1))
        name.replace(at, 2, ".");
    return name;
}

std::optional<Override> overrideOf(const std::string &name, const std::string &value)
{
    if (value.empty())
        return std::nullopt;
    if (name.starts_with(kLevelPrefix) && name.size() > kLevelPrefix.size())
        return Override{name, value, "levels", withDots(std::string_view(name).substr(kLevelPrefix.size())),
                        Kind::LevelName};
    const auto known = std::ranges::find(kVariables, name, &Variable::name);
    if (known == kVariables.end())
        return std::nullopt;
    return Override{name, value, std::string(known->section), std::string(known->key), known->kind};
}

Error unusable(const Override &change, std::string why, std::string hint)
{
    return {Error::Code::InvalidArgument,
            change.variable + "=" + change.value + " cannot be used",
            std::move(why),
            std::move(hint),
            {}};
}

std::string lowerCase(std::string text)
{
    for (char &c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return text;
}

Result<json> valueOf(const Override &change)
{
    if (change.kind == Kind::Text)
        return json(change.value);
    if (change.kind == Kind::LevelName) {
        const auto level = parseLevel(change.value);
        return level ? json(levelName(*level)) : json(change.value);
    }
    const std::string value = lowerCase(change.value);
    if (value == "true" || value == "1" || value == "on" || value == "yes")
        return json(true);
    if (value == "false" || value == "0" || value == "off" || value == "no")
        return json(false);
    return unusable(change, "it is neither true nor false", "Write true, false, on, off, yes, no, 1 or 0");
}

/// Validates the value by itself, so that the fault is the variable's and not the document's.
std::optional<Error> applyTo(json &document, const Override &change)
{
    const Result<json> value = valueOf(change);
    if (!value)
        return value.error();
    json alone = json::object();
    json &section = change.section.empty() ? alone : alone[change.section];
    section[change.key] = *value;
    if (const Result<Config> config = configFromJson(alone); !config)
        return unusable(change, config.error().what + ": " + config.error().why, config.error().hint);
    document.merge_patch(alone);
    return std::nullopt;
}

} // namespace

Environment processEnvironment()
{
    Environment variables;
    for (char **entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equals = text.find('=');
        if (text.starts_with(kPrefix) && equals != std::string_view::npos)
            variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

Result<json> applyEnvironment(json document, const Environment &environment)
{
    if (!document.is_object())
        return document; // configFromJson() will say so
    for (const auto &[name, value] : environment) {
        const auto change = overrideOf(name, value);
        if (!change)
            continue;
        if (auto fault = applyTo(document, *change))
            return *fault;
    }
    return document;
}

} // namespace tapewatch
