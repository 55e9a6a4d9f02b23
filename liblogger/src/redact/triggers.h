// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "redact/characters.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// The places of a text where a secret may begin, 16 bytes at a time. Nearly every text has none or a few, so
// this is what redaction costs.

namespace tapewatch::redact {

inline constexpr std::size_t kBlock = 16;
inline constexpr std::size_t kBlockReach = kBlock + 2; ///< bytes that are read for a block

/// Any run of 16 characters has its part at the last place of a block, so one look a block finds long ones.
inline constexpr unsigned kProbe = 1u << (kBlock - 1);

#if defined(__SSE2__)
/// A bit for each byte of the block at `at` that is `:` `=` `>` `%`, or the first of "bea" (bearer) or "---".
inline unsigned triggersIn(const char *at)
{
    const auto load = [at](std::size_t offset) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(at + offset));
    };
    const auto is = [](__m128i bytes, char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const __m128i small = _mm_set1_epi8(0x20);
    const __m128i first = load(0);
    const __m128i second = load(1);
    const __m128i third = load(2);
    const __m128i separator = _mm_or_si128(_mm_or_si128(is(first, ':'), is(first, '=')),
                                           _mm_or_si128(is(first, '>'), is(first, '%')));
    const __m128i bearer = _mm_and_si128(
        is(_mm_or_si128(first, small), 'b'),
        _mm_and_si128(is(_mm_or_si128(second, small), 'e'), is(_mm_or_si128(third, small), 'a')));
    const __m128i dashes = _mm_and_si128(is(first, '-'), _mm_and_si128(is(second, '-'), is(third, '-')));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(separator, _mm_or_si128(bearer, dashes))));
}
#else
inline unsigned triggersIn(const char *at)
{
    unsigned found = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const char c = at[i];
        const bool separator = c == ':' || c == '=' || c == '>' || c == '%';
        const bool bearer = lowered(c) == 'b' && lowered(at[i + 1]) == 'e' && lowered(at[i + 2]) == 'a';
        const bool dashes = c == '-' && at[i + 1] == '-' && at[i + 2] == '-';
        found |= static_cast<unsigned>(separator || bearer || dashes) << i;
    }
    return found;
}
#endif

/// The same for the block that begins at text[base], wherever the text ends; kProbe besides where a run may
/// be.
inline unsigned triggersAt(std::string_view text, std::size_t base)
{
    const std::size_t left = text.size() - base;
    unsigned found = 0;
    if (left >= kBlockReach) {
        found = triggersIn(text.data() + base);
    } else {
        char tail[kBlock + kBlockReach] = {};
        std::memcpy(tail, text.data() + base, left);
        found = triggersIn(tail);
    }
    return left >= kBlock && isInRun(text[base + kBlock - 1]) ? found | kProbe : found;
}

} // namespace tapewatch::redact
