// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "platform/closed_in_child.h"

#include <mutex>
#include <pthread.h>
#include <set>
#include <unistd.h>
#include <utility>

namespace tapewatch::platform {

namespace {

struct Registry {
    std::mutex mutex; // taken last of all: nothing is called with it
    std::set<ClosedInChild::Watched *> all;
};

/// Never destroyed: a program may fork in a destructor of a static object.
Registry &registry()
{
    static auto *made = [] {
        auto *registry = new Registry;
        pthread_atfork([] { tapewatch::platform::registry().mutex.lock(); },
                       [] { tapewatch::platform::registry().mutex.unlock(); },
                       [] {
                           Registry &all = tapewatch::platform::registry();
                           for (ClosedInChild::Watched *watched : all.all)
                               ::close(std::exchange(watched->fd, -1));
                           all.all.clear();
                           all.mutex.unlock();
                       });
        return registry;
    }();
    return *made;
}

} // namespace

ClosedInChild::ClosedInChild(int fd)
    : m_watched(new Watched{fd})
{
    const std::lock_guard lock(registry().mutex);
    registry().all.insert(m_watched);
}

ClosedInChild::ClosedInChild(ClosedInChild &&other) noexcept
    : m_watched(std::exchange(other.m_watched, nullptr))
{
}

ClosedInChild &ClosedInChild::operator=(ClosedInChild &&other) noexcept
{
    std::swap(m_watched, other.m_watched);
    return *this;
}

ClosedInChild::~ClosedInChild()
{
    if (m_watched == nullptr)
        return;
    const std::lock_guard lock(registry().mutex);
    registry().all.erase(m_watched);
    delete m_watched;
}

void ClosedInChild::close()
{
    if (m_watched == nullptr)
        return;
    const std::lock_guard lock(registry().mutex);
    registry().all.erase(m_watched);
    if (m_watched->fd >= 0)
        ::close(m_watched->fd);
    delete std::exchange(m_watched, nullptr);
}

} // namespace tapewatch::platform
