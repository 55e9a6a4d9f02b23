// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/json_cursor.h"

#include "format/json_text.h"
#include "format/suggestion.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tapewatch::detail {

namespace {

using nlohmann::json;

/// As it stands in the document, cut where it is long.
std::string shown(const json &value)
{
    constexpr std::size_t kLongest = 60;
    if (value.is_structured())
        return value.is_object() ? "{…}" : "[…]";
    std::string text = toText(value);
    if (text.size() <= kLongest)
        return text;
    std::size_t cut = kLongest;
    while ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80)
        --cut;
    return text.substr(0, cut) + "…";
}

} // namespace

bool JsonCursor::isObject() const
{
    if (!m_value->is_object())
        failType("an object", "Write its members between { and }");
    return m_value->is_object();
}

bool JsonCursor::isObject(std::span<const std::string_view> known) const
{
    if (!isObject())
        return false;
    eachMember([known](const JsonCursor &member) {
        if (std::ranges::find(known, member.name()) == known.end())
            member.fail("Unknown key " + inQuotes(member.name()),
                        "the keys here are " + commaSeparated(known), didYouMean(member.name(), known));
    });
    return true;
}

void JsonCursor::fail(Error::Code code, std::string what, std::string why, std::string hint) const
{
    if (!m_faults->first)
        m_faults->first = Error{code, std::move(what), std::move(why), std::move(hint), m_pointer};
}

void JsonCursor::failType(std::string_view expected, std::string hint) const
{
    const std::string subject = m_name.empty() ? std::string("it") : inQuotes(m_name);
    fail("Bad value " + shown(*m_value), subject + " has to be " + std::string(expected), std::move(hint));
}

void JsonCursor::failMissing(std::string_view key) const
{
    step(key, *m_value).fail(inQuotes(key) + " is missing", "it cannot be left out here", {});
}

JsonCursor JsonCursor::step(std::string_view key, const json &value) const
{
    JsonCursor next(value, *m_faults, m_pointer + pointerStep(key));
    next.m_name = key;
    return next;
}

void readBool(const JsonCursor &at, bool &target)
{
    if (at.value().is_boolean())
        target = at.value().get<bool>();
    else
        at.failType("true or false", "Write it without quotes");
}

void readString(const JsonCursor &at, std::string &target)
{
    if (at.value().is_string())
        target = at.value().get_ref<const std::string &>();
    else
        at.failType("text", "Put it in double quotes");
}

void readLevel(const JsonCursor &at, Level &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    if (text == nullptr)
        return at.failType("a level", "Write one of " + commaSeparated(kLevelNames) + " in double quotes");
    if (const auto name = std::ranges::find(kLevelNames, *text); name != kLevelNames.end()) {
        target = static_cast<Level>(name - kLevelNames.begin());
        return;
    }
    const auto alias = parseLevel(*text);
    at.fail("Unknown level " + inQuotes(*text), "a level is one of " + commaSeparated(kLevelNames),
            alias ? "Did you mean " + inQuotes(levelName(*alias)) + "?" : didYouMean(*text, kLevelNames));
}

void readTimestamp(const JsonCursor &at, Timestamp &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    const auto time = text != nullptr ? parseRfc3339(*text) : std::nullopt;
    if (time)
        target = *time;
    else
        at.failType("a time", R"(Write it as RFC 3339, for instance "2026-01-05T10:15:30.123456789Z")");
}

std::optional<std::uint64_t> wholeNumber(const json &value)
{
    constexpr double kExact = 9007199254740992.0;
    if (value.is_number_unsigned())
        return value.get<std::uint64_t>();
    if (value.is_number_integer() && value.get<std::int64_t>() >= 0)
        return static_cast<std::uint64_t>(value.get<std::int64_t>());
    if (!value.is_number_float())
        return std::nullopt;
    const auto number = value.get<double>();
    if (number >= 0 && number <= kExact && std::trunc(number) == number)
        return static_cast<std::uint64_t>(number);
    return std::nullopt;
}

void readUint32(const JsonCursor &at, std::uint32_t &target)
{
    const auto number = wholeNumber(at.value());
    if (number && *number <= std::numeric_limits<std::uint32_t>::max())
        target = static_cast<std::uint32_t>(*number);
    else
        at.failType("a whole number from 0 to 4294967295", {});
}

void readUint64(const JsonCursor &at, std::uint64_t &target)
{
    if (const auto number = wholeNumber(at.value()))
        target = *number;
    else
        at.failType("a whole number of zero or more", {});
}

} // namespace tapewatch::detail
