// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/logger.h>

#include "front/logger_registry.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>

namespace tapewatch {

namespace {

/// A logger's name is part of a bot's code, so a slip in it must not cost the bot anything: it is mended.
std::string mended(std::string_view name)
{
    std::string out(name.substr(0, 200));
    const auto isBad = [](char c) {
        return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                 c == '-' || c == '.');
    };
    std::replace_if(out.begin(), out.end(), isBad, '_');
    if (!isValidLoggerName(out)) // an empty part: "a..b", ".a", "a."
        std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

} // namespace

detail::LoggerNode *detail::findNode(std::string_view name, std::string_view category,
                                     std::string_view context)
{
    return front::LoggerRegistry::instance().find(name, category, context);
}

Logger logger(std::string_view name)
{
    const std::string proper = isValidLoggerName(name) ? std::string(name) : mended(name);
    return Logger(detail::findNode(proper, kMainCategory, {}));
}

Logger Logger::child(std::string_view childName) const
{
    if (m_node == nullptr)
        return {};
    const std::string full =
        m_node->name.empty() ? std::string(childName) : m_node->name + "." + std::string(childName);
    const std::string proper = isValidLoggerName(full) ? full : mended(full);
    return Logger(detail::findNode(proper, m_node->categoryName, m_node->context));
}

Logger Logger::in(std::string_view category) const
{
    if (m_node == nullptr)
        return {};
    return Logger(detail::findNode(m_node->name, category, m_node->context));
}

Logger Logger::withEncoded(const std::string &fields) const
{
    if (m_node == nullptr)
        return {};
    return Logger(detail::findNode(m_node->name, m_node->categoryName, m_node->context + fields));
}

} // namespace tapewatch
