// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/ring_memory.h"

#include <cerrno>
#include <new>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace tapewatch::platform {

namespace {

constexpr std::uint64_t kMagic = 0x676e69525f577054; // "TpW_Ring"
constexpr std::uint32_t kVersion = 1;
constexpr const char *kWhat = "Cannot get memory for a thread's ring";
constexpr const char *kHint = "Lower queue.ring_bytes, or raise the limits of the process (ulimit -n, -v)";

/// Reserves the address range, then puts the file's pages into it: header and data, and the data once more.
void *mapTwice(int fd, std::uint32_t capacity)
{
    const std::size_t once = RingMemory::kHeaderBytes + capacity;
    void *base = mmap(nullptr, once + capacity, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED)
        return MAP_FAILED;
    void *second = static_cast<std::byte *>(base) + once;
    constexpr int kProtection = PROT_READ | PROT_WRITE;
    if (mmap(base, once, kProtection, MAP_SHARED | MAP_FIXED, fd, 0) == MAP_FAILED ||
        mmap(second, capacity, kProtection, MAP_SHARED | MAP_FIXED, fd, RingMemory::kHeaderBytes) ==
            MAP_FAILED) {
        munmap(base, once + capacity);
        return MAP_FAILED;
    }
    madvise(base, once + capacity, MADV_DONTFORK);
    // A page's first touch costs microseconds: have it now, not in one of the calls. Kernels before 5.14
    // refuse, and then it is paid there.
    madvise(base, once + capacity, MADV_POPULATE_WRITE);
    return base;
}

} // namespace

Result<RingMemory> RingMemory::create(std::uint32_t capacity, std::uint32_t thread)
{
    const int fd = memfd_create("tapewatch-ring", MFD_CLOEXEC);
    if (fd < 0)
        return systemError(kWhat, errno, kHint);
    if (ftruncate(fd, static_cast<off_t>(kHeaderBytes + capacity)) != 0) {
        const int why = errno;
        close(fd);
        return systemError(kWhat, why, kHint);
    }
    void *base = mapTwice(fd, capacity);
    const int why = errno;
    close(fd); // the mapping keeps the pages
    if (base == MAP_FAILED)
        return systemError(kWhat, why, kHint);

    auto *header = new (base) detail::RingHeader{};
    header->magic = kMagic;
    header->version = kVersion;
    header->capacity = capacity;
    header->pid = static_cast<std::uint32_t>(getpid());
    header->thread = thread;
    return RingMemory(base, capacity);
}

RingMemory::RingMemory(RingMemory &&other) noexcept
    : m_base(std::exchange(other.m_base, nullptr))
    , m_capacity(other.m_capacity)
{
}

RingMemory &RingMemory::operator=(RingMemory &&other) noexcept
{
    std::swap(m_base, other.m_base);
    std::swap(m_capacity, other.m_capacity);
    return *this;
}

RingMemory::~RingMemory()
{
    if (m_base != nullptr)
        munmap(m_base, kHeaderBytes + 2 * static_cast<std::size_t>(m_capacity));
}

} // namespace tapewatch::platform
