// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/level.h>

#include <algorithm>

namespace tapewatch {

namespace {

struct Alias {
    std::string_view name;
    Level level;
};

constexpr std::array kAliases{
    Alias{"trc", Level::Trace},        Alias{"verbose", Level::Trace},  Alias{"finest", Level::Trace},
    Alias{"dbg", Level::Debug},        Alias{"fine", Level::Debug},     Alias{"inf", Level::Info},
    Alias{"information", Level::Info}, Alias{"notice", Level::Info},    Alias{"warn", Level::Warning},
    Alias{"wrn", Level::Warning},      Alias{"err", Level::Error},      Alias{"severe", Level::Error},
    Alias{"crit", Level::Critical},    Alias{"fatal", Level::Critical}, Alias{"alert", Level::Critical},
    Alias{"panic", Level::Critical},   Alias{"emerg", Level::Critical}, Alias{"emergency", Level::Critical},
    Alias{"none", Level::Off},
};

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool equalsIgnoringCase(std::string_view text, std::string_view lowerName)
{
    return std::ranges::equal(text, lowerName, {}, lower);
}

} // namespace

std::optional<Level> parseLevel(std::string_view text)
{
    for (std::size_t i = 0; i < kLevelNames.size(); ++i)
        if (equalsIgnoringCase(text, kLevelNames[i]))
            return static_cast<Level>(i);
    for (const Alias &alias : kAliases)
        if (equalsIgnoringCase(text, alias.name))
            return alias.level;
    return std::nullopt;
}

} // namespace tapewatch
