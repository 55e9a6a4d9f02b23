// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>

namespace tapewatch::engine {

namespace {

// A pattern that needs more steps than this for one text would hold up the whole scan.
constexpr std::uint32_t kMatchLimit = 1'000'000;
constexpr std::uint32_t kDepthLimit = 10'000;
constexpr std::size_t kJitStackStart = 32u * 1024;
constexpr std::size_t kJitStackMost = 1024u * 1024;
constexpr std::uint32_t kMostGroups = 64;

// What matching writes to; one a thread.
class MatchState {
public:
    MatchState()
        : m_data(pcre2_match_data_create(kMostGroups, nullptr))
        , m_context(pcre2_match_context_create(nullptr))
        , m_stack(pcre2_jit_stack_create(kJitStackStart, kJitStackMost, nullptr))
    {
        pcre2_set_match_limit(m_context, kMatchLimit);
        pcre2_set_depth_limit(m_context, kDepthLimit);
        pcre2_jit_stack_assign(m_context, nullptr, m_stack);
    }
    ~MatchState()
    {
        pcre2_jit_stack_free(m_stack);
        pcre2_match_context_free(m_context);
        pcre2_match_data_free(m_data);
    }
    MatchState(const MatchState &) = delete;
    MatchState &operator=(const MatchState &) = delete;

    // The number of groups set, or a negative one.
    int run(const void *code, std::string_view text, std::uint32_t options)
    {
        const auto *subject = reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());
        return pcre2_match(static_cast<const pcre2_code *>(code), subject, text.size(), 0, options, m_data,
                           m_context);
    }
    std::string_view group(std::string_view text, std::size_t index) const
    {
        const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(m_data) + 2 * index;
        // \K can put the start behind the end.
        if (bounds[0] == PCRE2_UNSET || bounds[1] < bounds[0])
            return {};
        return text.substr(bounds[0], bounds[1] - bounds[0]);
    }

private:
    pcre2_match_data *m_data;
    pcre2_match_context *m_context;
    pcre2_jit_stack *m_stack;
};

MatchState &threadState()
{
    thread_local MatchState state;
    return state;
}

std::string messageOf(int code)
{
    std::array<PCRE2_UCHAR, 256> buffer{};
    const int length = pcre2_get_error_message(code, buffer.data(), buffer.size());
    return length < 0 ? "invalid pattern" : std::string(buffer.begin(), buffer.begin() + length);
}

std::vector<Regex::Group> namedGroups(const pcre2_code *code)
{
    std::uint32_t count = 0;
    std::uint32_t entrySize = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &entrySize);
    pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
    std::vector<Regex::Group> groups;
    for (std::uint32_t i = 0; i < count; ++i) {
        PCRE2_SPTR entry = table + static_cast<std::size_t>(i) * entrySize;
        const std::size_t index = static_cast<std::size_t>(entry[0]) << 8 | entry[1];
        groups.push_back({reinterpret_cast<const char *>(entry + 2), index});
    }
    // The table is sorted by name; records show their fields in the order of the line.
    std::sort(groups.begin(), groups.end(), [](const auto &a, const auto &b) { return a.index < b.index; });
    return groups;
}

} // namespace

std::variant<Regex, RegexError> Regex::compile(std::string_view pattern, bool ignoreCase)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    const std::uint32_t options =
        PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | (ignoreCase ? PCRE2_CASELESS : 0u);
    const auto *source = reinterpret_cast<PCRE2_SPTR>(pattern.empty() ? "" : pattern.data());
    pcre2_code *code = pcre2_compile(source, pattern.size(), options, &error, &offset, nullptr);
    if (code == nullptr)
        return RegexError{std::min<std::size_t>(offset, pattern.size()), messageOf(error)};
    Regex regex;
    regex.m_code = std::shared_ptr<const void>(code, [code](const void *) { pcre2_code_free(code); });
    // Where the machine has no compiler for it, matching is interpreted: slower, the same answers.
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    std::uint32_t captures = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &captures);
    if (captures >= kMostGroups)
        return RegexError{0, "more than " + std::to_string(kMostGroups - 1) + " groups"};
    regex.m_groupCount = captures + 1;
    regex.m_groups = namedGroups(code);
    return regex;
}

bool Regex::search(std::string_view text) const
{
    return threadState().run(m_code.get(), text, 0) >= 0;
}

bool Regex::match(std::string_view text, std::span<std::string_view> groups) const
{
    MatchState &state = threadState();
    const int set = state.run(m_code.get(), text, PCRE2_ANCHORED);
    if (set < 0)
        return false;
    for (std::size_t i = 0; i < groups.size(); ++i)
        groups[i] = i < static_cast<std::size_t>(set) ? state.group(text, i) : std::string_view();
    return true;
}

} // namespace tapewatch::engine
