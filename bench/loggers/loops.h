// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bench/loggers/candidate.h"

#include <tapewatch/detail/ticks.h>

#include <chrono>
#include <thread>

namespace tapewatch::bench {

inline constexpr int kBurst = 20;

/// The one way in which every candidate's calls are timed; `call(order)` is inlined into it.
template <typename Call>
BurstTimes timeCalls(int bursts, Call call)
{
    Order order;
    BurstTimes ticks;
    ticks.calls.reserve(static_cast<std::size_t>(bursts) * kBurst);
    ticks.tenCalls.reserve(static_cast<std::size_t>(bursts));
    const auto callMany = [&order, &call](int count) {
        for (int i = 0; i < count; ++i, ++order.id)
            call(order);
    };
    callMany(kBurst); // the thread's first calls are set-up
    for (int b = 0; b < bursts; ++b) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        if (b % 2 == 0) {
            for (int i = 0; i < kBurst; ++i, ++order.id) {
                const std::uint64_t begin = detail::readTicks();
                call(order);
                ticks.calls.push_back(detail::readTicks() - begin);
            }
        } else {
            callMany(kBurst / 2);
            const std::uint64_t begin = detail::readTicks();
            callMany(kBurst / 2);
            ticks.tenCalls.push_back(detail::readTicks() - begin);
        }
    }
    return ticks;
}

template <typename Call>
void logEach(const Share &share, Call call)
{
    Order order;
    for (order.id = share.first; order.id < share.end; order.id += share.step)
        call(order);
}

} // namespace tapewatch::bench
