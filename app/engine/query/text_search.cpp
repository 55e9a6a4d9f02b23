// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/query/text_search.h"

#include "engine/parse/text.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tapewatch::engine {

namespace {

constexpr char kCaseBit = 0x20;

bool isLetter(char lower)
{
    return lower >= 'a' && lower <= 'z';
}

bool sameByte(char c, char lower)
{
    return c == lower || (isLetter(lower) && (c | kCaseBit) == lower);
}

#if defined(__SSE2__)
// Sixteen places against one byte of the needle, a set bit for each that fits. Setting the case bit can turn
// no byte into a lower-case letter but that letter in capitals.
class ByteProbe {
public:
    explicit ByteProbe(char lower)
        : m_byte(_mm_set1_epi8(lower))
        , m_caseBit(_mm_set1_epi8(isLetter(lower) ? kCaseBit : '\0'))
    {
    }
    [[nodiscard]] __m128i at(const char *place) const
    {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(place));
        return _mm_cmpeq_epi8(_mm_or_si128(bytes, m_caseBit), m_byte);
    }

private:
    __m128i m_byte;
    __m128i m_caseBit;
};
#endif

} // namespace

TextNeedle::TextNeedle(std::string_view text)
    : m_lower(toLowerAscii(text))
{
}

bool TextNeedle::fits(const char *place) const
{
    for (std::size_t i = 0; i < m_lower.size(); ++i)
        if (!sameByte(place[i], m_lower[i]))
            return false;
    return true;
}

std::size_t TextNeedle::find(std::string_view haystack, std::size_t from) const
{
    const std::size_t length = m_lower.size();
    if (from > haystack.size() || haystack.size() - from < length)
        return std::string_view::npos;
    if (length == 0)
        return from;
    const char *begin = haystack.data();
    const char *place = begin + from;
    const char *lastPlace = begin + (haystack.size() - length);
#if defined(__SSE2__)
    const ByteProbe first(m_lower.front());
    const ByteProbe last(m_lower.back());
    for (; lastPlace - place >= 15; place += 16) {
        const __m128i hits = _mm_and_si128(first.at(place), last.at(place + length - 1));
        auto mask = static_cast<unsigned>(_mm_movemask_epi8(hits));
        for (; mask != 0; mask &= mask - 1) {
            const char *candidate = place + __builtin_ctz(mask);
            if (fits(candidate))
                return static_cast<std::size_t>(candidate - begin);
        }
    }
#endif
    for (; place <= lastPlace; ++place)
        if (fits(place))
            return static_cast<std::size_t>(place - begin);
    return std::string_view::npos;
}

bool TextNeedle::equals(std::string_view text) const
{
    return text.size() == m_lower.size() && fits(text.data());
}

bool TextNeedle::starts(std::string_view text) const
{
    return text.size() >= m_lower.size() && fits(text.data());
}

bool TextNeedle::ends(std::string_view text) const
{
    return text.size() >= m_lower.size() && fits(text.data() + (text.size() - m_lower.size()));
}

} // namespace tapewatch::engine
