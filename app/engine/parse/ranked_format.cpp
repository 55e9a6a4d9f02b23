// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/ranked_format.h"

#include "engine/parse/text.h"

namespace tapewatch::engine {

bool RankedFormat::recognises(std::string_view, std::string &) const
{
    return true;
}

std::string quoted(std::string_view text)
{
    constexpr std::size_t kLongest = 40;
    std::string out = "'" + repairedUtf8(text.substr(0, kLongest));
    return out + (text.size() > kLongest ? "...'" : "'");
}

} // namespace tapewatch::engine
