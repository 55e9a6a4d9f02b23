// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/backend.h"

#include "front/logger_registry.h"
#include "platform/process.h"

#include <tapewatch/detail/event_members.h>

#include <algorithm>
#include <map>
#include <string>

namespace tapewatch::backend {

using namespace std::chrono_literals;

namespace {
constexpr auto kShortestWait = 1ms;
constexpr auto kLongestWait = 16ms; // an idle bot costs less than 0.5% of a core (bench_idle)
constexpr auto kMetricsEvery = 50ms;
constexpr auto kRetryWait = 100ms; // while the file system refuses
std::atomic<std::uint64_t> backends{0};
constexpr auto kGiveUpGrace = 200ms; // for the batch under way when a stop's limit has passed
} // namespace

Backend::Backend(std::unique_ptr<Router> router, const Config &config, journal::Journal *journal)
    : m_router(std::move(router))
    , m_drain({m_rings,
               m_names,
               *m_router,
               journal,
               front::RingRegistry::instance().drops(),
               {},
               config.bot,
               platform::processId()})
    , m_number(++backends)
{
    m_metrics.started = Timestamp::now();
    m_metrics.taken = m_metrics.started;
    m_metrics.categories = m_router->metrics();
    m_drain.discardLeftovers();
    m_drain.configure(config.repeats, config.backtrace);
}

void Backend::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hurry = true;
    }
    m_wakeUp.notify_one();
}

void Backend::reconfigure(const Config &config, std::vector<std::string> categories)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pending = Pending{config, std::move(categories)};
        m_hurry = true;
    }
    m_wakeUp.notify_one();
}

void Backend::applyPending()
{
    std::optional<Pending> pending;
    {
        const std::lock_guard lock(m_mutex);
        pending.swap(m_pending);
    }
    if (!pending)
        return;
    m_drain.configure(pending->config.repeats, pending->config.backtrace);
    m_router->reconfigure(pending->config, pending->categories);
}

bool Backend::runRound()
{
    const std::uint64_t before = m_drain.records();
    m_drain.beginRound();
    m_roundComplete = false;
    while (!m_roundComplete && !m_giveUp.load(std::memory_order_relaxed)) {
        if (m_router->isFull()) {
            m_drain.hold();
            if (m_router->isFull())
                break; // what waits in the rings makes the calls wait
        }
        m_roundComplete = m_drain.runBatch();
        publishMetrics(false);
    }
    if (auto fault = front::RingRegistry::instance().takeFault())
        m_router->report(*fault);
    return m_drain.records() != before;
}

void Backend::publishMetrics(bool always)
{
    const auto now = std::chrono::steady_clock::now();
    if (!always && now < m_metricsDue)
        return;
    m_metricsDue = now + kMetricsEvery;
    Metrics metrics;
    metrics.taken = Timestamp::now();
    metrics.started = m_metrics.started;
    metrics.folded = m_drain.folded();
    metrics.blockedCalls = front::RingRegistry::instance().blockedCalls();
    metrics.queuedBytes = m_drain.queuedBytes();
    metrics.threads = static_cast<std::uint32_t>(m_drain.rings());
    metrics.categories = m_router->metrics();
    for (const CategoryMetrics &category : metrics.categories) {
        metrics.written += category.written;
        for (const std::uint64_t dropped : category.dropped)
            metrics.dropped += dropped;
    }
    const std::lock_guard lock(m_mutex);
    m_metrics = std::move(metrics);
}

void Backend::finishRound(std::uint64_t ticket, bool mayEnd)
{
    publishMetrics(mayEnd || ticket != 0);
    const std::lock_guard lock(m_mutex);
    m_leftInFiles = m_router->pendingRecords();
    m_unanswered = m_router->unansweredRecords();
    advancePersists(ticket);
    if (m_leftInFiles == 0)
        m_ticketsDone = std::max(m_ticketsDone, ticket);
    m_done = m_giveUp.load(std::memory_order_relaxed) || (mayEnd && m_leftInFiles == 0 && m_unanswered == 0);
    m_finished.notify_all();
}

void Backend::advancePersists(std::uint64_t ticket)
{
    for (PersistRequest *request : m_persists)
        m_hurry = advance(*request, *m_router, m_roundComplete && ticket >= request->ticket) || m_hurry;
}

std::uint64_t Backend::waitForWork(std::chrono::microseconds limit, bool &stopping)
{
    std::unique_lock lock(m_mutex);
    if (!m_hurry) {
        front::RingRegistry::instance().setBackendAsleep(true);
        m_wakeUp.wait_for(lock, limit, [&] { return m_hurry; });
        front::RingRegistry::instance().setBackendAsleep(false);
    }
    m_hurry = false;
    stopping = m_stopping;
    return m_ticketsAsked > m_ticketsDone ? m_ticketsAsked : 0;
}

void Backend::run()
{
    platform::nameThread("tapewatch-log");
    platform::blockSignals();
    std::chrono::microseconds wait = kShortestWait;
    for (;;) {
        bool stopping = false;
        const std::uint64_t ticket = waitForWork(wait, stopping);
        applyPending();
        if (stopping)
            m_router->demandSync();
        const bool any = runRound();
        if (stopping || ticket != 0)
            m_drain.settleRepeats();
        finishRound(ticket,
                    stopping && !any); // a call that was under way when the end was asked for still counts

        const std::lock_guard lock(m_mutex);
        if (m_done)
            break;
        if (m_leftInFiles != 0)
            wait = kRetryWait;
        else
            wait = any ? kShortestWait : std::min<std::chrono::microseconds>(wait * 2, kLongestWait);
    }
    m_router->stopCompression();
}

DrainResult Backend::flush(std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t ticket = ++m_ticketsAsked;
    m_hurry = true;
    m_wakeUp.notify_one();
    const bool complete = m_finished.wait_for(lock, limit, [&] { return m_ticketsDone >= ticket || m_done; });
    return {complete, complete ? 0 : unfinished(), m_metrics.dropped};
}

Result<void> Backend::persist(std::string_view category, std::chrono::milliseconds limit)
{
    PersistRequest request;
    request.category = category;
    std::unique_lock lock(m_mutex);
    request.ticket = ++m_ticketsAsked;
    m_persists.push_back(&request);
    m_hurry = true;
    m_wakeUp.notify_one();
    m_finished.wait_for(lock, limit, [&] { return request.outcome || m_done; });
    std::erase(m_persists, &request);
    if (!request.outcome && m_done)
        return noRecorderError(category);
    lock.unlock();
    if (request.outcome)
        return *request.outcome ? checkRefused(request) : *request.outcome;
    const auto names = front::LoggerRegistry::instance().categories();
    const auto index = std::ranges::find(names, category) - names.begin();
    const auto inRings = countLeft([&](const detail::RecordHeader &header) {
        const auto level = static_cast<Level>(header.level & ~detail::kBoxed);
        return header.category == index || (index == detail::kErrorIndex && level >= Level::Error);
    });
    return lateError(request, request.onTheWay + inRings, limit);
}

/// A record that was refused will never be on the disk; each thread that asks is told so once.
Result<void> Backend::checkRefused(const PersistRequest &request) const
{
    struct Told {
        std::uint64_t backend = 0;
        std::map<std::string, std::uint64_t, std::less<>> byCategory;
    };
    static thread_local Told told;
    if (std::exchange(told.backend, m_number) != m_number)
        told.byCategory.clear();
    std::uint64_t &before = told.byCategory[std::string(request.category)];
    const std::uint64_t count = request.refused - before;
    before = request.refused;
    return count == 0 ? Result<void>() : refusedError(request.category, count);
}

DrainResult Backend::stop(std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    m_stopping = true;
    m_hurry = true;
    m_wakeUp.notify_one();
    if (m_finished.wait_for(lock, limit, [&] { return m_done; }))
        return {true, 0, m_metrics.dropped};
    m_giveUp.store(true, std::memory_order_relaxed);
    m_hurry = true;
    m_wakeUp.notify_one();
    m_finished.wait_for(lock, kGiveUpGrace, [&] { return m_done; });
    const std::uint64_t left = unfinished() + m_unanswered;
    return {left == 0, left, m_metrics.dropped};
}

bool Backend::finished() const
{
    const std::lock_guard lock(m_mutex);
    return m_done;
}

/// Walks what the rings still hold. If the backend is still stuck in a write, the number can be too high by
/// that batch, never too low.
std::uint64_t Backend::unfinished() const
{
    return countLeft([](const detail::RecordHeader &) { return true; }) + m_leftInFiles;
}

template <typename Counts>
std::uint64_t Backend::countLeft(Counts &&counts)
{
    std::uint64_t left = 0;
    for (const auto &ring : front::RingRegistry::instance().rings()) {
        const detail::RingHeader &header = *ring->memory.header();
        const std::uint64_t end = header.written.load(std::memory_order_acquire);
        for (std::uint64_t at = header.read.load(std::memory_order_acquire); at < end;) {
            detail::RecordHeader record;
            std::memcpy(&record, ring->memory.data() + (at & (header.capacity - 1)), sizeof record);
            if (record.size == 0)
                break;
            left += counts(record) ? 1 : 0;
            at += record.size;
        }
    }
    return left;
}

Metrics Backend::metrics() const
{
    const std::lock_guard lock(m_mutex);
    return m_metrics;
}

} // namespace tapewatch::backend
