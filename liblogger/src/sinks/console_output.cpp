// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/console_output.h"

#include "sinks/spdlog_level.h"
#include "sinks/text_layout.h"

#include <cstdlib>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <string>

namespace tapewatch::sinks {

namespace {

/// The payload is the whole line; spdlog colours the part we name, the level.
class LineFormatter final : public spdlog::formatter {
public:
    void format(const spdlog::details::log_msg &message, spdlog::memory_buf_t &line) override
    {
        message.color_range_start = kTextLevelColumn;
        message.color_range_end = kTextLevelColumn + kTextLevelWidth;
        line.append(message.payload.begin(), message.payload.end());
    }
    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override
    {
        return std::make_unique<LineFormatter>();
    }
};

/// https://no-color.org: a variable that is set and not empty; an explicit setting is stronger.
bool colorUnwanted()
{
    const char *value = std::getenv("NO_COLOR");
    return value != nullptr && *value != '\0';
}

spdlog::color_mode colorMode(ConsoleConfig::Color color)
{
    switch (color) {
    case ConsoleConfig::Color::Always:
        return spdlog::color_mode::always;
    case ConsoleConfig::Color::Never:
        return spdlog::color_mode::never;
    case ConsoleConfig::Color::Auto:
        break;
    }
    return colorUnwanted() ? spdlog::color_mode::never : spdlog::color_mode::automatic;
}

class ConsoleOutput final : public Output {
public:
    explicit ConsoleOutput(ConsoleConfig::Color color)
        : m_sink(colorMode(color))
    {
        m_sink.set_formatter(std::make_unique<LineFormatter>());
    }

    void write(const RecordView &record) override
    {
        m_line.clear();
        appendTextLine(record, m_line);
        m_sink.log({{}, spdlogLevel(record.level), m_line});
    }

    void flush() override { m_sink.flush(); }

private:
    // Locks with the program's own spdlog consoles, so that lines do not mix.
    spdlog::sinks::stderr_color_sink_mt m_sink;
    std::string m_line;
};

} // namespace

std::shared_ptr<Output> makeConsoleOutput(ConsoleConfig::Color color)
{
    return std::make_shared<ConsoleOutput>(color);
}

} // namespace tapewatch::sinks
