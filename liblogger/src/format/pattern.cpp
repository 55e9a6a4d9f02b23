// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>

namespace tapewatch::detail {

namespace {

constexpr std::uint32_t kMatchLimit = 1'000'000;
constexpr std::uint32_t kDepthLimit = 10'000;
constexpr std::size_t kJitStackStart = 32u * 1024;
constexpr std::size_t kJitStackMost = 1024u * 1024;

std::string messageOf(int code)
{
    std::array<PCRE2_UCHAR, 256> buffer{};
    const int length = pcre2_get_error_message(code, buffer.data(), buffer.size());
    return length < 0 ? "invalid pattern" : std::string(buffer.begin(), buffer.begin() + length);
}

PCRE2_SPTR bytesOf(std::string_view text)
{
    return reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());
}

} // namespace

class Pattern::Code {
public:
    explicit Code(pcre2_code *code)
        : m_code(code)
        , m_data(pcre2_match_data_create_from_pattern(code, nullptr))
        , m_context(pcre2_match_context_create(nullptr))
        , m_stack(pcre2_jit_stack_create(kJitStackStart, kJitStackMost, nullptr))
    {
        // Where the machine has no compiler for it, matching is interpreted: slower, the same answers.
        pcre2_jit_compile(m_code, PCRE2_JIT_COMPLETE);
        pcre2_set_match_limit(m_context, kMatchLimit);
        pcre2_set_depth_limit(m_context, kDepthLimit);
        pcre2_jit_stack_assign(m_context, nullptr, m_stack);
    }
    ~Code()
    {
        pcre2_jit_stack_free(m_stack);
        pcre2_match_context_free(m_context);
        pcre2_match_data_free(m_data);
        pcre2_code_free(m_code);
    }
    Code(const Code &) = delete;
    Code &operator=(const Code &) = delete;

    [[nodiscard]] Match find(std::string_view text, std::size_t from) const
    {
        const int groups = pcre2_match(m_code, bytesOf(text), text.size(), from, 0, m_data, m_context);
        if (groups == PCRE2_ERROR_NOMATCH)
            return {};
        if (groups < 0)
            return {Outcome::TooCostly, 0, 0};
        const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(m_data);
        if (groups > 1 && bounds[2] != PCRE2_UNSET)
            bounds += 2;
        return {Outcome::Found, std::min(bounds[0], bounds[1]), bounds[1]}; // \K can put the start behind
    }

private:
    pcre2_code *m_code;
    pcre2_match_data *m_data;
    pcre2_match_context *m_context;
    pcre2_jit_stack *m_stack;
};

std::variant<Pattern, Pattern::Fault> Pattern::compile(std::string_view text)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *code = pcre2_compile(bytesOf(text), text.size(), PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C,
                                     &error, &offset, nullptr);
    if (code == nullptr)
        return Fault{std::min<std::size_t>(offset, text.size()), messageOf(error)};
    return Pattern(std::make_shared<const Code>(code));
}

Pattern::Match Pattern::find(std::string_view text, std::size_t from) const
{
    return m_code->find(text, from);
}

} // namespace tapewatch::detail
