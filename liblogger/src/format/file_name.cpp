// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/file_name.h>

#include "format/names.h"

namespace tapewatch {

namespace {

constexpr std::size_t kStampLength = 26;
constexpr std::string_view kActiveSuffix = ".log";
constexpr std::string_view kCompressedSuffix = ".log.zst";
constexpr std::string_view kShortCompressedSuffix = ".zst";

bool isNameCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

bool isWord(std::string_view text)
{
    for (const char c : text)
        if (!isNameCharacter(c))
            return false;
    return !text.empty();
}

/// Takes the part before the next dot off the front of `rest`, which keeps the dot.
std::string_view takePart(std::string_view &rest)
{
    const std::string_view part = rest.substr(0, rest.find('.'));
    rest.remove_prefix(part.size());
    return part;
}

/// `rest` begins with the dot behind the category.
bool readSegment(std::string_view rest, LogFileName &name)
{
    if (rest.size() <= kStampLength)
        return false;
    name.firstRecord = parseFileStamp(rest.substr(1, kStampLength));
    const std::string_view suffix = rest.substr(1 + kStampLength);
    name.compressed = suffix == kCompressedSuffix || suffix == kShortCompressedSuffix;
    return name.firstRecord && (name.compressed || suffix == kActiveSuffix);
}

} // namespace

bool isValidName(std::string_view name)
{
    return name.size() <= kMaxNameLength && isWord(name);
}

bool isValidInstance(std::string_view instance)
{
    return instance.size() <= kMaxInstanceLength && isWord(instance);
}

bool isValidLoggerName(std::string_view name)
{
    constexpr std::size_t kMaxLength = 200;
    if (name.empty())
        return true;
    if (name.size() > kMaxLength || name.back() == '.')
        return false;
    while (!name.empty()) {
        if (!isWord(takePart(name)))
            return false;
        name.remove_prefix(name.empty() ? 0 : 1);
    }
    return true;
}

std::string toString(const LogFileName &name)
{
    std::string text = name.instance + '.' + name.category;
    if (name.firstRecord)
        text += '.' + toFileStamp(*name.firstRecord);
    return text.append(name.firstRecord && name.compressed ? kCompressedSuffix : kActiveSuffix);
}

std::optional<LogFileName> parseLogFileName(std::string_view fileName)
{
    LogFileName name;
    std::string_view rest = fileName;
    name.instance = takePart(rest);
    rest.remove_prefix(rest.empty() ? 0 : 1);
    name.category = takePart(rest);
    if (!isValidInstance(name.instance) || !isValidName(name.category))
        return std::nullopt;
    if (rest != kActiveSuffix && !readSegment(rest, name))
        return std::nullopt;
    return name;
}

} // namespace tapewatch
