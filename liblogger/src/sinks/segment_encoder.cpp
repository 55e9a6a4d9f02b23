// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/segment_encoder.h"

#include "sinks/io_error.h"

#include <tapewatch/format/seek_table.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <unistd.h>
#include <zstd.h>

namespace tapewatch::sinks {

namespace {

Error ioFault(int errnoValue)
{
    return ioError({}, errnoValue);
}

Error encodeFault(std::size_t code)
{
    return {Error::Code::Io, {}, ZSTD_getErrorName(code), {}, {}};
}

Error damageFault()
{
    return {Error::Code::Io,
            {},
            "what was written reads back as something else",
            "Check the disk and the memory",
            {}};
}

/// Fills `into` from `offset` on; an errno, EIO where the file ends before.
int readAll(int fd, std::uint64_t offset, std::string &into)
{
    for (std::size_t done = 0; done < into.size();) {
        const ssize_t count =
            ::pread(fd, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? errno : EIO;
        done += static_cast<std::size_t>(count);
    }
    return 0;
}

int writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? errno : EIO;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

/// Each frame says its size and carries a checksum of its content.
class FrameEncoder {
public:
    explicit FrameEncoder(int level)
        : m_context(ZSTD_createCCtx(), ZSTD_freeCCtx)
    {
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_compressionLevel, level);
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_checksumFlag, 1);
        ZSTD_CCtx_setParameter(m_context.get(), ZSTD_c_contentSizeFlag, 1);
        m_frame.resize(ZSTD_compressBound(kFrameBytes));
    }

    Result<std::string_view> encode(std::string_view content)
    {
        const std::size_t size =
            ZSTD_compress2(m_context.get(), m_frame.data(), m_frame.size(), content.data(), content.size());
        if (ZSTD_isError(size) != 0)
            return encodeFault(size);
        return std::string_view(m_frame).substr(0, size);
    }

private:
    std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> m_context;
    std::string m_frame;
};

/// Before the only other copy goes: every frame decodes, to the size and the checksum that went in.
Result<bool> verify(int fd, const std::vector<SeekEntry> &frames, const std::atomic<bool> &stop)
{
    std::string frame;
    std::string content(kFrameBytes, '\0');
    std::uint64_t at = 0;
    for (const SeekEntry &entry : frames) {
        if (stop.load(std::memory_order_relaxed))
            return false;
        frame.resize(entry.compressedBytes);
        if (const int error = readAll(fd, at, frame))
            return ioFault(error);
        if (ZSTD_decompress(content.data(), content.size(), frame.data(), frame.size()) != entry.bytes)
            return damageFault();
        at += frame.size();
    }
    return true;
}

} // namespace

Result<bool> encodeSegment(int plain, std::uint64_t bytes, int compressed, const Encoding &encoding)
{
    FrameEncoder encoder(encoding.level);
    std::vector<SeekEntry> frames;
    std::string content;
    for (std::uint64_t at = 0; at < bytes; at += content.size()) {
        if (encoding.stop.load(std::memory_order_relaxed))
            return false;
        content.resize(std::min<std::uint64_t>(kFrameBytes, bytes - at));
        if (const int error = readAll(plain, at, content))
            return ioFault(error);
        const auto frame = encoder.encode(content);
        if (!frame)
            return frame.error();
        if (const int error = writeAll(compressed, *frame))
            return ioFault(error);
        frames.push_back(
            {static_cast<std::uint32_t>(frame->size()), static_cast<std::uint32_t>(content.size())});
    }
    if (const int error = writeAll(compressed, toSeekTable(frames)))
        return ioFault(error);
    return verify(compressed, frames, encoding.stop);
}

} // namespace tapewatch::sinks
