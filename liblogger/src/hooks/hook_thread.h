// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/hooks.h>

#include <functional>
#include <memory>
#include <thread>

namespace tapewatch::hooks {

/// Runs the program's callbacks one at a time on a thread of its own. The backend only queues.
///
/// What a callback throws is caught and given to `report`. Destruction delivers what is queued and waits for
/// that at most one second, then lets the thread go on alone: it finishes the callback that it is in and
/// starts nothing any more, neither a callback nor `metrics` nor `report`. The destructor reports how many
/// notices were not delivered by then, on its own thread.
class HookThread {
public:
    /// `metrics` and `report` run on the hook thread, or `report` in the destructor. Without any callback
    /// there is no thread.
    HookThread(Hooks hooks, std::function<Metrics()> metrics, std::function<void(const Error &)> report);
    ~HookThread();
    HookThread(const HookThread &) = delete;
    HookThread &operator=(const HookThread &) = delete;

    /// Whether anybody wants compliance notices (no copy is made otherwise).
    [[nodiscard]] bool wantsCompliance() const;

    /// Never blocks on a callback; beyond Hooks::queueLimit the notice is dropped and counted.
    void post(ComplianceNotice notice);

private:
    struct Shared;
    static void run(const std::shared_ptr<Shared> &shared);

    std::shared_ptr<Shared> m_shared;
    std::thread m_thread;
};

} // namespace tapewatch::hooks
