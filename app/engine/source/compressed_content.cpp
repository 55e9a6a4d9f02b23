// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/compressed_content.h"

#include "engine/source/frame_cache.h"

#include <tapewatch/format/seek_table.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <zstd.h>

namespace tapewatch::engine {

namespace {

constexpr std::size_t kLargestFrame = 8 * 1024 * 1024; // larger ones are not decoded piece by piece
constexpr std::uint64_t kLargestTable = 64 * 1024 * 1024;
constexpr std::size_t kCachedFrames = 32;
constexpr std::size_t kDecodeRoom = 256 * 1024;

FrameCache &frameCache()
{
    static FrameCache cache(kCachedFrames);
    return cache;
}

struct Frame {
    std::uint64_t at = 0;     ///< in the file
    std::uint64_t offset = 0; ///< of its content, in the whole content
    SeekEntry sizes;
};

/// Nothing where the file has no table, or one that does not fit it.
std::optional<std::vector<Frame>> framesOf(int descriptor, std::uint64_t fileBytes)
{
    std::string bytes(kSeekFooterBytes, '\0');
    if (fileBytes < bytes.size() ||
        readAt(descriptor, fileBytes - bytes.size(), bytes.data(), bytes.size()) != bytes.size())
        return std::nullopt;
    const auto length = seekTableLength(bytes);
    if (!length || *length > std::min(fileBytes, kLargestTable))
        return std::nullopt;
    bytes.resize(*length);
    if (readAt(descriptor, fileBytes - *length, bytes.data(), bytes.size()) != bytes.size())
        return std::nullopt;
    const auto table = parseSeekTable(bytes);
    if (!table)
        return std::nullopt;
    std::vector<Frame> frames;
    Frame next;
    for (const SeekEntry &entry : *table) {
        if (entry.bytes == 0 || std::max(entry.bytes, entry.compressedBytes) > kLargestFrame)
            return std::nullopt;
        next.sizes = entry;
        frames.push_back(next);
        next.at += entry.compressedBytes;
        next.offset += entry.bytes;
    }
    return next.at + *length == fileBytes ? std::optional(std::move(frames)) : std::nullopt;
}

/// A file with a table of its frames.
class FramedContent final : public CompressedContent {
public:
    FramedContent(int descriptor, std::vector<Frame> frames)
        : m_descriptor(descriptor)
        , m_frames(std::move(frames))
    {
    }

    [[nodiscard]] std::uint64_t size() const override
    {
        return m_frames.empty() ? 0 : m_frames.back().offset + m_frames.back().sizes.bytes;
    }

    [[nodiscard]] std::optional<std::size_t> read(std::uint64_t offset, char *into,
                                                  std::size_t room) const override
    {
        std::size_t done = 0;
        while (done < room && offset + done < size()) {
            const auto after =
                std::upper_bound(m_frames.begin(), m_frames.end(), offset + done,
                                 [](std::uint64_t at, const Frame &f) { return at < f.offset; });
            const auto index = static_cast<std::size_t>(after - m_frames.begin()) - 1;
            const auto content = contentOf(index);
            if (!content && done > 0)
                break; // what is good comes first; the next read meets the damage
            if (!content)
                return std::nullopt;
            const auto from = static_cast<std::size_t>(offset + done - m_frames[index].offset);
            const std::size_t count = std::min(room - done, content->size() - from);
            std::memcpy(into + done, content->data() + from, count);
            done += count;
        }
        return done;
    }

private:
    [[nodiscard]] FrameCache::Content contentOf(std::size_t index) const
    {
        const FrameCache::Key key{m_id, index};
        if (auto known = frameCache().find(key))
            return known;
        const Frame &frame = m_frames[index];
        std::string compressed(frame.sizes.compressedBytes, '\0');
        const auto got = readAt(m_descriptor, frame.at, compressed.data(), compressed.size());
        if (!got)
            return nullptr;
        std::string content(frame.sizes.bytes, '\0');
        if (ZSTD_decompress(content.data(), content.size(), compressed.data(), *got) != content.size()) {
            errno = EBADMSG;
            return nullptr;
        }
        auto shared = std::make_shared<const std::string>(std::move(content));
        frameCache().add(key, shared);
        return shared;
    }

    static std::uint64_t nextId()
    {
        static std::atomic<std::uint64_t> last{0};
        return ++last;
    }

    const int m_descriptor;
    const std::vector<Frame> m_frames;
    const std::uint64_t m_id = nextId();
};

/// A file decoded whole, into one without a name.
class SpooledContent final : public CompressedContent {
public:
    explicit SpooledContent(int spool)
        : m_spool(spool)
    {
    }
    SpooledContent(const SpooledContent &) = delete;
    SpooledContent &operator=(const SpooledContent &) = delete;
    ~SpooledContent() override { ::close(m_spool); }

    /// Decodes all of the file. False, with `errno`, where it could not be read or the spool not be written;
    /// damage ends the content, and shows when it is reached.
    bool fill(int descriptor)
    {
        const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
        std::string compressed(kDecodeRoom, '\0');
        std::string content(kDecodeRoom, '\0');
        std::size_t hint = 0; // 0: a frame is complete
        std::uint64_t at = 0;
        for (;;) {
            const auto got = readAt(descriptor, at, compressed.data(), compressed.size());
            if (!got)
                return false;
            if (*got == 0)
                break;
            at += *got;
            ZSTD_inBuffer in{compressed.data(), *got, 0};
            for (bool more = true; more;) {
                ZSTD_outBuffer out{content.data(), content.size(), 0};
                hint = ZSTD_decompressStream(context.get(), &out, &in);
                m_damaged = ZSTD_isError(hint) != 0;
                if (m_damaged)
                    return true;
                if (!append({content.data(), out.pos}))
                    return false;
                more = in.pos < in.size || (out.pos == out.size && hint != 0);
            }
        }
        m_damaged = hint != 0 || at == 0; // cut off, perhaps to nothing
        return true;
    }

    /// Damaged before anything could be decoded: perhaps it is no zstd file at all.
    [[nodiscard]] bool holdsNothing() const { return m_damaged && m_size == 0; }

    [[nodiscard]] std::uint64_t size() const override { return m_size; }

    [[nodiscard]] std::optional<std::size_t> read(std::uint64_t offset, char *into,
                                                  std::size_t room) const override
    {
        if (offset < m_size || !m_damaged)
            return readAt(m_spool, offset, into, room);
        errno = EBADMSG;
        return std::nullopt;
    }

private:
    bool append(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t count = ::write(m_spool, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
            m_size += static_cast<std::uint64_t>(count);
        }
        return true;
    }

    const int m_spool;
    std::uint64_t m_size = 0;
    bool m_damaged = false;
};

/// A file without a name: the system frees it, however the program ends.
int openSpool(const std::filesystem::path &folder)
{
    const int spool = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (spool >= 0)
        return spool;
    std::string name = (folder / "tapewatch-XXXXXX").string(); // the file system cannot do it
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

} // namespace

std::optional<std::size_t> readAt(int descriptor, std::uint64_t offset, char *into, std::size_t room)
{
    // Read with pread, not mmap: a truncated mapping raises SIGBUS.
    std::size_t done = 0;
    while (done < room) {
        const ssize_t n = ::pread(descriptor, into + done, room - done, static_cast<off_t>(offset + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return std::nullopt;
        if (n == 0)
            break;
        done += static_cast<std::size_t>(n);
    }
    return done;
}

bool isZstdName(const std::filesystem::path &path)
{
    return path.extension() == ".zst";
}

Result<std::unique_ptr<CompressedContent>> CompressedContent::open(int descriptor,
                                                                   const std::filesystem::path &path)
{
    using Opened = std::unique_ptr<CompressedContent>;
    const off_t end = ::lseek(descriptor, 0, SEEK_END);
    if (auto frames = end < 0 ? std::nullopt : framesOf(descriptor, static_cast<std::uint64_t>(end)))
        return Opened(std::make_unique<FramedContent>(descriptor, std::move(*frames)));

    std::error_code fault;
    const auto folder = std::filesystem::temp_directory_path(fault);
    const int spool = fault ? -1 : openSpool(folder);
    auto spooled = spool < 0 ? nullptr : std::make_unique<SpooledContent>(spool);
    if (!spooled || !spooled->fill(descriptor))
        return systemError("Cannot decompress " + path.string(), fault ? fault.value() : errno,
                           "It is decoded into the folder for temporary files ($TMPDIR), which needs room");
    if (spooled->holdsNothing())
        return Error{.code = Error::Code::Corrupt,
                     .what = "Cannot decompress " + path.string(),
                     .why = "It has no zstd data, or its start is damaged",
                     .hint = "Restore it from a backup",
                     .pointer = {}};
    return Opened(std::move(spooled));
}

} // namespace tapewatch::engine
