// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bench/loggers/loops.h"

#include <quill/Backend.h>
#include <quill/Frontend.h>
#include <quill/LogMacros.h>
#include <quill/Logger.h>
#include <quill/sinks/FileSink.h>
#include <quill/sinks/JsonSink.h>

namespace tapewatch::bench {

namespace {

struct BoundedOptions : quill::FrontendOptions {
    static constexpr quill::QueueType queue_type = quill::QueueType::BoundedBlocking;
};

template <typename Options>
class QuillRunning final : public Running {
public:
    using Frontend = quill::FrontendImpl<Options>;
    using Logger = quill::LoggerImpl<Options>;

    QuillRunning(const std::filesystem::path &folder, Layout layout)
        : m_log(makeLogger((folder / "quill.log").string(), layout))
    {
        quill::BackendOptions options;
        options.error_notifier = [](const std::string &) {}; // tells of full and growing queues as well
        quill::Backend::start(options);
    }

    BurstTimes timeBursts(int bursts) override
    {
        return timeCalls(bursts, [log = m_log](const Order &o) {
            LOG_INFO(log, "order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    void logText(const Share &share) override
    {
        logEach(share, [log = m_log](const Order &o) {
            LOG_INFO(log, "order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    void logFields(const Share &share) override
    {
        logEach(share, [log = m_log](const Order &o) {
            LOG_INFO(log, "order placed {side} {symbol} {qty} {price} {id}", o.side, o.symbol, o.quantity,
                     o.price, o.id);
        });
    }

    void finish() override { quill::Backend::stop(); }

private:
    static Logger *makeLogger(const std::string &file, Layout layout)
    {
        if (layout == Layout::Text)
            return Frontend::create_or_get_logger(
                "bench", Frontend::template create_or_get_sink<quill::FileSink>(file));
        return Frontend::create_or_get_logger(
            "bench",
            Frontend::template create_or_get_sink<quill::JsonFileSink>(file, quill::FileSinkConfig(),
                                                                       quill::FileEventNotifier()),
            quill::PatternFormatterOptions{"", "%Y-%m-%dT%H:%M:%S.%Qns", quill::Timezone::GmtTime});
    }

    Logger *m_log;
};

template <typename Options>
Candidate quillCandidate(std::string name)
{
    return {std::move(name), true, [](const std::filesystem::path &folder, Layout layout, Purpose) {
                std::filesystem::create_directories(folder);
                return std::make_unique<QuillRunning<Options>>(folder, layout);
            }};
}

} // namespace

Candidate quillBoundedCandidate()
{
    return quillCandidate<BoundedOptions>("quill_bounded");
}

Candidate quillUnboundedCandidate()
{
    return quillCandidate<quill::FrontendOptions>("quill_unbounded");
}

} // namespace tapewatch::bench
