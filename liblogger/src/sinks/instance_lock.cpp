// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/instance_lock.h"

#include "sinks/io_error.h"

#include <cerrno>
#include <charconv>
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

Result<int> openLock(const std::filesystem::path &path)
{
    if (auto folder = makeFolder(path.parent_path()); !folder)
        return folder.error();
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0)
        return ioError("Cannot open lock file " + path.string(), errno);
    return fd;
}

/// The byte that an instance of the bot locks.
off_t byteOf(std::string_view bot, std::string_view instance)
{
    long number = 0;
    if (instance.size() > bot.size())
        std::from_chars(instance.data() + bot.size() + 1, instance.data() + instance.size(), number);
    return number;
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
    const std::filesystem::path path = lockPath(directory, bot);
    const Result<int> fd = openLock(path);
    if (!fd)
        return fd.error();
    InstanceLock lock(*fd, bot);
    int error = lockByte(*fd, 0);
    for (off_t number = ::getpid(); isTaken(error); ++number) {
        lock.m_instance = bot + "-" + std::to_string(number);
        error = lockByte(*fd, number);
    }
    if (error != 0)
        return ioError("Cannot lock " + path.string(), error);
    return lock;
}

Result<InstanceLock> InstanceLock::take(const std::filesystem::path &directory, const std::string &bot,
                                        const std::string &instance)
{
    const std::filesystem::path path = lockPath(directory, bot);
    const Result<int> fd = openLock(path);
    if (!fd)
        return fd.error();
    InstanceLock lock(*fd, instance);
    const int error = lockByte(*fd, byteOf(bot, instance));
    if (isTaken(error))
        return Error{Error::Code::Busy,
                     "Cannot write the files of " + instance,
                     "a process has that name now",
                     "Try again when it has stopped",
                     {}};
    if (error != 0)
        return ioError("Cannot lock " + path.string(), error);
    return lock;
}

InstanceLock::InstanceLock(InstanceLock &&other) noexcept
    : m_fd(std::move(other.m_fd))
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
    m_fd.close();
}

} // namespace tapewatch::sinks
