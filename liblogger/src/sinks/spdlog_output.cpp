// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/spdlog_level.h"
#include "sinks/text_layout.h"

#include <tapewatch/spdlog.h>

#include <chrono>
#include <spdlog/details/log_msg.h>
#include <utility>

namespace tapewatch {

namespace {

spdlog::log_clock::time_point spdlogTime(Timestamp time)
{
    return spdlog::log_clock::time_point(
        std::chrono::duration_cast<spdlog::log_clock::duration>(std::chrono::nanoseconds(time.ns)));
}

class SpdlogOutput final : public Output {
public:
    explicit SpdlogOutput(std::shared_ptr<spdlog::sinks::sink> sink)
        : m_sink(std::move(sink))
    {
    }

    void write(const RecordView &record) override
    {
        const spdlog::level::level_enum level = sinks::spdlogLevel(record.level);
        if (!m_sink->should_log(level))
            return;
        m_text.clear();
        sinks::appendTextBody(record, m_text);
        spdlog::details::log_msg message(spdlogTime(record.timestamp), sourceOf(record), record.logger, level,
                                         m_text);
        message.thread_id = record.thread;
        m_sink->log(message);
    }

    void flush() override { m_sink->flush(); }

private:
    /// spdlog wants C strings.
    spdlog::source_loc sourceOf(const RecordView &record)
    {
        if (record.sourceLine == 0)
            return {};
        m_file = record.sourceFile;
        m_function = record.function;
        return {m_file.c_str(), static_cast<int>(record.sourceLine), m_function.c_str()};
    }

    std::shared_ptr<spdlog::sinks::sink> m_sink;
    std::string m_text;
    std::string m_file;
    std::string m_function;
};

} // namespace

std::shared_ptr<Output> makeSpdlogOutput(std::shared_ptr<spdlog::sinks::sink> sink)
{
    return std::make_shared<SpdlogOutput>(std::move(sink));
}

} // namespace tapewatch
