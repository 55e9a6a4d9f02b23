// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/seek_table.h>

namespace tapewatch {

namespace {

// All numbers are little-endian. Frame: magic, length of the rest, entries, footer.
// Footer: number of entries, descriptor, magic.
constexpr std::uint32_t kSkippableMagic = 0x184D2A5E;
constexpr std::uint32_t kFooterMagic = 0x8F92EAB1;
constexpr std::size_t kHeaderBytes = 8;
constexpr std::size_t kEntryBytes = 8;
constexpr std::size_t kChecksumBytes = 4;
constexpr unsigned kHasChecksums = 0x80; // in the descriptor: each entry ends with a checksum
constexpr unsigned kReserved = 0x7C;

void put(std::uint32_t number, std::string &out)
{
    for (int shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((number >> shift) & 0xFF);
}

std::uint32_t numberAt(std::string_view text, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number |= std::uint32_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
    return number;
}

std::size_t entryLength(unsigned char descriptor)
{
    return kEntryBytes + ((descriptor & kHasChecksums) != 0 ? kChecksumBytes : 0);
}

} // namespace

std::string toSeekTable(const std::vector<SeekEntry> &frames)
{
    std::string table;
    put(kSkippableMagic, table);
    put(static_cast<std::uint32_t>(frames.size() * kEntryBytes + kSeekFooterBytes), table);
    for (const SeekEntry &frame : frames) {
        put(frame.compressedBytes, table);
        put(frame.bytes, table);
    }
    put(static_cast<std::uint32_t>(frames.size()), table);
    table += '\0';
    put(kFooterMagic, table);
    return table;
}

std::optional<std::uint64_t> seekTableLength(std::string_view footer)
{
    if (footer.size() != kSeekFooterBytes || numberAt(footer, 5) != kFooterMagic)
        return std::nullopt;
    const auto descriptor = static_cast<unsigned char>(footer[4]);
    if ((descriptor & kReserved) != 0)
        return std::nullopt;
    return kHeaderBytes + std::uint64_t{numberAt(footer, 0)} * entryLength(descriptor) + kSeekFooterBytes;
}

std::optional<std::vector<SeekEntry>> parseSeekTable(std::string_view frame)
{
    if (frame.size() < kHeaderBytes + kSeekFooterBytes || numberAt(frame, 0) != kSkippableMagic ||
        numberAt(frame, 4) != frame.size() - kHeaderBytes)
        return std::nullopt;
    const std::string_view footer = frame.substr(frame.size() - kSeekFooterBytes);
    if (seekTableLength(footer) != frame.size())
        return std::nullopt;
    std::vector<SeekEntry> frames(numberAt(footer, 0));
    std::size_t at = kHeaderBytes;
    for (SeekEntry &entry : frames) {
        entry = {numberAt(frame, at), numberAt(frame, at + 4)};
        at += entryLength(static_cast<unsigned char>(footer[4]));
    }
    return frames;
}

} // namespace tapewatch
