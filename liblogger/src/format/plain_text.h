// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Copying and checking in one go: nearly all text in a log line is plain ASCII, and most of it is short.

namespace tapewatch::detail {

/// What a JSON string takes as it is, whatever stands around it: ASCII without control characters, quote and
/// backslash.
constexpr bool isPlain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

constexpr std::uint64_t everyByte(std::uint64_t byte)
{
    return byte * 0x0101010101010101;
}

/// The top bit of some byte is set where one of the eight is not plain; which one it is cannot be told,
/// because borrows and carries cross bytes.
constexpr std::uint64_t notPlain(std::uint64_t word)
{
    const std::uint64_t quotes = word ^ everyByte('"');
    const std::uint64_t backslashes = word ^ everyByte('\\');
    const std::uint64_t hits = (word - everyByte(0x20)) | (quotes - everyByte(1)) |
                               (backslashes - everyByte(1)) | (word + everyByte(1)) | word;
    return hits & everyByte(0x80);
}

template <typename Word>
inline Word copyWord(const char *text, char *out)
{
    Word word = 0;
    std::memcpy(&word, text, sizeof word);
    std::memcpy(out, &word, sizeof word);
    return word;
}

/// Copies byte by byte up to the first that is not plain; returns how many.
inline std::size_t copyPlainBytes(const char *text, std::size_t from, std::size_t size, char *out)
{
    for (; from < size && isPlain(static_cast<unsigned char>(text[from])); ++from)
        out[from] = text[from];
    return from;
}

/// Below 16 bytes: two words that overlap cover all of them.
inline std::size_t copyPlainShort(const char *text, std::size_t size, char *out)
{
    if (size >= 8) {
        const auto head = copyWord<std::uint64_t>(text, out);
        const auto tail = copyWord<std::uint64_t>(text + size - 8, out + size - 8);
        if ((notPlain(head) | notPlain(tail)) == 0)
            return size;
    } else if (size >= 4) {
        const std::uint64_t head = copyWord<std::uint32_t>(text, out);
        const std::uint64_t tail = copyWord<std::uint32_t>(text + size - 4, out + size - 4);
        if (notPlain(tail << 32 | head) == 0)
            return size;
    }
    return copyPlainBytes(text, 0, size, out);
}

#if defined(__SSE2__)
/// Copies 16 bytes; one bit for each that is not plain.
inline unsigned copyBlock(const char *text, char *out)
{
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
    _mm_storeu_si128(reinterpret_cast<__m128i *>(out), bytes);
    // As signed bytes everything from 0x80 on is negative and so below the space as well.
    const __m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
    const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
    const __m128i del = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F));
    const __m128i any = _mm_or_si128(_mm_or_si128(low, quote), _mm_or_si128(backslash, del));
    return static_cast<unsigned>(_mm_movemask_epi8(any));
}

inline std::size_t copyPlainLong(const char *text, std::size_t size, char *out)
{
    std::size_t at = 0;
    for (; at + 16 < size; at += 16)
        if (const unsigned hits = copyBlock(text + at, out + at); hits != 0)
            return at + static_cast<std::size_t>(std::countr_zero(hits));
    at = size - 16; // overlaps what is known to be plain
    const unsigned hits = copyBlock(text + at, out + at);
    return hits == 0 ? size : at + static_cast<std::size_t>(std::countr_zero(hits));
}
#else
inline std::size_t copyPlainLong(const char *text, std::size_t size, char *out)
{
    std::size_t at = 0;
    while (at + 8 <= size && notPlain(copyWord<std::uint64_t>(text + at, out + at)) == 0)
        at += 8;
    return copyPlainBytes(text, at, size, out);
}
#endif

/// Copies the plain bytes at the start of `text` and returns how many there are. `out` has room for `size`
/// bytes, all of which may be written.
inline std::size_t copyPlain(const char *text, std::size_t size, char *out)
{
    return size < 16 ? copyPlainShort(text, size, out) : copyPlainLong(text, size, out);
}

} // namespace tapewatch::detail
