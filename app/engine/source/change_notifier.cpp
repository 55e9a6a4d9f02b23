// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/source/change_notifier.h"

#include "engine/source/waker.h"

#include <array>
#include <cstddef>
#include <mutex>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace tapewatch::engine {

namespace {

constexpr std::uint32_t kFolderEvents =
    IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::uint32_t kFileEvents = IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;

} // namespace

class ChangeNotifier::Impl {
public:
    Impl()
        : m_inotify(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
        , m_stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (m_inotify >= 0 && m_stop >= 0)
            m_thread = std::thread([this] { run(); });
    }

    ~Impl()
    {
        if (m_thread.joinable()) {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto written = ::write(m_stop, &one, sizeof one);
            m_thread.join();
        }
        for (const int descriptor : {m_inotify, m_stop}) {
            if (descriptor >= 0)
                ::close(descriptor);
        }
    }

    /// `name` empty: any event counts.
    int add(const std::string &path, std::uint32_t events, Waker &waker, std::string name)
    {
        const std::lock_guard lock(m_mutex);
        const int handle = m_inotify < 0 ? -1 : ::inotify_add_watch(m_inotify, path.c_str(), events);
        if (handle >= 0)
            m_listeners[handle].push_back({&waker, std::move(name)});
        return handle;
    }

    void remove(int handle, const Waker &waker)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_listeners.find(handle);
        if (found == m_listeners.end())
            return;
        auto &listeners = found->second;
        for (auto it = listeners.begin(); it != listeners.end(); ++it) {
            if (it->waker == &waker) {
                listeners.erase(it);
                break;
            }
        }
        if (!listeners.empty())
            return;
        m_listeners.erase(found);
        ::inotify_rm_watch(m_inotify, handle);
    }

private:
    struct Listener {
        Waker *waker;
        std::string name;
    };

    void run()
    {
        std::array<pollfd, 2> waits{pollfd{m_inotify, POLLIN, 0}, pollfd{m_stop, POLLIN, 0}};
        alignas(inotify_event) std::array<char, 16 * 1024> buffer;
        for (;;) {
            ::poll(waits.data(), waits.size(), -1);
            if (waits[1].revents != 0)
                return;
            const ssize_t size = ::read(m_inotify, buffer.data(), buffer.size());
            if (size > 0)
                dispatch(buffer.data(), static_cast<std::size_t>(size));
        }
    }

    void dispatch(const char *at, std::size_t size)
    {
        const std::lock_guard lock(m_mutex);
        for (const char *end = at + size; at < end;) {
            const auto *event = static_cast<const inotify_event *>(static_cast<const void *>(at));
            if ((event->mask & IN_Q_OVERFLOW) != 0)
                wakeAll();
            else
                wake(*event, event->len > 0 ? std::string_view(at + offsetof(inotify_event, name))
                                            : std::string_view());
            at += sizeof(inotify_event) + event->len;
        }
    }

    void wake(const inotify_event &event, std::string_view name)
    {
        const auto found = m_listeners.find(event.wd);
        if (found == m_listeners.end())
            return;
        for (const Listener &listener : found->second) {
            if (name.empty() || listener.name == name)
                listener.waker->wake();
        }
        if ((event.mask & IN_IGNORED) != 0)
            m_listeners.erase(found); // the system forgot the handle, and may give out its number again
    }

    void wakeAll()
    {
        for (const auto &[handle, listeners] : m_listeners) {
            for (const Listener &listener : listeners)
                listener.waker->wake();
        }
    }

    const int m_inotify;
    const int m_stop;
    std::mutex m_mutex; // guards m_listeners; wakers are woken under it, so that a removed one is never used
    std::unordered_map<int, std::vector<Listener>> m_listeners; // by inotify's handle
    std::thread m_thread;
};

ChangeNotifier::ChangeNotifier()
    : m_impl(std::make_unique<Impl>())
{
}

ChangeNotifier::~ChangeNotifier() = default;

ChangeNotifier::Watch::Watch(ChangeNotifier &notifier, std::filesystem::path path, Waker &waker)
    : m_notifier(notifier)
    , m_path(std::move(path))
    , m_waker(waker)
{
    watchFolder();
}

ChangeNotifier::Watch::~Watch()
{
    m_notifier.m_impl->remove(m_folderHandle, m_waker);
    m_notifier.m_impl->remove(m_fileHandle, m_waker);
}

void ChangeNotifier::Watch::watchFolder()
{
    m_notifier.m_impl->remove(m_folderHandle, m_waker);
    const auto folder = m_path.has_parent_path() ? m_path.parent_path() : std::filesystem::path(".");
    m_folderHandle = m_notifier.m_impl->add(folder, kFolderEvents, m_waker, m_path.filename().string());
}

void ChangeNotifier::Watch::watchFile(int descriptor)
{
    m_notifier.m_impl->remove(m_fileHandle, m_waker);
    m_fileHandle = -1;
    // By descriptor, not by name: the name may lead to another file by now.
    if (descriptor >= 0)
        m_fileHandle =
            m_notifier.m_impl->add("/proc/self/fd/" + std::to_string(descriptor), kFileEvents, m_waker, {});
}

} // namespace tapewatch::engine
