// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "journal/process_journal.h"
#include "platform/ring_memory.h"

#include <tapewatch/detail/submit.h>
#include <tapewatch/format/config.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace tapewatch::front {

/// One thread's ring, seen from both ends. Freed when its thread has ended and the backend has read
/// everything.
struct ThreadRing {
    ThreadRing(platform::RingMemory ringMemory, std::string fileName)
        : memory(std::move(ringMemory))
        , file(std::move(fileName))
        , state{detail::RingProducer(memory.header(), memory.data(), memory.capacity()), {}}
    {
    }

    platform::RingMemory memory;
    std::string file; ///< in the journal's folder; empty: a crash would take it along
    detail::ThreadState state;
    std::atomic<bool> threadEnded{false};
};

/// The rings of all threads, and how calls behave when one is full. Outlives every recorder.
class RingRegistry {
public:
    /// Never destroyed: threads may outlive main.
    [[nodiscard]] static RingRegistry &instance();

    /// The journal of this process, for the records of all its rings; null where there is none.
    [[nodiscard]] static journal::Journal *journal();

    /// A ring for the calling thread; null (and counted) where the system refuses memory.
    [[nodiscard]] detail::ThreadState *attach();

    /// Frees the rings of threads that ended, once they are empty.
    void collect();
    /// Every ring, in the order their threads first logged.
    [[nodiscard]] std::vector<std::shared_ptr<ThreadRing>> rings() const;
    /// Changes whenever rings() would.
    [[nodiscard]] std::uint64_t version() const { return m_version.load(std::memory_order_acquire); }

    /// Whether rings to come are made where they survive the process; they are by default.
    void setCrashSafe(bool safe) { m_crashSafe.store(safe, std::memory_order_relaxed); }

    // Overflow.

    void setRingBytes(std::uint32_t bytes) { m_ringBytes.store(bytes, std::memory_order_relaxed); }
    void setPolicy(std::uint8_t category, OverflowPolicy policy, std::chrono::milliseconds blockFor);
    /// Called by a thread that finds its ring nearly full while the backend sleeps.
    void setWaker(std::function<void()> waker);
    void setBackendAsleep(bool asleep) { m_backendAsleep.store(asleep, std::memory_order_relaxed); }

    [[nodiscard]] std::byte *waitForRoom(detail::ThreadState &state, const detail::RecordHeader &header);
    void countDrop(const detail::RecordHeader &header);
    /// Since the process began, by category and level; in the journal where there is one.
    [[nodiscard]] journal::DropCounts &drops() { return *m_drops.load(std::memory_order_acquire); }
    /// Why rings are not safe from a crash, once.
    [[nodiscard]] std::optional<Error> takeFault();

    // Records that are too large for a ring.

    [[nodiscard]] detail::Box makeBox(std::uint64_t bytes);
    static void dropBox(const detail::Box &box);
    [[nodiscard]] static std::string boxName(std::uint64_t number);
    [[nodiscard]] std::uint64_t blockedCalls() const
    {
        return m_blockedCalls.load(std::memory_order_relaxed);
    }

private:
    struct Policy {
        std::atomic<OverflowPolicy> policy{OverflowPolicy::Shed};
        std::atomic<std::uint32_t> blockForMs{100};
    };

    RingRegistry();
    [[nodiscard]] Result<platform::RingMemory> makeRing(std::string &file);
    void wakeBackend();
    void lockForFork();
    void unlockAfterFork();
    void forgetInChild();

    mutable std::mutex m_mutex;
    std::list<std::shared_ptr<ThreadRing>> m_rings;
    std::atomic<std::uint64_t> m_version{0};
    std::mutex m_wakerMutex;
    std::function<void()> m_waker;
    std::atomic<bool> m_backendAsleep{false};
    std::atomic<bool> m_crashSafe{true};
    std::atomic<std::uint32_t> m_ringBytes{1024 * 1024};
    std::array<Policy, kMaxCategories> m_policies;
    std::uint64_t m_nextFile = 1; ///< of a ring; guarded by m_mutex
    std::optional<Error> m_fault; ///< guarded by m_mutex
    std::atomic<std::uint64_t> m_nextBox{1};
    journal::DropCounts m_ownDrops{};
    std::atomic<journal::DropCounts *> m_drops{&m_ownDrops};
    std::atomic<std::uint64_t> m_blockedCalls{0};
};

} // namespace tapewatch::front
