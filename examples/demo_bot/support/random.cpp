// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "support/random.h"

#include <cmath>
#include <numbers>

namespace demo {

Random::Random(std::uint64_t seed, std::string_view stream)
{
    std::uint64_t mixed = seed ^ 0xcbf29ce484222325ull; // FNV-1a of the stream's name, begun at the seed
    for (const char c : stream)
        mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
    m_engine.seed(mixed);
}

double Random::uniform()
{
    return static_cast<double>(m_engine() >> 11) * 0x1.0p-53;
}

std::int64_t Random::between(std::int64_t low, std::int64_t high)
{
    return low + static_cast<std::int64_t>(uniform() * static_cast<double>(high - low + 1));
}

double Random::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

} // namespace demo
