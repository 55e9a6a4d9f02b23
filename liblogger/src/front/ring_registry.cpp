// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "front/ring_registry.h"

#include "front/logger_registry.h"
#include "front/site_dictionary.h"
#include "platform/process.h"

#include <chrono>
#include <new>
#include <pthread.h>
#include <thread>

namespace tapewatch {

constinit thread_local detail::ThreadState *detail::threadState [[gnu::tls_model("initial-exec")]] = nullptr;

namespace front {

namespace {

/// Tells the registry when its thread ends. A destructor of another thread-local object may still log
/// after that; the thread then gets a new ring.
struct ThreadEnd {
    ThreadRing *ring = nullptr;
    ~ThreadEnd()
    {
        if (ring != nullptr)
            ring->threadEnded.store(true, std::memory_order_release);
        detail::threadState = nullptr;
    }
};
thread_local ThreadEnd threadEnd;

} // namespace

RingRegistry &RingRegistry::instance()
{
    static auto *registry = new RingRegistry;
    return *registry;
}

RingRegistry::RingRegistry()
{
    pthread_atfork([] { instance().lockForFork(); }, [] { instance().unlockAfterFork(); },
                   [] {
                       instance().unlockAfterFork();
                       instance().forgetInChild();
                   });
}

// Order of locking: loggers, sites, rings, waker. No other code holds two of them.
void RingRegistry::lockForFork()
{
    LoggerRegistry::instance().lockForFork();
    SiteDictionary::instance().lockForFork();
    m_mutex.lock();
    m_wakerMutex.lock();
}

void RingRegistry::unlockAfterFork()
{
    m_wakerMutex.unlock();
    m_mutex.unlock();
    SiteDictionary::instance().unlockAfterFork();
    LoggerRegistry::instance().unlockAfterFork();
}

/// A forked child has no backend, and its parent's rings are not mapped in it: it starts without any, silent
/// until it starts a recorder of its own.
void RingRegistry::forgetInChild()
{
    // Kept from their destructors, which would unmap addresses that are not the rings' here.
    new std::list<std::shared_ptr<ThreadRing>>(std::move(m_rings));
    m_rings.clear();
    m_version.fetch_add(1, std::memory_order_release);
    m_waker = nullptr;
    detail::threadState = nullptr;
    threadEnd.ring = nullptr;
    LoggerRegistry::instance().disable();
}

detail::ThreadState *RingRegistry::attach()
{
    auto memory =
        platform::RingMemory::create(m_ringBytes.load(std::memory_order_relaxed), platform::threadId());
    if (!memory)
        return nullptr;
    const std::lock_guard lock(m_mutex);
    m_rings.push_back(std::make_shared<ThreadRing>(std::move(*memory)));
    ThreadRing *ring = m_rings.back().get();
    m_version.fetch_add(1, std::memory_order_release);
    threadEnd.ring = ring;
    detail::threadState = &ring->state;
    return detail::threadState;
}

void RingRegistry::collect()
{
    const std::lock_guard lock(m_mutex);
    const auto removed = m_rings.remove_if([](const std::shared_ptr<ThreadRing> &ring) {
        if (!ring->threadEnded.load(std::memory_order_acquire))
            return false;
        const detail::RingHeader &header = *ring->memory.header();
        return header.written.load(std::memory_order_acquire) == header.read.load(std::memory_order_acquire);
    });
    if (removed != 0)
        m_version.fetch_add(1, std::memory_order_release);
}

std::vector<std::shared_ptr<ThreadRing>> RingRegistry::rings() const
{
    const std::lock_guard lock(m_mutex);
    return {m_rings.begin(), m_rings.end()};
}

void RingRegistry::setPolicy(std::uint8_t category, OverflowPolicy policy, std::chrono::milliseconds blockFor)
{
    m_policies[category].policy.store(policy, std::memory_order_relaxed);
    m_policies[category].blockForMs.store(static_cast<std::uint32_t>(blockFor.count()),
                                          std::memory_order_relaxed);
}

void RingRegistry::setWaker(std::function<void()> waker)
{
    const std::lock_guard lock(m_wakerMutex);
    m_waker = std::move(waker);
}

void RingRegistry::wakeBackend()
{
    if (!m_backendAsleep.exchange(false, std::memory_order_relaxed))
        return;
    const std::lock_guard lock(m_wakerMutex);
    if (m_waker)
        m_waker();
}

void RingRegistry::countDrop(Level level, std::uint8_t category)
{
    m_drops[category][static_cast<std::size_t>(level)].fetch_add(1, std::memory_order_relaxed);
}

std::byte *RingRegistry::waitForRoom(detail::ThreadState &state, std::uint32_t size, Level level,
                                     std::uint8_t category)
{
    const OverflowPolicy policy = m_policies[category].policy.load(std::memory_order_relaxed);
    const bool mayShed = policy == OverflowPolicy::Shed && level <= Level::Info;
    if (!mayShed) {
        if (std::byte *room = state.ring.reserveAll(size))
            return room;
    }
    wakeBackend();
    if (mayShed || policy == OverflowPolicy::Drop) {
        countDrop(level, category);
        return nullptr;
    }

    m_blockedCalls.fetch_add(1, std::memory_order_relaxed);
    using Clock = std::chrono::steady_clock;
    const std::chrono::milliseconds limit(m_policies[category].blockForMs.load(std::memory_order_relaxed));
    const Clock::time_point giveUp = Clock::now() + limit;
    for (;;) {
        if (std::byte *room = state.ring.reserveAll(size))
            return room;
        if (Clock::now() >= giveUp)
            break;
        std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
    countDrop(level, category);
    return nullptr;
}

} // namespace front

detail::ThreadState *detail::attachThread()
{
    return front::RingRegistry::instance().attach();
}

std::byte *detail::waitForRoom(ThreadState &state, std::uint32_t size, Level level, std::uint8_t category)
{
    return front::RingRegistry::instance().waitForRoom(state, size, level, category);
}

std::byte *detail::makeBox(std::size_t bytes)
{
    return new (std::nothrow) std::byte[bytes];
}

void detail::countRefused(Level level, std::uint8_t category)
{
    front::RingRegistry::instance().countDrop(level, category);
}

void detail::dropBox(std::byte *box)
{
    delete[] box;
}

} // namespace tapewatch
