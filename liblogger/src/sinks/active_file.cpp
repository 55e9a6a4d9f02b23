// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/active_file.h"

#include "sinks/io_error.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tapewatch::sinks {

namespace {

constexpr std::string_view kJsonTimeKey = R"({"timestamp":")";
constexpr std::size_t kTextTimeLength = 26; // "2026-01-05 10:15:30.123456"

/// Times stand first in the lines of both layouts.
std::optional<Timestamp> timeOfLine(std::string_view line)
{
    if (!line.starts_with(kJsonTimeKey))
        return parseRfc3339(line.substr(0, kTextTimeLength));
    line.remove_prefix(kJsonTimeKey.size());
    return parseRfc3339(line.substr(0, line.find('"')));
}

Timestamp lastChange(int fd)
{
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return Timestamp::now();
    return {info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
}

} // namespace

Result<ActiveFile> ActiveFile::open(const std::filesystem::path &path)
{
    if (auto folder = makeFolder(path.parent_path()); !folder)
        return folder.error();
    return openWith(path, O_CREAT);
}

Result<ActiveFile> ActiveFile::create(const std::filesystem::path &path)
{
    return openWith(path, O_CREAT | O_TRUNC);
}

Result<ActiveFile> ActiveFile::openWith(const std::filesystem::path &path, int flags)
{
    // Readable too, for the first line and the last byte; and a pipe in our place does not block us then.
    const int fd = ::open(path.c_str(), flags | O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0640);
    ActiveFile file;
    const int error = fd < 0 ? errno : file.adopt(fd);
    if (error != 0)
        return ioError("Cannot open log file " + path.string(), error);
    return file;
}

int ActiveFile::adopt(int fd)
{
    m_fd = fd;
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return errno;
    if (!S_ISREG(info.st_mode))
        return EINVAL;
    m_device = info.st_dev;
    m_inode = info.st_ino;
    m_countsNames = info.st_nlink > 0;
    m_size = static_cast<std::uint64_t>(info.st_size);
    char last = '\n';
    m_torn = m_size > 0 && ::pread(fd, &last, 1, info.st_size - 1) == 1 && last != '\n';
    return 0;
}

ActiveFile::ActiveFile(ActiveFile &&other) noexcept
{
    *this = std::move(other);
}

ActiveFile &ActiveFile::operator=(ActiveFile &&other) noexcept
{
    if (this == &other)
        return *this;
    close();
    m_fd = std::exchange(other.m_fd, -1);
    m_device = other.m_device;
    m_inode = other.m_inode;
    m_countsNames = other.m_countsNames;
    m_torn = other.m_torn;
    m_size = std::exchange(other.m_size, 0);
    return *this;
}

ActiveFile::~ActiveFile()
{
    close();
}

void ActiveFile::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    m_size = 0;
    m_torn = false;
}

bool ActiveFile::sameFile(const struct stat &info) const
{
    return info.st_dev == m_device && info.st_ino == m_inode;
}

bool ActiveFile::hasName()
{
    struct stat info = {};
    if (::fstat(m_fd, &info) == 0 && sameFile(info)) {
        m_size = static_cast<std::uint64_t>(info.st_size);
        return info.st_nlink > 0 || !m_countsNames;
    }
    m_fd = -1; // the number is free or somebody else's: not ours to close
    return false;
}

bool ActiveFile::isAt(const std::filesystem::path &path) const
{
    struct stat info = {};
    return isOpen() && ::lstat(path.c_str(), &info) == 0 && sameFile(info);
}

ActiveFile::Written ActiveFile::write(std::string_view bytes)
{
    Written written;
    while (written.bytes < bytes.size()) {
        const std::string_view rest = m_torn ? std::string_view("\n") : bytes.substr(written.bytes);
        const ssize_t count = ::write(m_fd, rest.data(), rest.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            written.error = count < 0 ? errno : EIO;
            break;
        }
        m_size += static_cast<std::uint64_t>(count);
        if (!std::exchange(m_torn, false))
            written.bytes += static_cast<std::size_t>(count);
    }
    return written;
}

Result<ActiveFile> ActiveFile::duplicate() const
{
    ActiveFile copy;
    copy.m_fd = ::fcntl(m_fd, F_DUPFD_CLOEXEC, 0);
    if (copy.m_fd < 0)
        return ioError("Cannot open a log file once more to sync it", errno);
    copy.m_device = m_device;
    copy.m_inode = m_inode;
    return copy;
}

int ActiveFile::syncWith(int (*call)(int)) const
{
    struct stat info = {};
    if (::fstat(m_fd, &info) != 0)
        return errno;
    if (!sameFile(info))
        return EBADF;
    while (call(m_fd) != 0)
        if (errno != EINTR)
            return errno;
    return 0;
}

int ActiveFile::syncData() const
{
    return syncWith(::fdatasync);
}

int ActiveFile::syncFileSystem() const
{
    return syncWith(::syncfs);
}

Timestamp ActiveFile::firstRecordTime() const
{
    std::array<char, 64> start{}; // both layouts have the whole time within it
    const ssize_t count = ::pread(m_fd, start.data(), start.size(), 0);
    const std::string_view line(start.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    const std::optional<Timestamp> time = timeOfLine(line);
    return time ? *time : lastChange(m_fd);
}

std::optional<char> ActiveFile::firstByte() const
{
    char byte = 0;
    return ::pread(m_fd, &byte, 1, 0) == 1 ? std::optional(byte) : std::nullopt;
}

} // namespace tapewatch::sinks
