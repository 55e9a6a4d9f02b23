// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <cstdint>

namespace tapewatch::platform {

/// Turns ticks (detail::readTicks) into UTC.
///
/// The counter's rate is measured against CLOCK_REALTIME when the clock is made and from then on between
/// anchors that adjust() takes at least 100 ms apart, so the result follows the system clock as NTP slews it.
/// While adjust() is called every second or so, the distance to CLOCK_REALTIME stays below the reading error
/// of an anchor (a few hundred ns) plus what the system clock is slewed within the interval (at most 500 us a
/// second by the kernel's limit).
///
/// Used from the backend's thread only.
class TickClock {
public:
    /// Takes about 2 ms the first time in a process.
    TickClock();

    /// Enough to turn the ticks of this boot into time elsewhere.
    struct State {
        std::uint64_t ticks = 0;
        std::int64_t utc = 0; ///< ns at `ticks`
        double nsPerTick = 1.0;
    };
    [[nodiscard]] State state() const { return {m_anchor.ticks, m_anchor.utc, m_nsPerTick}; }
    /// Another process's clock; adjust() is not for it.
    explicit TickClock(const State &state)
        : m_anchor{state.ticks, state.utc}
        , m_nsPerTick(state.nsPerTick)
    {
    }

    [[nodiscard]] Timestamp toUtc(std::uint64_t ticks) const
    {
        const auto distance = static_cast<std::int64_t>(ticks - m_anchor.ticks);
        return {m_anchor.utc + static_cast<std::int64_t>(static_cast<double>(distance) * m_nsPerTick)};
    }

    /// Takes a new anchor if the last one is old enough.
    void adjust();

private:
    struct Anchor {
        std::uint64_t ticks = 0;
        std::int64_t utc = 0; ///< ns
    };
    [[nodiscard]] static Anchor takeAnchor();

    Anchor m_anchor;
    double m_nsPerTick = 1.0;
};

} // namespace tapewatch::platform
