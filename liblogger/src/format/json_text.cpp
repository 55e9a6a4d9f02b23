// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/json_text.h"

#include "format/suggestion.h"
#include "format/utf8.h"

#include <algorithm>
#include <set>
#include <vector>

namespace tapewatch::detail {

namespace {

using nlohmann::json;

std::size_t nestingDepth(std::string_view text)
{
    std::size_t depth = 0;
    std::size_t deepest = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString && c == '\\')
            ++i;
        else if (c == '"')
            inString = !inString;
        else if (!inString && (c == '{' || c == '['))
            deepest = std::max(deepest, ++depth);
        else if (!inString && (c == '}' || c == ']') && depth > 0)
            --depth;
    }
    return deepest;
}

/// Follows the parser and keeps the first key that an object has twice.
class DuplicateKeys {
public:
    void see(json::parse_event_t event, const json &value)
    {
        if (event == json::parse_event_t::object_start)
            m_open.emplace_back();
        else if (event == json::parse_event_t::object_end)
            m_open.pop_back();
        else if (event == json::parse_event_t::key && !m_open.back().insert(value).second && !m_found)
            m_found = value.get<std::string>();
    }

    [[nodiscard]] const std::optional<std::string> &found() const { return m_found; }

private:
    std::vector<std::set<json>> m_open;
    std::optional<std::string> m_found;
};

/// "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error ..." in our words.
Error syntaxError(std::string_view message)
{
    constexpr std::string_view kMark = "parse error at ";
    Error error{Error::Code::InvalidArgument, "Not valid JSON", {}, {}, {}};
    if (const auto mark = message.find(kMark); mark != std::string_view::npos) {
        message.remove_prefix(mark + kMark.size());
        const std::size_t colon = message.find(": ");
        error.what += " at " + std::string(message.substr(0, colon));
        message.remove_prefix(colon == std::string_view::npos ? message.size() : colon + 2);
    } else if (const auto bracket = message.find("] "); bracket != std::string_view::npos) {
        message.remove_prefix(bracket + 2);
    }
    error.why = repairedUtf8(message);
    return error;
}

Error duplicateKey(const std::string &key)
{
    return {Error::Code::InvalidArgument,
            "Key " + inQuotes(key) + " stands twice in one object",
            "only one of the two could count",
            "Remove one of them",
            {}};
}

} // namespace

Result<json> parseJsonText(std::string_view text)
{
    if (nestingDepth(text) > kMaxDepth)
        return Error{Error::Code::InvalidArgument,
                     "JSON is nested too deeply",
                     "more than " + std::to_string(kMaxDepth) + " levels",
                     {},
                     {}};
    DuplicateKeys keys;
    const auto follow = [&keys](int, json::parse_event_t event, json &value) {
        keys.see(event, value);
        return true;
    };
    try {
        json value = json::parse(text, follow);
        if (keys.found())
            return duplicateKey(*keys.found());
        return value;
    } catch (const json::exception &exception) {
        return syntaxError(exception.what());
    }
}

std::string toText(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string pointerStep(std::string_view key)
{
    std::string step = "/";
    for (const char c : key) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

} // namespace tapewatch::detail
