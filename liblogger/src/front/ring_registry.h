// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

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

using DropCounts = std::array<std::array<std::atomic<std::uint64_t>, kLevelCount>, kMaxCategories>;

/// One thread's ring, seen from both ends. Freed when its thread has ended and the backend has read
/// everything.
struct ThreadRing {
    explicit ThreadRing(platform::RingMemory ringMemory)
        : memory(std::move(ringMemory))
        , state{detail::RingProducer(memory.header(), memory.data(), memory.capacity()), {}}
    {
    }

    platform::RingMemory memory;
    detail::ThreadState state;
    std::atomic<bool> threadEnded{false};
};

/// The rings of all threads, and how calls behave when one is full. Outlives every recorder.
class RingRegistry {
public:
    /// Never destroyed: threads may outlive main.
    [[nodiscard]] static RingRegistry &instance();

    /// A ring for the calling thread; null (and counted) where the system refuses memory.
    [[nodiscard]] detail::ThreadState *attach();

    /// Frees the rings of threads that ended, once they are empty.
    void collect();
    /// Every ring, in the order their threads first logged.
    [[nodiscard]] std::vector<std::shared_ptr<ThreadRing>> rings() const;
    /// Changes whenever rings() would.
    [[nodiscard]] std::uint64_t version() const { return m_version.load(std::memory_order_acquire); }

    // Overflow.

    void setRingBytes(std::uint32_t bytes) { m_ringBytes.store(bytes, std::memory_order_relaxed); }
    void setPolicy(std::uint8_t category, OverflowPolicy policy, std::chrono::milliseconds blockFor);
    /// Called by a thread that finds its ring nearly full while the backend sleeps.
    void setWaker(std::function<void()> waker);
    void setBackendAsleep(bool asleep) { m_backendAsleep.store(asleep, std::memory_order_relaxed); }

    [[nodiscard]] std::byte *waitForRoom(detail::ThreadState &state, std::uint32_t size, Level level,
                                         std::uint8_t category);
    void countDrop(Level level, std::uint8_t category);
    [[nodiscard]] DropCounts &drops() { return m_drops; }
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
    std::atomic<std::uint32_t> m_ringBytes{1024 * 1024};
    std::array<Policy, kMaxCategories> m_policies;
    DropCounts m_drops{};
    std::atomic<std::uint64_t> m_blockedCalls{0};
};

} // namespace tapewatch::front
