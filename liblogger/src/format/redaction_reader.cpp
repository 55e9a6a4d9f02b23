// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/redaction_reader.h"

#include "format/pattern.h"
#include "format/suggestion.h"

#include <algorithm>
#include <array>

namespace tapewatch::detail {

namespace {

constexpr std::size_t kMostNames = 256;
constexpr std::size_t kMostPatterns = 32;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestPattern = 1000;

bool isKeyName(std::string_view name)
{
    const auto isLetterOrDigit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return name.size() <= kLongestName && std::ranges::any_of(name, isLetterOrDigit) &&
           std::ranges::all_of(name, [&](char c) {
               return isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ' ';
           });
}

void readKeyName(const JsonCursor &at, std::string &target)
{
    readString(at, target);
    if (at.value().is_string() && !isKeyName(target))
        at.fail("Bad key name " + inQuotes(target),
                "it is 1 to 64 letters (A-Z, a-z), digits, hyphens, underscores, dots and spaces", {});
}

void readPattern(const JsonCursor &at, std::string &target)
{
    readString(at, target);
    if (!at.value().is_string())
        return;
    if (target.empty() || target.size() > kLongestPattern)
        return at.failType("a pattern of 1 to " + std::to_string(kLongestPattern) + " bytes", {});
    const auto compiled = Pattern::compile(target);
    if (const auto *fault = std::get_if<Pattern::Fault>(&compiled))
        at.fail("Bad pattern " + inQuotes(target),
                fault->message + " at offset " + std::to_string(fault->offset),
                "Patterns have the syntax of PCRE2; a backslash is written twice in JSON");
}

template <typename Read>
auto listReader(std::size_t most, Read read)
{
    return [most, read](const JsonCursor &at, std::vector<std::string> &target) {
        target.clear();
        at.eachElement([&](const JsonCursor &element) { read(element, target.emplace_back()); });
        if (target.size() > most)
            at.fail("Too many entries: " + std::to_string(target.size()),
                    "there can be " + std::to_string(most), {});
    };
}

} // namespace

void readRedaction(const JsonCursor &at, RedactionConfig &target)
{
    static constexpr std::array<std::string_view, 4> kKeys{"enabled", "keys", "patterns", "allow"};
    if (!at.isObject(kKeys))
        return;
    at.member("enabled", target.enabled, readBool);
    at.member("keys", target.keys, listReader(kMostNames, readKeyName));
    at.member("patterns", target.patterns, listReader(kMostPatterns, readPattern));
    at.member("allow", target.allow, listReader(kMostNames, readKeyName));
}

} // namespace tapewatch::detail
