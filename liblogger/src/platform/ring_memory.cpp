// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/ring_memory.h"

#include "platform/shared_file.h"

#include <bit>
#include <cerrno>
#include <fcntl.h>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tapewatch::platform {

namespace {

constexpr std::uint64_t kMagic = 0x676e69525f577054; // "TpW_Ring"
constexpr std::uint32_t kVersion = 2;
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
    constexpr int kFlags = MAP_SHARED | MAP_FIXED;
    if (mmap(base, once, kProtection, kFlags, fd, 0) == MAP_FAILED ||
        mmap(second, capacity, kProtection, kFlags, fd, RingMemory::kHeaderBytes) == MAP_FAILED) {
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

/// Reserves the pages, maps them, and closes the descriptor: the mapping keeps the pages.
Result<RingMemory> RingMemory::make(int fd, std::uint32_t capacity, std::uint32_t thread)
{
    int why = reservePages(fd, kHeaderBytes + capacity);
    void *base = MAP_FAILED;
    if (why == 0) {
        base = mapTwice(fd, capacity);
        why = errno;
    }
    close(fd);
    if (base == MAP_FAILED)
        return systemError(kWhat, why, kHint);

    auto *header = new (base) detail::RingHeader{};
    header->version = kVersion;
    header->capacity = capacity;
    header->pid = static_cast<std::uint32_t>(getpid());
    header->thread = thread;
    header->magic = kMagic;
    return RingMemory(base, capacity);
}

Result<RingMemory> RingMemory::create(std::uint32_t capacity, std::uint32_t thread)
{
    const int fd = memfd_create("tapewatch-ring", MFD_CLOEXEC);
    if (fd < 0)
        return systemError(kWhat, errno, kHint);
    return make(fd, capacity, thread);
}

Result<RingMemory> RingMemory::create(std::uint32_t capacity, std::uint32_t thread, int folder,
                                      const std::string &name)
{
    const int fd = openat(folder, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return systemError(kWhat, errno, kHint);
    auto made = make(fd, capacity, thread);
    if (!made)
        unlinkat(folder, name.c_str(), 0);
    return made;
}

Result<RingMemory> RingMemory::open(int folder, const std::string &name)
{
    const std::string what = "Cannot read the ring " + name;
    const int fd = openat(folder, name.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return systemError(what, errno);
    detail::RingHeader header{};
    struct stat info = {};
    const bool isRing = pread(fd, &header, sizeof header, 0) == static_cast<ssize_t>(sizeof header) &&
                        fstat(fd, &info) == 0 && header.magic == kMagic && header.version == kVersion &&
                        std::has_single_bit(header.capacity) &&
                        info.st_size == static_cast<off_t>(kHeaderBytes + header.capacity);
    void *base = isRing ? mapTwice(fd, header.capacity) : MAP_FAILED;
    close(fd);
    if (base == MAP_FAILED)
        return Error{Error::Code::Corrupt, what, "it is no ring of this version, or not a whole one", {}, {}};
    return RingMemory(base, header.capacity);
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
