// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/compress_segment.h"

#include "sinks/io_error.h"
#include "sinks/segments.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tapewatch::sinks {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCompressedSuffix = ".zst";
constexpr std::string_view kPartSuffix = ".zst.part";

/// ".<name of the segment>.zst.part"
fs::path partPathOf(const fs::path &plain)
{
    std::string name = ".";
    (name += plain.filename().string()) += kPartSuffix;
    return plain.parent_path() / name;
}

class OpenFile {
public:
    OpenFile(const fs::path &path, int flags)
        : m_fd(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;
    ~OpenFile()
    {
        if (m_fd < 0)
            return;
        // Closing is not enough: a forked child holds the same open file.
        ::flock(m_fd, LOCK_UN);
        ::close(m_fd);
    }

    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    [[nodiscard]] int lock() const { return ::flock(m_fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno; }

private:
    int m_fd;
};

Error compressError(const fs::path &plain, Error why)
{
    why.what = "Cannot compress log file " + plain.string();
    return why;
}

Error compressError(const fs::path &plain, int errnoValue)
{
    return compressError(plain, ioError({}, errnoValue));
}

bool sameContent(const struct stat &a, const struct stat &b)
{
    return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

/// Time, rights and owner of the plain file; the disk has everything when this returns. An errno.
int finish(int part, const struct stat &plain)
{
    // The owner where we may; the rights matter more, and a change of the owner may take some of them away.
    if (::fchown(part, plain.st_uid, plain.st_gid) != 0 && errno != EPERM)
        return errno;
    const std::array<timespec, 2> times{plain.st_atim, plain.st_mtim};
    if (::fchmod(part, plain.st_mode & 07777) != 0 || ::futimens(part, times.data()) != 0 ||
        ::fsync(part) != 0)
        return errno;
    return 0;
}

/// Brings the names in `folder` to the disk. An errno; 0 where the file system cannot do it for a folder.
int syncFolder(const fs::path &folder)
{
    const OpenFile opened(folder, O_RDONLY | O_DIRECTORY);
    if (opened.isOpen() && ::fsync(opened.fd()) != 0 && errno != EINVAL)
        return errno;
    return 0;
}

/// Puts the finished part in the plain file's place. An errno.
int replace(const fs::path &plain, const fs::path &part)
{
    fs::path compressed = plain;
    compressed += kCompressedSuffix;
    if (::rename(part.c_str(), compressed.c_str()) != 0)
        return errno;
    if (const int error = syncFolder(plain.parent_path()))
        return error;
    return ::unlink(plain.c_str()) == 0 || errno == ENOENT ? 0 : errno;
}

Result<Compressed> writePart(const OpenFile &source, const fs::path &plain, const fs::path &part,
                             const Encoding &encoding)
{
    struct stat before = {};
    struct stat after = {};
    if (::fstat(source.fd(), &before) != 0)
        return compressError(plain, errno);
    if (before.st_nlink == 0)
        return Compressed::Passed;
    const OpenFile target(part, O_RDWR | O_CREAT | O_TRUNC);
    if (!target.isOpen())
        return compressError(plain, errno);
    const auto bytes = static_cast<std::uint64_t>(before.st_size);
    const auto encoded = encodeSegment(source.fd(), bytes, target.fd(), encoding);
    if (!encoded)
        return compressError(plain, encoded.error());
    if (!*encoded)
        return Compressed::Stopped;
    if (const int error = finish(target.fd(), before))
        return compressError(plain, error);
    if (::fstat(source.fd(), &after) != 0 || !sameContent(before, after))
        return compressError(plain, {Error::Code::Io,
                                     {},
                                     "somebody changed it meanwhile",
                                     "Finished log files are not to be written to",
                                     {}});
    return after.st_nlink == 0 ? Compressed::Passed : Compressed::Done; // retention may have been faster
}

} // namespace

Result<Compressed> compressSegment(const fs::path &plain, const Encoding &encoding)
{
    const OpenFile source(plain, O_RDWR); // a lock over NFS wants the right to write
    if (!source.isOpen() && errno == ENOENT)
        return Compressed::Passed;
    if (!source.isOpen())
        return compressError(plain, errno);
    if (const int error = source.lock(); error == EWOULDBLOCK)
        return Compressed::Passed;
    else if (error != 0)
        return compressError(plain, error);

    const fs::path part = partPathOf(plain);
    Result<Compressed> written = writePart(source, plain, part, encoding);
    if (written && *written == Compressed::Done) {
        if (const int error = replace(plain, part))
            written = compressError(plain, error);
    }
    if (!written || *written != Compressed::Done)
        ::unlink(part.c_str());
    return written;
}

void removeHalfCompressed(const fs::path &directory, std::string_view bot)
{
    std::error_code ignored;
    for (fs::directory_iterator it(directory, ignored), end; it != end; it.increment(ignored)) {
        std::string name = it->path().filename().string();
        if (!name.starts_with('.') || !name.ends_with(kPartSuffix))
            continue;
        name = name.substr(1, name.size() - 1 - kPartSuffix.size());
        const std::optional<LogFileName> segment = parseLogFileName(name);
        if (!segment || !isInstanceOf(directory, bot, segment->instance))
            continue;
        // Who holds the segment's lock is at it right now.
        const OpenFile plain(directory / name, O_RDWR);
        if (!plain.isOpen() || plain.lock() != EWOULDBLOCK)
            ::unlink(it->path().c_str());
    }
}

} // namespace tapewatch::sinks
