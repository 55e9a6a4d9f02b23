// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tapewatch::engine {

/// A string as it stands between its quotes.
struct JsonString {
    std::string_view raw;
    bool escaped = false; ///< `raw` needs unescapeJson()
};

/// Walks one JSON text strictly (RFC 8259, valid UTF-8), reading it once and building nothing. Each reading
/// function leaves the position behind what it read, or answers false; the scanner is then of no more use.
class JsonScanner {
public:
    /// Deeper nesting is refused: it would be an attack on the stack, not a log line.
    static constexpr int kMaxDepth = 128;

    explicit JsonScanner(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] char peek() const { return m_at == m_end ? '\0' : *m_at; }
    [[nodiscard]] const char *position() const { return m_at; }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    /// `n` must not be more than left().
    void advance(std::size_t n) { m_at += n; }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\n' || *m_at == '\r'))
            ++m_at;
    }
    bool consume(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    bool consume(std::string_view text);

    bool string(JsonString &out);
    bool number(std::string_view &out);
    /// Any value, its members included.
    bool skipValue() { return skipValue(0); }

private:
    bool skipValue(int depth);
    bool skipObject(int depth);
    bool skipArray(int depth);
    bool skipEscape();
    bool skipMultibyte();
    const char *findSpecial() const;

    const char *m_at;
    const char *m_end;
};

/// `raw` from a JsonScanner; a lone surrogate becomes U+FFFD.
void unescapeJson(std::string_view raw, std::string &out);

inline bool JsonScanner::consume(std::string_view text)
{
    if (left() < text.size() || std::string_view(m_at, text.size()) != text)
        return false;
    m_at += text.size();
    return true;
}

// The next byte that a string cannot simply hold: a quote, a backslash, a control character or the first byte
// of a longer UTF-8 sequence.
inline const char *JsonScanner::findSpecial() const
{
    const char *at = m_at;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i backslash = _mm_set1_epi8('\\');
    const __m128i space = _mm_set1_epi8(' ');
    for (; m_end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        // The comparison is signed, so it finds bytes of 0x80 and above with the control characters.
        const __m128i hits =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                         _mm_cmplt_epi8(bytes, space));
        const int mask = _mm_movemask_epi8(hits);
        if (mask != 0)
            return at + __builtin_ctz(static_cast<unsigned>(mask));
    }
#endif
    for (; at != m_end; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte == '"' || byte == '\\' || byte < 0x20 || byte >= 0x80)
            break;
    }
    return at;
}

inline bool JsonScanner::string(JsonString &out)
{
    if (!consume('"'))
        return false;
    const char *begin = m_at;
    out.escaped = false;
    for (;;) {
        m_at = findSpecial();
        if (m_at == m_end)
            return false;
        if (*m_at == '"') {
            out.raw = std::string_view(begin, static_cast<std::size_t>(m_at - begin));
            ++m_at;
            return true;
        }
        if (*m_at == '\\') {
            out.escaped = true;
            if (!skipEscape())
                return false;
        } else if (!skipMultibyte()) {
            return false;
        }
    }
}

} // namespace tapewatch::engine
