// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bench/loggers/loops.h"

#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>

namespace tapewatch::bench {

namespace {

/// The logger only borrows its thread pool, so both are kept.
class SpdlogRunning final : public Running {
public:
    SpdlogRunning(const std::filesystem::path &folder, Layout layout)
        : m_pool(std::make_shared<spdlog::details::thread_pool>(8192, 1))
        , m_log(std::make_shared<spdlog::async_logger>(
              "bench", std::make_shared<spdlog::sinks::basic_file_sink_mt>((folder / "spdlog.log").string()),
              m_pool, spdlog::async_overflow_policy::block))
    {
        if (layout == Layout::Json)
            m_log->set_pattern(
                R"({"timestamp":"%Y-%m-%dT%H:%M:%S.%F","level":"%l","logger":"%n","pid":%P,"thread":%t,%v)",
                spdlog::pattern_time_type::utc);
    }

    BurstTimes timeBursts(int bursts) override
    {
        return timeCalls(bursts, [this](const Order &o) {
            m_log->info("order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    void logText(const Share &share) override
    {
        logEach(share, [this](const Order &o) {
            m_log->info("order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    /// The shape of our lines only: spdlog has no fields and escapes nothing.
    void logFields(const Share &share) override
    {
        logEach(share, [this](const Order &o) {
            m_log->info(
                R"("message":"order placed","fields":{{"side":"{}","symbol":"{}","qty":{},"price":{},)"
                R"("id":{}}}}})",
                o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    void finish() override
    {
        m_log.reset();
        m_pool.reset(); // joins its thread once the queue is empty
    }

private:
    std::shared_ptr<spdlog::details::thread_pool> m_pool;
    std::shared_ptr<spdlog::async_logger> m_log;
};

} // namespace

Candidate spdlogCandidate()
{
    return {"spdlog_async", true, [](const std::filesystem::path &folder, Layout layout, Purpose) {
                std::filesystem::create_directories(folder);
                return std::make_unique<SpdlogRunning>(folder, layout);
            }};
}

} // namespace tapewatch::bench
