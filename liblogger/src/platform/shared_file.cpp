// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/shared_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tapewatch::platform {

namespace {

Error sharedError(const std::string &name, int errnoValue)
{
    return systemError(
        "Cannot use the shared file " + name, errnoValue,
        "Make room in the folder for crash recovery, or set TAPEWATCH_CRASH_DIR to another one");
}

} // namespace

int reservePages(int fd, std::size_t bytes)
{
    int error = 0;
    do
        error = ::posix_fallocate(fd, 0, static_cast<off_t>(bytes));
    while (error == EINTR);
    return error;
}

Result<SharedFile> SharedFile::create(int folder, const std::string &name, std::size_t bytes)
{
    const int fd = ::openat(folder, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return sharedError(name, errno);
    SharedFile file(fd, name);
    if (const int error = reservePages(fd, bytes); error != 0) {
        ::unlinkat(folder, name.c_str(), 0);
        return sharedError(name, error);
    }
    if (auto mapped = file.map(bytes); !mapped)
        return mapped.error();
    return file;
}

Result<SharedFile> SharedFile::open(int folder, const std::string &name)
{
    const int fd = ::openat(folder, name.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return sharedError(name, errno);
    SharedFile file(fd, name);
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return sharedError(name, errno);
    if (info.st_size == 0)
        return Error{Error::Code::Corrupt, "Cannot use the shared file " + name, "it is empty", {}, {}};
    if (auto mapped = file.map(static_cast<std::size_t>(info.st_size)); !mapped)
        return mapped.error();
    return file;
}

Result<void> SharedFile::map(std::size_t bytes)
{
    void *base = m_data == nullptr
                     ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, m_fd, 0)
                     : ::mremap(m_data, m_size, bytes, MREMAP_MAYMOVE);
    if (base == MAP_FAILED)
        return sharedError(m_name, errno);
    ::madvise(base, bytes, MADV_DONTFORK);
    m_data = static_cast<std::byte *>(base);
    m_size = bytes;
    return {};
}

Result<void> SharedFile::grow(std::size_t bytes)
{
    if (const int error = reservePages(m_fd, bytes); error != 0)
        return sharedError(m_name, error);
    return map(bytes);
}

std::byte *SharedFile::release()
{
    return std::exchange(m_data, nullptr);
}

void SharedFile::unmap(std::byte *data, std::size_t bytes)
{
    ::munmap(data, bytes);
}

SharedFile::SharedFile(SharedFile &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_name(std::move(other.m_name))
    , m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

SharedFile &SharedFile::operator=(SharedFile &&other) noexcept
{
    std::swap(m_fd, other.m_fd);
    std::swap(m_name, other.m_name);
    std::swap(m_data, other.m_data);
    std::swap(m_size, other.m_size);
    return *this;
}

SharedFile::~SharedFile()
{
    if (m_data != nullptr)
        ::munmap(m_data, m_size);
    if (m_fd >= 0)
        ::close(m_fd);
}

} // namespace tapewatch::platform
