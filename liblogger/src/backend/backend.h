// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/drain.h"
#include "backend/live_process.h"
#include "backend/persist.h"
#include "backend/router.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/metrics.h>
#include <tapewatch/recorder.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

namespace tapewatch::backend {

/// The one thread that empties the rings: merge, decode, route, flush, give the room back.
///
/// It polls, so that a bot's thread never has to wake it, and waits longer the longer nothing comes (1 to
/// 16 ms); a thread that finds its ring nearly full does wake it.
class Backend {
public:
    /// Borrows `journal`, which may be null.
    Backend(std::unique_ptr<Router> router, const Config &config, journal::Journal *journal);
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;
    ~Backend() = default;

    /// Runs until stop(); call once, on the thread that is to be the backend's.
    void run();

    // From other threads:

    void wake();
    void reconfigure(const Config &config, std::vector<std::string> categories);
    /// Waits until everything published before the call has been given to the files and they took it.
    [[nodiscard]] DrainResult flush(std::chrono::milliseconds limit);
    /// Waits until everything of the category that was published before the call is on the disk.
    [[nodiscard]] Result<void> persist(std::string_view category, std::chrono::milliseconds limit);
    /// Asks for the end and waits for it. After the limit the backend gives up what is left between two
    /// batches.
    [[nodiscard]] DrainResult stop(std::chrono::milliseconds limit);
    /// Call when run() has returned: what is queued for the hooks is theirs to deliver.
    void releaseHooks() { m_router->releaseHooks(); }
    /// Whether run() is about to return; false while it is stuck in a write, say.
    [[nodiscard]] bool finished() const;
    /// Not older than 50 ms while records are written.
    [[nodiscard]] Metrics metrics() const;

private:
    struct Pending {
        Config config;
        std::vector<std::string> categories;
    };

    void applyPending();
    /// One round of the merger; true where there was anything.
    bool runRound();
    void publishMetrics(bool always);
    void finishRound(std::uint64_t ticket, bool mayEnd);
    void advancePersists(std::uint64_t ticket); // m_mutex held
    /// Sleeps at most `limit`; the newest flush ticket that is not done, or 0.
    [[nodiscard]] std::uint64_t waitForWork(std::chrono::microseconds limit, bool &stopping);
    /// Records in the rings that `counts(header)`.
    template <typename Counts>
    [[nodiscard]] static std::uint64_t countLeft(Counts &&counts);
    [[nodiscard]] std::uint64_t unfinished() const; // m_mutex held
    [[nodiscard]] Result<void> checkRefused(const PersistRequest &request) const;

    std::unique_ptr<Router> m_router;
    LiveRings m_rings;
    LiveNames m_names;
    Drain m_drain;
    std::uint64_t m_number; ///< of this process's backends
    std::chrono::steady_clock::time_point m_metricsDue{};
    bool m_roundComplete = true; ///< false: the files could not take what the rings hold
    std::atomic<bool> m_giveUp{false};

    mutable std::mutex m_mutex;
    std::condition_variable m_wakeUp;   ///< of the backend
    std::condition_variable m_finished; ///< a ticket is done, or the thread
    // Guarded by m_mutex:
    bool m_hurry = false;
    bool m_stopping = false;
    bool m_done = false;
    std::uint64_t m_ticketsAsked = 0;
    std::uint64_t m_ticketsDone = 0;
    std::optional<Pending> m_pending;
    std::uint64_t m_leftInFiles = 0; ///< what the file system would not take, as of the last finished round
    std::uint64_t m_unanswered = 0;  ///< what is to be synced and is not, as of then
    std::vector<PersistRequest *> m_persists;
    Metrics m_metrics;
};

} // namespace tapewatch::backend
