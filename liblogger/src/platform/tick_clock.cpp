// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/tick_clock.h"

#include <tapewatch/detail/ticks.h>

#include <chrono>
#include <cmath>
#include <thread>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace tapewatch {

namespace {

/// Invariant TSC: CPUID 0x80000007, EDX bit 8 (Intel SDM vol. 3, 18.17; AMD APM vol. 3, appendix E).
bool hasInvariantTsc()
{
#if defined(__x86_64__)
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    return __get_cpuid(0x80000007, &a, &b, &c, &d) != 0 && (d & (1u << 8)) != 0;
#else
    return false;
#endif
}

} // namespace

bool detail::tscUsable = hasInvariantTsc();

namespace platform {

namespace {
constexpr std::int64_t kMinAnchorDistanceNs = 100'000'000;
constexpr double kPlausibleDrift = 1e-3; // the kernel slews by at most 5e-4; anything beyond is a step
} // namespace

/// The tightest of a few readings of both clocks, so that a preemption between them does not count.
TickClock::Anchor TickClock::takeAnchor()
{
    Anchor best;
    std::uint64_t bestWidth = ~std::uint64_t{0};
    for (int i = 0; i < 8; ++i) {
        const std::uint64_t before = detail::readTicks();
        const std::int64_t utc = Timestamp::now().ns;
        const std::uint64_t width = detail::readTicks() - before;
        if (width < bestWidth) {
            bestWidth = width;
            best = {before + width / 2, utc};
        }
    }
    return best;
}

TickClock::TickClock()
{
    static const double kNsPerTick = [] {
        if (!detail::tscUsable)
            return 1.0;
        const Anchor first = takeAnchor();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
        const Anchor second = takeAnchor();
        return static_cast<double>(second.utc - first.utc) / static_cast<double>(second.ticks - first.ticks);
    }();
    m_nsPerTick = kNsPerTick;
    m_anchor = takeAnchor();
}

void TickClock::adjust()
{
    const std::uint64_t now = detail::readTicks();
    if (static_cast<double>(now - m_anchor.ticks) * m_nsPerTick < static_cast<double>(kMinAnchorDistanceNs))
        return;
    const Anchor next = takeAnchor();
    const double rate =
        static_cast<double>(next.utc - m_anchor.utc) / static_cast<double>(next.ticks - m_anchor.ticks);
    if (std::abs(rate / m_nsPerTick - 1.0) < kPlausibleDrift)
        m_nsPerTick = rate;
    m_anchor = next;
}

} // namespace platform
} // namespace tapewatch
