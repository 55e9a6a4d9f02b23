// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

// Replaces write(), fdatasync(), fsync() and syncfs() of the program that includes this (once): a disk that
// does as the test says.

namespace tapewatch::test {

class FaultyDisk {
public:
    enum Call { Write, SyncData, SyncFolder, SyncFileSystem, CallCount };

    [[nodiscard]] static FaultyDisk &instance()
    {
        static auto *disk = new FaultyDisk; // threads outlive main
        return *disk;
    }

    /// From now on the call fails for files whose path contains `path`.
    void fail(Call call, std::string_view path, int error)
    {
        set(call, {std::string(path), error, false, {}});
    }
    /// It does not return until release().
    void stall(Call call, std::string_view path) { set(call, {std::string(path), 0, true, {}}); }
    /// write() takes `bytes` more of all those files together, then fails.
    void limit(std::string_view path, std::size_t bytes, int error)
    {
        set(Write, {std::string(path), error, false, bytes});
    }
    /// Everything works again, what stands still goes on.
    void release()
    {
        const std::lock_guard lock(m_mutex);
        m_faults = {};
        m_changed.notify_all();
    }
    /// Waits until a call stands still.
    void waitForStall(Call call)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_stalled[call] > 0; });
    }
    /// Calls so far for files whose path contains `path`; counted from the first watch() on.
    void watch(std::string_view path)
    {
        const std::lock_guard lock(m_mutex);
        m_watched = path;
        m_counts = {};
        m_armed = true;
    }
    [[nodiscard]] int count(Call call)
    {
        const std::lock_guard lock(m_mutex);
        return m_counts[call];
    }

    /// An errno; `bytes` of a write may be made fewer.
    int pass(Call call, int fd, std::size_t *bytes = nullptr)
    {
        if (!m_armed)
            return 0;
        const std::string path = pathOf(fd);
        std::unique_lock lock(m_mutex);
        if (path.find(m_watched) != std::string::npos)
            ++m_counts[call];
        if (!m_faults[call] || path.find(m_faults[call]->path) == std::string::npos)
            return 0;
        if (m_faults[call]->stalls) {
            ++m_stalled[call];
            m_changed.notify_all();
            m_changed.wait(lock, [&] { return !m_faults[call] || !m_faults[call]->stalls; });
            --m_stalled[call];
            return 0;
        }
        if (!m_faults[call]->room)
            return m_faults[call]->error;
        std::size_t &room = *m_faults[call]->room;
        if (room == 0)
            return m_faults[call]->error;
        *bytes = std::min(*bytes, room);
        room -= *bytes;
        return 0;
    }

private:
    struct Fault {
        std::string path;
        int error;
        bool stalls;
        std::optional<std::size_t> room;
    };

    void set(Call call, Fault fault)
    {
        const std::lock_guard lock(m_mutex);
        m_faults[call] = std::move(fault);
        m_armed = true;
        m_changed.notify_all();
    }

    static std::string pathOf(int fd)
    {
        char path[4096];
        const std::string link = "/proc/self/fd/" + std::to_string(fd);
        const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
        return {path, length > 0 ? static_cast<std::size_t>(length) : 0};
    }

    std::atomic<bool> m_armed{false};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    // Guarded by m_mutex:
    std::array<std::optional<Fault>, CallCount> m_faults;
    std::array<int, CallCount> m_stalled{};
    std::array<int, CallCount> m_counts{};
    std::string m_watched;
};

inline int syncAs(FaultyDisk::Call call, long number, int fd)
{
    if (const int error = FaultyDisk::instance().pass(call, fd); error != 0) {
        errno = error;
        return -1;
    }
    return static_cast<int>(::syscall(number, fd));
}

} // namespace tapewatch::test

extern "C" {
ssize_t write(int fd, const void *data, size_t bytes)
{
    using tapewatch::test::FaultyDisk;
    if (const int error = FaultyDisk::instance().pass(FaultyDisk::Write, fd, &bytes); error != 0) {
        errno = error;
        return -1;
    }
    return ::syscall(SYS_write, fd, data, bytes);
}
int fdatasync(int fd)
{
    return tapewatch::test::syncAs(tapewatch::test::FaultyDisk::SyncData, SYS_fdatasync, fd);
}
int fsync(int fd)
{
    return tapewatch::test::syncAs(tapewatch::test::FaultyDisk::SyncFolder, SYS_fsync, fd);
}
int syncfs(int fd) noexcept
{
    return tapewatch::test::syncAs(tapewatch::test::FaultyDisk::SyncFileSystem, SYS_syncfs, fd);
}
}
