// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "hooks/hook_thread.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace tapewatch::hooks {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kPatience = 1s; // of the destructor
constexpr std::chrono::milliseconds kShortestInterval = 1ms;

Error callbackError(const char *callback, const char *thrown)
{
    return {Error::Code::InvalidArgument,
            std::string("The callback ") + callback + " threw",
            thrown,
            "Catch it in the callback: the log goes on, but what the callback had to do is not done",
            {}};
}

Error undeliveredError(std::uint64_t count)
{
    return {Error::Code::Busy,
            "The callback onCompliance did not get " + std::to_string(count) + " notices",
            "it was too slow: the recorder stopped first, or Hooks::queueLimit was reached",
            "Their records are in the compliance file; raise Hooks::queueLimit or make the callback faster",
            {}};
}

void reportTo(const std::function<void(const Error &)> &report, const Error &error) noexcept
{
    try {
        report(error);
    } catch (...) { // who cannot even be told of an exception gets none
    }
}

} // namespace

/// Belongs to the HookThread and to its thread, whichever lives longer.
struct HookThread::Shared {
    Hooks hooks;
    std::function<Metrics()> metrics;
    std::function<void(const Error &)> report;

    std::mutex mutex;
    std::condition_variable changed;      ///< guarded by mutex, as everything below
    std::deque<ComplianceNotice> notices; ///< at most hooks.queueLimit
    std::uint64_t missed = 0;             ///< since the last notice that was taken
    bool stopping = false;                ///< empties the queue, then ends
    bool abandoned = false;               ///< starts nothing any more
    bool telling = false;                 ///< is in `report`
    bool ended = false;
    Clock::time_point nextMetrics;

    template <typename Call>
    void guarded(const char *name, const Call &call);
    void tell(const Error &error);
    void scheduleMetrics() { nextMetrics = Clock::now() + std::max(hooks.metricsEvery, kShortestInterval); }
    void sendMetrics();
    void sendNotice(const ComplianceNotice &notice, std::uint64_t missedBefore);
    bool waitForWork(std::unique_lock<std::mutex> &lock);
    [[nodiscard]] std::uint64_t undelivered() const { return missed + notices.size(); }
    [[nodiscard]] bool metricsDue() const
    {
        return !stopping && hooks.onMetrics && Clock::now() >= nextMetrics;
    }
};

template <typename Call>
void HookThread::Shared::guarded(const char *name, const Call &call)
{
    try {
        call();
    } catch (const std::exception &exception) {
        tell(callbackError(name, exception.what()));
    } catch (...) {
        tell(callbackError(name, "something that is no std::exception"));
    }
}

void HookThread::Shared::tell(const Error &error)
{
    {
        const std::lock_guard lock(mutex);
        if (abandoned || !report)
            return;
        telling = true;
    }
    reportTo(report, error);
    const std::lock_guard lock(mutex);
    telling = false;
}

void HookThread::Shared::sendMetrics()
{
    guarded("onMetrics", [this] { hooks.onMetrics(metrics()); });
}

void HookThread::Shared::sendNotice(const ComplianceNotice &notice, std::uint64_t missedBefore)
{
    guarded("onCompliance", [&] { hooks.onCompliance(notice, missedBefore); });
}

/// False where the thread has to end.
bool HookThread::Shared::waitForWork(std::unique_lock<std::mutex> &lock)
{
    const auto ready = [this] { return stopping || abandoned || !notices.empty(); };
    if (hooks.onMetrics)
        changed.wait_until(lock, nextMetrics, ready);
    else
        changed.wait(lock, ready);
    return !abandoned && !(stopping && notices.empty());
}

void HookThread::run(const std::shared_ptr<Shared> &shared)
{
    std::unique_lock lock(shared->mutex);
    while (shared->waitForWork(lock)) {
        // Metrics first: a flood of notices must not starve them.
        if (shared->metricsDue()) {
            shared->scheduleMetrics();
            lock.unlock();
            shared->sendMetrics();
            lock.lock();
        } else if (!shared->notices.empty()) {
            const ComplianceNotice notice = std::move(shared->notices.front());
            shared->notices.pop_front();
            const std::uint64_t missed = std::exchange(shared->missed, 0);
            lock.unlock();
            shared->sendNotice(notice, missed);
            lock.lock();
        }
    }
    shared->ended = true;
    shared->changed.notify_all();
}

HookThread::HookThread(Hooks hooks, std::function<Metrics()> metrics,
                       std::function<void(const Error &)> report)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->hooks = std::move(hooks);
    m_shared->metrics = std::move(metrics);
    m_shared->report = std::move(report);
    m_shared->scheduleMetrics();
    if (m_shared->hooks.onCompliance || m_shared->hooks.onMetrics)
        m_thread = std::thread([shared = m_shared] { run(shared); });
}

HookThread::~HookThread()
{
    if (!m_thread.joinable())
        return;
    std::unique_lock lock(m_shared->mutex);
    m_shared->stopping = true;
    m_shared->changed.notify_all();
    // A callback that destroys us cannot be waited for.
    const bool fromCallback = m_thread.get_id() == std::this_thread::get_id();
    if (!fromCallback)
        m_shared->changed.wait_for(lock, kPatience, [this] { return m_shared->ended; });
    const bool ended = m_shared->ended;
    m_shared->abandoned = true;
    const std::uint64_t lost = m_shared->undelivered();
    // A `report` that does not return would not do so a second time either.
    const bool canTell = m_shared->report && !m_shared->telling;
    lock.unlock();
    if (lost > 0 && canTell)
        reportTo(m_shared->report, undeliveredError(lost));
    if (ended)
        m_thread.join();
    else
        m_thread.detach();
}

bool HookThread::wantsCompliance() const
{
    return m_shared->hooks.onCompliance != nullptr;
}

void HookThread::post(ComplianceNotice notice)
{
    if (!wantsCompliance())
        return;
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->notices.size() >= m_shared->hooks.queueLimit) {
        ++m_shared->missed;
        return;
    }
    m_shared->notices.push_back(std::move(notice));
    m_shared->changed.notify_one();
}

} // namespace tapewatch::hooks
