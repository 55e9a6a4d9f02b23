// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/ring_memory.h"
#include "platform/tick_clock.h"

#include <tapewatch/detail/ring.h>
#include <tapewatch/detail/ticks.h>

#include <QTest>

#include <cstring>
#include <thread>

using namespace tapewatch;
using platform::RingMemory;

/// The single-producer ring, and the clock that stamps its records.
class TestRing : public QObject {
    Q_OBJECT
private slots:
    void keepsAQuarterForWhatMayNotBeShed();
    void neverWrapsARecord();
    void passesEverythingBetweenTwoThreads();
    void tellsTheSystemsTime();
};

namespace {
constexpr std::uint32_t kCapacity = 64 * 1024;
}

void TestRing::keepsAQuarterForWhatMayNotBeShed()
{
    auto memory = RingMemory::create(kCapacity, 1);
    QVERIFY(memory.ok());
    detail::RingProducer producer(memory->header(), memory->data(), memory->capacity());
    std::uint32_t filled = 0;
    while (producer.reserve(1024) != nullptr) {
        producer.commit(1024);
        filled += 1024;
    }
    QCOMPARE(filled, kCapacity * 3 / 4);
    while (producer.reserveAll(1024) != nullptr) {
        producer.commit(1024);
        filled += 1024;
    }
    QCOMPARE(filled, kCapacity);
    memory->header()->read.store(kCapacity / 2);
    QVERIFY(producer.reserve(1024) != nullptr);
}

void TestRing::neverWrapsARecord()
{
    auto memory = RingMemory::create(kCapacity, 1);
    QVERIFY(memory.ok());
    detail::RingProducer producer(memory->header(), memory->data(), memory->capacity());
    constexpr std::uint32_t kSize = 5000 * 8; // does not divide the capacity
    for (std::uint64_t n = 0; n < 100; ++n) {
        std::byte *room = producer.reserveAll(kSize);
        QVERIFY(room != nullptr);
        std::memset(room, static_cast<int>(n), kSize);
        producer.commit(kSize);
        const std::uint64_t at = n * kSize;
        const std::byte *read = memory->data() + (at & (kCapacity - 1));
        for (std::uint32_t i = 0; i < kSize; i += 997)
            QCOMPARE(int(read[i]), int(n));
        memory->header()->read.store(at + kSize);
    }
}

void TestRing::passesEverythingBetweenTwoThreads()
{
    auto memory = RingMemory::create(kCapacity, 1);
    QVERIFY(memory.ok());
    constexpr std::uint64_t kCount = 200'000;
    std::thread bot([&] {
        detail::RingProducer producer(memory->header(), memory->data(), memory->capacity());
        for (std::uint64_t n = 0; n < kCount;) {
            const auto size = static_cast<std::uint32_t>(16 + n % 64 * 8);
            std::byte *room = producer.reserveAll(size);
            if (room == nullptr) {
                std::this_thread::yield();
                continue;
            }
            std::memcpy(room, &size, sizeof size);
            std::memcpy(room + 8, &n, sizeof n);
            producer.commit(size);
            ++n;
        }
    });
    std::uint64_t at = 0;
    std::uint64_t wrong = 0;
    for (std::uint64_t n = 0; n < kCount;) {
        if (memory->header()->written.load(std::memory_order_acquire) == at) {
            std::this_thread::yield();
            continue;
        }
        const std::byte *record = memory->data() + (at & (kCapacity - 1));
        std::uint32_t size = 0;
        std::uint64_t number = 0;
        std::memcpy(&size, record, sizeof size);
        std::memcpy(&number, record + 8, sizeof number);
        wrong += number != n++ ? 1 : 0;
        at += size;
        memory->header()->read.store(at, std::memory_order_release);
    }
    bot.join();
    QCOMPARE(wrong, 0u);
}

void TestRing::tellsTheSystemsTime()
{
    platform::TickClock clock;
    for (int i = 0; i < 1000; ++i) {
        const Timestamp before = Timestamp::now();
        const Timestamp told = clock.toUtc(detail::readTicks());
        const Timestamp after = Timestamp::now();
        using namespace std::chrono_literals;
        QVERIFY(told > before - 1ms && told < after + 1ms);
        clock.adjust();
    }
}

QTEST_GUILESS_MAIN(TestRing)
#include "tst_ring.moc"
