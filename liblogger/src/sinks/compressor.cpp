// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/compressor.h"

#include "platform/process.h"
#include "sinks/compress_segment.h"
#include "sinks/segments.h"

#include <atomic>
#include <optional>
#include <utility>
#include <vector>

namespace tapewatch::sinks {

using namespace std::chrono_literals;

namespace {

constexpr auto kStopGrace = 200ms; // longer than a frame takes, and than a healthy disk needs to sync

/// Categories that are to be compressed, and zstd's level.
using Plan = std::vector<std::pair<std::string, int>>;

Plan planOf(const std::map<std::string, CategoryConfig, std::less<>> &categories)
{
    Plan plan;
    for (const auto &[name, category] : categories)
        if (category.compression.enabled)
            plan.emplace_back(name, static_cast<int>(category.compression.level));
    return plan;
}

} // namespace

class Compressor::Worker {
public:
    explicit Worker(Options options)
        : m_options(std::move(options))
    {
    }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;
    ~Worker() { delete m_next.load(); }

    void run();

    // From the owner's thread; none of them waits.

    void setPlan(Plan plan)
    {
        delete m_next.exchange(new Plan(std::move(plan)));
        wake();
    }
    void wake()
    {
        m_calls.fetch_add(1);
        m_calls.notify_one();
    }
    void stop()
    {
        m_stop.store(true);
        wake();
    }

private:
    void takePlan();
    void compressAll();
    /// The fault of one, if any.
    std::optional<Error> compressCategory(const std::string &category, int level);

    const Options m_options;
    std::atomic<bool> m_stop{false};
    std::atomic<std::uint32_t> m_calls{0};
    std::atomic<Plan *> m_next{nullptr}; ///< set by the owner, taken by the thread

    // The thread's own.
    Plan m_plan;
    std::optional<Error> m_fault; ///< as reported; while it lasts, it is not reported again
};

void Compressor::Worker::run()
{
    platform::nameThread("tapewatch-zstd");
    platform::blockSignals();
    platform::standBack();
    removeHalfCompressed(m_options.directory, m_options.bot);
    while (!m_stop.load()) {
        const std::uint32_t seen = m_calls.load();
        takePlan();
        compressAll();
        m_calls.wait(seen); // returns at once where a call came meanwhile
    }
}

void Compressor::Worker::takePlan()
{
    if (const std::unique_ptr<Plan> next{m_next.exchange(nullptr)})
        m_plan = std::move(*next);
}

void Compressor::Worker::compressAll()
{
    std::optional<Error> fault;
    for (const auto &[category, level] : m_plan) {
        std::optional<Error> ofThis = compressCategory(category, level);
        if (!fault)
            fault = std::move(ofThis);
    }
    if (fault && fault != m_fault)
        m_options.report(*fault);
    m_fault = std::move(fault);
}

std::optional<Error> Compressor::Worker::compressCategory(const std::string &category, int level)
{
    std::optional<Error> fault;
    for (const Segment &segment : finishedSegments(m_options.directory, m_options.bot, category)) {
        if (m_stop.load() || m_next.load() != nullptr)
            break; // the new plan may not want the rest
        if (segment.name.compressed)
            continue;
        const auto done = compressSegment(segment.path, {level, m_stop});
        if (!done && !fault)
            fault = done.error();
    }
    return fault;
}

Compressor::Compressor(Options options)
    : m_worker(std::make_shared<Worker>(std::move(options)))
{
}

Compressor::~Compressor()
{
    stop();
}

void Compressor::configure(const std::map<std::string, CategoryConfig, std::less<>> &categories)
{
    Plan plan = planOf(categories);
    if (!m_thread.joinable() && plan.empty())
        return;
    m_worker->setPlan(std::move(plan));
    if (m_thread.joinable())
        return;
    std::packaged_task<void()> task([worker = m_worker] { worker->run(); });
    m_ended = task.get_future();
    m_thread = std::thread(std::move(task));
}

void Compressor::wake()
{
    m_worker->wake();
}

void Compressor::stop()
{
    if (!m_thread.joinable())
        return;
    m_worker->stop();
    if (m_ended.wait_for(kStopGrace) == std::future_status::ready)
        m_thread.join();
    else
        m_thread.detach(); // it keeps what it needs alive by itself
}

} // namespace tapewatch::sinks
