// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/instance_lock.h"

#include "sinks/io_error.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace tapewatch::sinks {

namespace {

/// Locks one byte of the file; 0, or the errno (EAGAIN: somebody else has it).
int lockByte(int fd, off_t byte)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = byte;
    lock.l_len = 1;
    return ::fcntl(fd, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

bool isTaken(int error)
{
    return error == EAGAIN || error == EACCES;
}

} // namespace

std::filesystem::path lockPath(const std::filesystem::path &directory, std::string_view bot)
{
    std::string name = ".";
    (name += bot) += ".lock";
    return directory / name;
}

Result<InstanceLock> InstanceLock::take(const std::filesystem::path &directory, const std::string &bot)
{
    if (auto folder = makeFolder(directory); !folder)
        return folder.error();
    const std::filesystem::path path = lockPath(directory, bot);
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0)
        return ioError("Cannot open lock file " + path.string(), errno);

    InstanceLock lock(fd, bot);
    int error = lockByte(fd, 0);
    for (off_t number = ::getpid(); isTaken(error); ++number) {
        lock.m_instance = bot + "-" + std::to_string(number);
        error = lockByte(fd, number);
    }
    if (error != 0)
        return ioError("Cannot lock " + path.string(), error);
    return lock;
}

InstanceLock::InstanceLock(InstanceLock &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_instance(std::move(other.m_instance))
{
}

InstanceLock &InstanceLock::operator=(InstanceLock &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    std::swap(m_instance, other.m_instance);
    return *this;
}

InstanceLock::~InstanceLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace tapewatch::sinks
