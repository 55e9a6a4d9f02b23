// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/logger.h>

#include <cstdint>
#include <string_view>

namespace demo {

/// A logger whose calls are counted: `TW_INFO(m_log(), "...")`. The count is what --rate and --records mean,
/// and unlike the recorder's own metrics it is the same in every run of one seed.
class CountedLog {
public:
    CountedLog(tapewatch::Logger logger, std::uint64_t &calls)
        : m_logger(logger)
        , m_calls(&calls)
    {
    }

    /// By value: the handle may be asked of a CountedLog that is gone by the end of the line.
    tapewatch::Logger operator()() const
    {
        ++*m_calls;
        return m_logger;
    }

private:
    tapewatch::Logger m_logger;
    std::uint64_t *m_calls;
};

/// Makes the bot's loggers and holds their count. Outlives them.
class Journal {
public:
    Journal() = default;
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    [[nodiscard]] CountedLog log(std::string_view name) { return log(tapewatch::logger(name)); }
    [[nodiscard]] CountedLog log(tapewatch::Logger logger) { return {logger, m_calls}; }
    [[nodiscard]] std::uint64_t calls() const { return m_calls; }

private:
    std::uint64_t m_calls = 0;
};

} // namespace demo
