// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/line_format.h"

#include <QtTest>

#include <random>
#include <string>
#include <string_view>

namespace tapewatch::test {

/// A line with the readable bytes behind it that LineFormat::parse() asks for. They are hostile: a parser
/// that takes them for a part of the line finds the wrong end.
class PaddedLine {
public:
    explicit PaddedLine(std::string_view line)
        : m_bytes(line)
        , m_size(line.size())
    {
        while (m_bytes.size() < m_size + 64)
            m_bytes += "\"}],\"level\":\"critical\"}";
    }
    [[nodiscard]] std::string_view view() const { return std::string_view(m_bytes).substr(0, m_size); }

private:
    std::string m_bytes;
    std::size_t m_size;
};

/// The same every run.
class Mutator {
public:
    /// Some bytes changed, cut out, doubled or put in.
    std::string mutated(std::string text)
    {
        const int changes = below(4) + 1;
        for (int i = 0; i < changes && !text.empty(); ++i)
            change(text);
        return text;
    }
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }

private:
    void change(std::string &text)
    {
        using namespace std::string_view_literals;
        static constexpr std::string_view kBytes =
            "\"\\{}[]:,0 9-+.eEuaZ\t\r\n\0\x1b\x80\xff\xc3(*/)=<>!|'"sv;
        const auto at = static_cast<std::size_t>(below(static_cast<int>(text.size())));
        const char byte = kBytes[static_cast<std::size_t>(below(static_cast<int>(kBytes.size())))];
        switch (below(5)) {
        case 0:
            text[at] = byte;
            break;
        case 1:
            text.insert(at, 1, byte);
            break;
        case 2:
            text.erase(at, static_cast<std::size_t>(below(6) + 1));
            break;
        case 3:
            text.insert(at, text.substr(at, static_cast<std::size_t>(below(20))));
            break;
        default:
            text.resize(at);
            break;
        }
    }

    std::mt19937 m_random{20260105};
};

inline QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

inline QString timeText(const std::optional<Timestamp> &time)
{
    return time ? text(toRfc3339(*time)) : QStringLiteral("none");
}

inline QString levelText(const std::optional<Level> &level)
{
    return level ? text(levelName(*level)) : QStringLiteral("none");
}

} // namespace tapewatch::test
