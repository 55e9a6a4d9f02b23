// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bench/loggers/loops.h"

#include <fmtlog.h>

namespace tapewatch::bench {

namespace {

/// Polled every millisecond like ours where calls are timed; without a pause, which is its fastest, where
/// lines are counted. Its queues block when they are full (FMTLOG_BLOCK).
class FmtlogRunning final : public Running {
public:
    FmtlogRunning(const std::filesystem::path &folder, Purpose purpose)
    {
        fmtlog::setLogFile((folder / "fmtlog.log").c_str(), true);
        fmtlog::startPollingThread(purpose == Purpose::Calls ? 1'000'000 : 1);
    }

    BurstTimes timeBursts(int bursts) override
    {
        return timeCalls(bursts, [](const Order &o) {
            FMTLOG(fmtlog::INF, "order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price,
                   o.id);
        });
    }

    void logText(const Share &share) override
    {
        logEach(share, [](const Order &o) {
            FMTLOG(fmtlog::INF, "order {} {} qty={} px={} id={}", o.side, o.symbol, o.quantity, o.price,
                   o.id);
        });
    }

    void logFields(const Share &) override {} // it has none; Candidate::hasJson says so

    void finish() override
    {
        fmtlog::stopPollingThread();
        fmtlog::closeLogFile();
    }
};

} // namespace

Candidate fmtlogCandidate()
{
    return {"fmtlog", false, [](const std::filesystem::path &folder, Layout, Purpose purpose) {
                std::filesystem::create_directories(folder);
                return std::make_unique<FmtlogRunning>(folder, purpose);
            }};
}

} // namespace tapewatch::bench
