// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bench/loggers/loops.h"

#include <tapewatch/tapewatch.h>

#include <cstdio>
#include <cstdlib>

namespace tapewatch::bench {

namespace {

using namespace std::chrono_literals;
using namespace tapewatch::literals;

Recorder startRecorder(const std::filesystem::path &folder, Layout layout)
{
    Config config;
    config.bot = "bench";
    config.directory = folder;
    auto &main = config.categories["main"];
    main.layout = layout == Layout::Text ? tapewatch::Layout::Text : tapewatch::Layout::Json;
    main.rotation.maxBytes = 0;
    main.overflow = OverflowPolicy::Block;
    main.blockFor = 60s;
    auto recorder = Recorder::start(config);
    if (!recorder) {
        std::fprintf(stderr, "%s\n", recorder.error().text().c_str());
        std::exit(1);
    }
    return std::move(*recorder);
}

class TapewatchRunning final : public Running {
public:
    TapewatchRunning(const std::filesystem::path &folder, Layout layout)
        : m_recorder(startRecorder(folder, layout))
        , m_log(logger("bench"))
    {
    }

    BurstTimes timeBursts(int bursts) override
    {
        return timeCalls(bursts, [log = m_log](const Order &o) {
            TW_INFO(log, "order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    void logText(const Share &share) override
    {
        logEach(share, [log = m_log](const Order &o) {
            TW_INFO(log, "order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price, o.id);
        });
    }

    void logFields(const Share &share) override
    {
        logEach(share, [log = m_log](const Order &o) {
            TW_INFO(log, "order placed", "side"_f = o.side, "symbol"_f = o.symbol, "qty"_f = o.quantity,
                    "price"_f = o.price, "id"_f = o.id);
        });
    }

    void finish() override { (void)m_recorder.stop(300s); }

private:
    Recorder m_recorder;
    Logger m_log;
};

} // namespace

Candidate tapewatchCandidate()
{
    return {"tapewatch", true, [](const std::filesystem::path &folder, Layout layout, Purpose) {
                return std::make_unique<TapewatchRunning>(folder, layout);
            }};
}

} // namespace tapewatch::bench
