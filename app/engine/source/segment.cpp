// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/segment.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace tapewatch::engine {

namespace {

std::int64_t nanoseconds(const struct statx_timestamp &time)
{
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

std::optional<FileState> stateOf(int folder, const char *path, int flags)
{
    struct statx found {};
    if (::statx(folder, path, flags, STATX_BASIC_STATS | STATX_BTIME, &found) != 0)
        return std::nullopt;
    FileState state;
    state.identity = {makedev(found.stx_dev_major, found.stx_dev_minor), found.stx_ino,
                      found.stx_mask & STATX_BTIME ? nanoseconds(found.stx_btime) : 0};
    state.size = found.stx_size;
    state.modifiedNs = nanoseconds(found.stx_mtime);
    state.links = found.stx_nlink;
    state.regular = S_ISREG(found.stx_mode);
    return state;
}

Error openError(const std::filesystem::path &path, int reason)
{
    std::string hint;
    if (reason == EACCES || reason == EPERM)
        hint = "Start the monitor as a user who may read it";
    else if (reason == EMFILE || reason == ENFILE)
        hint = "Raise the limit of open files (ulimit -n) or open fewer logs";
    Error error = systemError("Cannot open " + path.string(), reason, std::move(hint));
    if (reason == ENOENT || reason == ENOTDIR)
        error.code = Error::Code::NotFound;
    return error;
}

} // namespace

std::optional<FileState> lookAt(const std::filesystem::path &path)
{
    return stateOf(AT_FDCWD, path.c_str(), 0);
}

Segment::Segment(int descriptor, std::filesystem::path path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
{
}

Segment::~Segment()
{
    ::close(m_descriptor);
}

Result<std::shared_ptr<Segment>> Segment::open(const std::filesystem::path &path)
{
    // Without O_NONBLOCK, opening a pipe that nobody writes to would hang.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return openError(path, errno);
    auto segment = std::shared_ptr<Segment>(new Segment(descriptor, path));
    if (const auto state = segment->look(); !state || !state->regular)
        return Error{.code = Error::Code::Unsupported,
                     .what = "Cannot read " + path.string(),
                     .why = "It is not a regular file",
                     .hint = "Open a log file or a folder with log files",
                     .pointer = {}};
    if (isZstdName(path)) {
        auto content = CompressedContent::open(descriptor, path);
        if (!content)
            return content.error();
        segment->m_content = std::move(*content);
    }
    return segment;
}

Result<std::shared_ptr<Segment>> Segment::again() const
{
    if (compressed())
        return open(m_path);
    const int descriptor = ::fcntl(m_descriptor, F_DUPFD_CLOEXEC, 0);
    if (descriptor < 0)
        return openError(m_path, errno);
    return std::shared_ptr<Segment>(new Segment(descriptor, m_path));
}

std::optional<std::size_t> Segment::read(std::uint64_t offset, char *into, std::size_t room) const
{
    return m_content ? m_content->read(offset, into, room) : readAt(m_descriptor, offset, into, room);
}

std::optional<FileState> Segment::look() const
{
    auto state = stateOf(m_descriptor, "", AT_EMPTY_PATH);
    if (state && m_content)
        state->size = m_content->size();
    return state;
}

std::uint64_t Segment::dataFrom(std::uint64_t offset) const
{
    if (compressed())
        return offset;
    const off_t found = ::lseek(m_descriptor, static_cast<off_t>(offset), SEEK_DATA);
    return found < 0 ? offset : static_cast<std::uint64_t>(found);
}

} // namespace tapewatch::engine
