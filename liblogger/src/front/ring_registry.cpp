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

// Order of locking: journal, loggers, sites, waker, rings. Only the making of the journal holds two of the
// others.
void RingRegistry::lockForFork()
{
    journal::ProcessJournal::instance().lockForFork();
    LoggerRegistry::instance().lockForFork();
    SiteDictionary::instance().lockForFork();
    m_wakerMutex.lock(); // before the rings: who holds it may wait for the backend, and that for the rings
    m_mutex.lock();
}

void RingRegistry::unlockAfterFork()
{
    m_mutex.unlock();
    m_wakerMutex.unlock();
    SiteDictionary::instance().unlockAfterFork();
    LoggerRegistry::instance().unlockAfterFork();
    journal::ProcessJournal::instance().unlockAfterFork();
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
    m_drops = &m_ownDrops;
    LoggerRegistry::instance().publishTo(nullptr);
    SiteDictionary::instance().publishTo(nullptr);
    journal::ProcessJournal::instance().forgetInChild();
    LoggerRegistry::instance().disable();
}

journal::Journal *RingRegistry::journal()
{
    return journal::ProcessJournal::instance().get([](journal::Journal &made) {
        LoggerRegistry::instance().publishTo(&made.dictionary());
        SiteDictionary::instance().publishTo(&made.dictionary());
        instance().m_drops = &made.header().drops;
    });
}

/// In the journal's folder where that can be had, otherwise in memory of the process: better a record that a
/// crash takes along than none.
Result<platform::RingMemory> RingRegistry::makeRing(std::string &file)
{
    const std::uint32_t bytes = m_ringBytes.load(std::memory_order_relaxed);
    if (journal::Journal *journal =
            m_crashSafe.load(std::memory_order_relaxed) ? RingRegistry::journal() : nullptr) {
        {
            const std::lock_guard lock(m_mutex);
            file = "ring-" + std::to_string(m_nextFile++);
        }
        auto memory =
            platform::RingMemory::create(bytes, platform::threadId(), journal->folder().descriptor(), file);
        if (memory)
            return memory;
        const std::lock_guard lock(m_mutex);
        m_fault = memory.error();
    }
    file.clear();
    return platform::RingMemory::create(bytes, platform::threadId());
}

std::optional<Error> RingRegistry::takeFault()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_fault, std::nullopt);
}

detail::ThreadState *RingRegistry::attach()
{
    std::string file;
    auto memory = makeRing(file);
    if (!memory)
        return nullptr;
    const std::lock_guard lock(m_mutex);
    m_rings.push_back(std::make_shared<ThreadRing>(std::move(*memory), std::move(file)));
    ThreadRing *ring = m_rings.back().get();
    m_version.fetch_add(1, std::memory_order_release);
    threadEnd.ring = ring;
    detail::threadState = &ring->state;
    return detail::threadState;
}

void RingRegistry::collect()
{
    std::vector<std::string> files; // to be removed without the lock, for the journal has one of its own
    std::unique_lock lock(m_mutex);
    const auto removed = m_rings.remove_if([&](const std::shared_ptr<ThreadRing> &ring) {
        if (!ring->threadEnded.load(std::memory_order_acquire))
            return false;
        const detail::RingHeader &header = *ring->memory.header();
        if (header.written.load(std::memory_order_acquire) != header.read.load(std::memory_order_acquire))
            return false;
        if (!ring->file.empty())
            files.push_back(ring->file);
        return true;
    });
    if (removed != 0)
        m_version.fetch_add(1, std::memory_order_release);
    lock.unlock();
    for (const std::string &file : files)
        journal()->folder().removeFile(file);
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

void RingRegistry::countDrop(const detail::RecordHeader &header)
{
    if ((header.level & detail::kHeldBack) != 0)
        return; // nobody was promised it
    drops()[header.category][header.level & detail::kLevelBits].fetch_add(1, std::memory_order_relaxed);
}

std::string RingRegistry::boxName(std::uint64_t number)
{
    return "box-" + std::to_string(number);
}

detail::Box RingRegistry::makeBox(std::uint64_t bytes)
{
    if (journal::Journal *journal =
            m_crashSafe.load(std::memory_order_relaxed) ? RingRegistry::journal() : nullptr) {
        const std::uint64_t number = m_nextBox.fetch_add(1, std::memory_order_relaxed);
        auto file = platform::SharedFile::create(journal->folder().descriptor(), boxName(number), bytes);
        if (file)
            return {file->release(), bytes, number};
    }
    return {new (std::nothrow) std::byte[bytes], bytes, 0};
}

void RingRegistry::dropBox(const detail::Box &box)
{
    if (box.file == 0) {
        delete[] box.bytes;
        return;
    }
    platform::SharedFile::unmap(box.bytes, box.length);
    journal()->folder().removeFile(boxName(box.file));
}

std::byte *RingRegistry::waitForRoom(detail::ThreadState &state, const detail::RecordHeader &header)
{
    const OverflowPolicy policy = m_policies[header.category].policy.load(std::memory_order_relaxed);
    const auto level = static_cast<Level>(header.level & detail::kLevelBits);
    const bool mayShed =
        (policy == OverflowPolicy::Shed && level <= Level::Info) || (header.level & detail::kHeldBack) != 0;
    if (!mayShed) {
        if (std::byte *room = state.ring.reserveAll(header.size))
            return room;
    }
    wakeBackend();
    if (mayShed || policy == OverflowPolicy::Drop) {
        countDrop(header);
        return nullptr;
    }

    m_blockedCalls.fetch_add(1, std::memory_order_relaxed);
    using Clock = std::chrono::steady_clock;
    const std::chrono::milliseconds limit(
        m_policies[header.category].blockForMs.load(std::memory_order_relaxed));
    const Clock::time_point giveUp = Clock::now() + limit;
    for (;;) {
        if (std::byte *room = state.ring.reserveAll(header.size))
            return room;
        if (Clock::now() >= giveUp)
            break;
        std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
    countDrop(header);
    return nullptr;
}

} // namespace front

detail::ThreadState *detail::attachThread()
{
    return front::RingRegistry::instance().attach();
}

std::byte *detail::waitForRoom(ThreadState &state, const RecordHeader &header)
{
    return front::RingRegistry::instance().waitForRoom(state, header);
}

detail::Box detail::makeBox(std::size_t bytes)
{
    return front::RingRegistry::instance().makeBox(bytes);
}

void detail::countRefused(const RecordHeader &header)
{
    front::RingRegistry::instance().countDrop(header);
}

void detail::dropBox(const Box &box)
{
    front::RingRegistry::dropBox(box);
}

} // namespace tapewatch
