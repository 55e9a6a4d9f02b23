// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <ctime>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace tapewatch::detail {

/// Whether the processor's time stamp counter runs evenly through sleep and frequency changes; found before
/// main.
extern bool tscUsable;

/// The moment of a call, in the cheapest clock there is: the time stamp counter or, without a good one,
/// nanoseconds of CLOCK_MONOTONIC. platform/tick_clock.h turns it into UTC.
[[nodiscard]] inline std::uint64_t readTicks()
{
#if defined(__x86_64__)
    if (tscUsable) [[likely]]
        return __rdtsc();
#endif
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(now.tv_nsec);
}

/// The same, taken before anything behind it in the program: a processor reads the counter when it likes
/// (Intel SDM vol. 2, RDTSC: LFENCE behind it).
[[nodiscard]] inline std::uint64_t readTicksBeforeAll()
{
    const std::uint64_t ticks = readTicks();
#if defined(__x86_64__)
    __builtin_ia32_lfence();
#endif
    return ticks;
}

} // namespace tapewatch::detail
