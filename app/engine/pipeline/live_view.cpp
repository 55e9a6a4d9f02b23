// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/live_view.h"

#include "engine/pipeline/timeline.h"
#include "engine/pipeline/view_scan.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace tapewatch::engine {

namespace {

using namespace std::chrono_literals;

// The first rows show soon; later ones come in larger pieces.
constexpr auto kFirstSlice = 50ms;
constexpr auto kSlice = 200ms;
// New rows are taken together for this long: one delta costs more than a row.
constexpr auto kGather = 10ms;

} // namespace

class LiveView::Impl {
public:
    Impl(std::shared_ptr<const NameTable> names, Listener listener)
        : m_names(std::move(names))
        , m_listener(std::move(listener))
        , m_thread([this] { run(); })
    {
    }

    ~Impl()
    {
        redirect([this] { m_stop = true; });
        m_thread.join();
    }

    void setQuery(Query query)
    {
        redirect([&] { m_query = std::move(query); });
    }

    void setSources(std::vector<std::shared_ptr<const Source>> sources)
    {
        redirect([&] { m_sources = std::move(sources); });
    }

    void wake()
    {
        if (m_woken.exchange(true, std::memory_order_acq_rel))
            return;
        {
            const std::lock_guard lock(m_mutex);
        } // the worker is either waiting by now or will see the flag
        m_condition.notify_one();
    }

private:
    template <typename Change>
    void redirect(Change change)
    {
        {
            const std::lock_guard lock(m_mutex);
            change();
            m_wanted.fetch_add(1, std::memory_order_release);
        }
        m_condition.notify_one();
    }

    bool redirected() const { return m_wanted.load(std::memory_order_acquire) != m_generation; }

    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_stop) {
            if (redirected())
                begin();
            lock.unlock();
            const bool moreToScan = step();
            lock.lock();
            if (moreToScan)
                continue;
            m_condition.wait(lock,
                             [this] { return redirected() || m_woken.load(std::memory_order_acquire); });
            m_condition.wait_for(lock, kGather, [this] { return redirected(); });
        }
    }

    // Under the mutex.
    void begin()
    {
        m_generation = m_wanted.load(std::memory_order_relaxed);
        m_scan.emplace(m_query, m_names, m_sources);
        m_timeline.restart(m_sources);
        m_reset = true;
        m_wasComplete = false;
    }

    // One slice of work; false when there is nothing more to do for now.
    bool step()
    {
        if (!m_scan)
            return false;
        m_woken.store(false, std::memory_order_release); // before looking: what comes later wakes again
        const auto deadline = ViewScan::Clock::now() + (m_reset ? kFirstSlice : kSlice);
        if (!m_scan->run(deadline, [this] { return redirected(); }))
            return true;
        const bool complete = m_scan->complete();
        auto runs = m_timeline.merge(m_scan->found());
        if (m_reset || !runs || !runs->empty() || complete != m_wasComplete)
            deliver(std::move(runs), complete);
        return !complete;
    }

    void deliver(std::optional<std::vector<ViewDelta::Run>> runs, bool complete)
    {
        ViewDelta delta;
        delta.generation = m_generation;
        delta.reset = m_reset || !runs;
        if (runs)
            delta.runs = std::move(*runs);
        else
            delta.runs.push_back({0, m_timeline.rows()});
        delta.complete = complete;
        delta.progress = complete ? 1.0 : m_scan->progress();
        m_reset = false;
        m_wasComplete = complete;
        m_listener(std::move(delta));
    }

    const std::shared_ptr<const NameTable> m_names;
    const Listener m_listener;

    std::mutex m_mutex; // guards m_query, m_sources and m_stop
    std::condition_variable m_condition;
    Query m_query;
    std::vector<std::shared_ptr<const Source>> m_sources;
    bool m_stop = false;
    std::atomic<std::uint64_t> m_wanted{0}; ///< counts redirections
    std::atomic<bool> m_woken{false};

    // The worker's own.
    std::uint64_t m_generation = 0;
    std::optional<ViewScan> m_scan;
    Timeline m_timeline;
    bool m_reset = false;
    bool m_wasComplete = false;

    std::thread m_thread;
};

LiveView::LiveView(std::shared_ptr<const NameTable> names, Listener listener)
    : m_impl(std::make_unique<Impl>(std::move(names), std::move(listener)))
{
}

LiveView::~LiveView() = default;

void LiveView::setQuery(Query query)
{
    m_impl->setQuery(std::move(query));
}

void LiveView::setSources(std::vector<std::shared_ptr<const Source>> sources)
{
    m_impl->setSources(std::move(sources));
}

void LiveView::wake()
{
    m_impl->wake();
}

} // namespace tapewatch::engine
