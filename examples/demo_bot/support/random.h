// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <random>
#include <string_view>

namespace demo {

/// Numbers that depend on nothing but the seed and the order of the calls. The standard library's
/// distributions would give other numbers with another library.
class Random {
public:
    /// `stream` keeps the market's numbers apart from the exchange's: what one of them draws more must not
    /// change the other.
    Random(std::uint64_t seed, std::string_view stream);

    [[nodiscard]] double uniform(); ///< in [0, 1)
    [[nodiscard]] bool chance(double probability) { return uniform() < probability; }
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high); ///< both included
    [[nodiscard]] double normal();                                           ///< mean 0, deviation 1

private:
    std::mt19937_64 m_engine;
};

} // namespace demo
