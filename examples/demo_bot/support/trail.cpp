// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/trail.h"

#include <string_view>

namespace demo {

namespace {

thread_local const Trail *innermost = nullptr;

/// "OrderDesk::submit" of "void demo::OrderDesk::submit(const demo::Intent&)"
std::string_view shortFunction(std::string_view function)
{
    function = function.substr(0, function.find('('));
    if (const auto space = function.rfind(' '); space != std::string_view::npos)
        function.remove_prefix(space + 1);
    if (function.starts_with("demo::"))
        function.remove_prefix(6);
    return function;
}

std::string_view shortFile(std::string_view file)
{
    return file.substr(file.rfind('/') + 1);
}

} // namespace

Trail::Trail(std::source_location where)
    : m_where(where)
    , m_caller(innermost)
{
    innermost = this;
}

Trail::~Trail()
{
    innermost = m_caller;
}

std::string currentTrail()
{
    std::string text;
    for (const Trail *frame = innermost; frame != nullptr; frame = frame->m_caller) {
        if (!text.empty())
            text += '\n';
        text += shortFunction(frame->m_where.function_name());
        text += " (";
        text += shortFile(frame->m_where.file_name());
        text += ':' + std::to_string(frame->m_where.line()) + ')';
    }
    return text;
}

} // namespace demo
