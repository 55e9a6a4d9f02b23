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
std::vector<std::uint64_t> timeEachCall(int bursts, Call call)
{
    Order order;
    std::vector<std::uint64_t> ticks;
    ticks.reserve(static_cast<std::size_t>(bursts) * kBurst);
    for (int i = 0; i < kBurst; ++i) // the thread's first calls are set-up
        call(order);
    for (int b = 0; b < bursts; ++b) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        for (int i = 0; i < kBurst; ++i, ++order.id) {
            const std::uint64_t begin = detail::readTicks();
            call(order);
            ticks.push_back(detail::readTicks() - begin);
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
