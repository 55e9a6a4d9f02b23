// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/error.h>

#include <cstring>
#include <system_error>

namespace tapewatch {

namespace {

std::string nameOf(int errnoValue)
{
#if defined(__GLIBC__)
    if (const char *name = ::strerrorname_np(errnoValue))
        return name;
#endif
    return "error " + std::to_string(errnoValue);
}

std::string oneLine(std::string text)
{
    for (char &c : text)
        if (c == '\n' || c == '\r')
            c = ' ';
    return text;
}

} // namespace

std::string Error::text() const
{
    std::string text = pointer.empty() ? what : pointer + ": " + what;
    if (!why.empty())
        text += ": " + why;
    if (!hint.empty())
        text += ". " + hint;
    return oneLine(std::move(text));
}

Error systemError(std::string what, int errnoValue, std::string hint)
{
    std::string why = std::generic_category().message(errnoValue) + " (" + nameOf(errnoValue) + ")";
    return {Error::Code::Io, std::move(what), std::move(why), std::move(hint), {}};
}

} // namespace tapewatch
