// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tapewatch::bench {

/// The figures of one benchmark: a table for people or, with `--json` among the arguments, one object a line
/// with `name`, `value` and `unit`.
class Report {
public:
    Report(std::string title, int argc, char **argv)
        : m_title(std::move(title))
    {
        for (int i = 1; i < argc; ++i)
            m_json = m_json || std::string_view(argv[i]) == "--json";
    }

    [[nodiscard]] bool json() const { return m_json; }

    /// `name` and `unit` are identifiers: they are printed as they are.
    void add(std::string name, double value, std::string unit)
    {
        m_figures.push_back({std::move(name), value, std::move(unit)});
    }

    void print() const
    {
        if (!m_json)
            std::printf("%s\n", m_title.c_str());
        for (const Figure &figure : m_figures)
            std::printf(m_json ? "{\"name\":\"%s\",\"value\":%.10g,\"unit\":\"%s\"}\n"
                               : "  %-40s %16.2f %s\n",
                        figure.name.c_str(), figure.value, figure.unit.c_str());
    }

private:
    struct Figure {
        std::string name;
        double value;
        std::string unit;
    };

    std::string m_title;
    bool m_json = false;
    std::vector<Figure> m_figures;
};

/// The argument behind `name`, or `fallback`.
inline std::string option(int argc, char **argv, std::string_view name, std::string fallback)
{
    for (int i = 1; i + 1 < argc; ++i)
        if (name == argv[i])
            return argv[i + 1];
    return fallback;
}

} // namespace tapewatch::bench
