// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/context.h>

#include <tapewatch/detail/submit.h>

#include <limits>

namespace tapewatch::detail {

// RecordHeader::contextBytes has 16 bits; a scope that would pass them adds nothing.
constexpr std::size_t kMaxContextBytes = std::numeric_limits<std::uint16_t>::max();

std::size_t pushThreadContext(std::string_view encoded)
{
    if (threadState == nullptr && attachThread() == nullptr)
        return 0;
    std::string &context = threadState->context;
    const std::size_t before = context.size();
    if (before + encoded.size() <= kMaxContextBytes)
        context += encoded;
    return before;
}

void popThreadContext(std::size_t size)
{
    if (threadState != nullptr)
        threadState->context.resize(size);
}

} // namespace tapewatch::detail
