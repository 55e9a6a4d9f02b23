// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/utf8.h"

namespace tapewatch::detail {

namespace {

struct Lead {
    std::size_t length = 0; ///< 0: cannot begin a sequence
    unsigned char secondMin = 0x80;
    unsigned char secondMax = 0xBF;
};

constexpr Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {1};
    if (byte < 0xC2 || byte > 0xF4)
        return {};
    if (byte < 0xE0)
        return {2};
    if (byte < 0xF0)
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
}

} // namespace

Utf8Step utf8Step(std::string_view text, std::size_t at)
{
    const auto byteAt = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const Lead lead = leadOf(byteAt(at));
    for (std::size_t i = 1; i < lead.length; ++i) {
        const unsigned char min = i == 1 ? lead.secondMin : 0x80;
        const unsigned char max = i == 1 ? lead.secondMax : 0xBF;
        if (at + i >= text.size() || byteAt(at + i) < min || byteAt(at + i) > max)
            return {i, false};
    }
    return {lead.length == 0 ? 1 : lead.length, lead.length != 0};
}

std::string repairedUtf8(std::string_view text)
{
    std::string repaired;
    repaired.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8Step(text, at);
        repaired.append(step.valid ? text.substr(at, step.length) : kReplacement);
        at += step.length;
    }
    return repaired;
}

} // namespace tapewatch::detail
