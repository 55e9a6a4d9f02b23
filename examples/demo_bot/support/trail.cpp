// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/trail.h"

#include <string_view>

namespace demo {

namespace {

thread_local const Trail *innermost = nullptr;

std::string_view fileName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

} // namespace

Trail::Trail(const char *function, const char *file, int line)
    : m_function(function)
    , m_file(file)
    , m_line(line)
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
        text += frame->m_function;
        text += " (";
        text += fileName(frame->m_file);
        text += ':' + std::to_string(frame->m_line) + ')';
    }
    return text;
}

} // namespace demo
