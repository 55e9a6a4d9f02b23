// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tapewatch::engine {

/// Tells changed bytes from the same ones; quick, not cryptographic, and for this process only (byte order).
[[nodiscard]] inline std::uint64_t contentHash(std::string_view bytes)
{
    constexpr std::uint64_t kOdd = 0x9E3779B185EBCA87, kOther = 0xC2B2AE3D27D4EB4F;
    const auto mix = [](std::uint64_t sum, const char *at, std::size_t size) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, size);
        return std::rotl(sum + word * kOther, 31) * kOdd;
    };
    // Four sums of their own, so that the multiplications overlap.
    std::array<std::uint64_t, 4> sums{kOdd, kOther, bytes.size(), ~kOdd};
    const char *at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 32; left -= 32, at += 32) {
        for (std::size_t lane = 0; lane < 4; ++lane)
            sums[lane] = mix(sums[lane], at + 8 * lane, 8);
    }
    for (; left >= 8; left -= 8, at += 8)
        sums[0] = mix(sums[0], at, 8);
    if (left > 0)
        sums[1] = mix(sums[1], at, left);
    std::uint64_t hash = 0;
    for (const std::uint64_t sum : sums)
        hash = (std::rotl(hash, 27) ^ sum) * kOdd;
    return hash ^ (hash >> 32);
}

} // namespace tapewatch::engine
