// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/sync_thread.h"

#include "platform/process.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace tapewatch::sinks {

namespace {

/// An errno. Some file systems cannot sync a folder (EINVAL): they have no name to lose.
int syncFolder(const std::filesystem::path &folder, bool &attempted)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    attempted = true;
    int error = 0;
    do
        error = ::fsync(fd) == 0 ? 0 : errno;
    while (error == EINTR);
    ::close(fd);
    return error == EINVAL ? 0 : error;
}

/// A folder that was just made has its name in the one above. That may not be ours to open; then it was not
/// ours to make it there either.
int syncFolders(const SyncOrder &order, bool &attempted)
{
    int error = syncFolder(order.folder, attempted);
    for (auto above = order.folder.parent_path();
         error == 0 && order.foldersAbove && above.has_relative_path(); above = above.parent_path()) {
        bool opened = false;
        error = syncFolder(above, opened);
        if (!opened)
            error = 0;
    }
    return error;
}

SyncAnswer carryOut(const SyncOrder &order)
{
    SyncAnswer answer{order.file.device(), order.file.inode(), order.seq, 0, false};
    // The name first: where it cannot be had now, the order is repeated, and no sync of data is wasted.
    if (!order.folder.empty())
        answer.error = syncFolders(order, answer.attempted);
    if (answer.error != 0)
        return answer;
    answer.attempted = true;
    answer.error = order.fileSystem ? order.file.syncFileSystem() : order.file.syncData();
    return answer;
}

} // namespace

void SyncAnswers::put(const SyncAnswer &answer)
{
    const std::lock_guard lock(m_mutex);
    m_answers.push_back(answer);
}

std::vector<SyncAnswer> SyncAnswers::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_answers, {});
}

struct SyncThread::State {
    struct Pending {
        std::shared_ptr<SyncAnswers> from;
        SyncOrder order;
    };

    std::function<void()> answered;
    std::mutex mutex;
    std::condition_variable changed;
    // Guarded by mutex:
    std::deque<Pending> queue;
    bool busy = false;
    bool ending = false;

    [[nodiscard]] bool idle() const { return queue.empty() && !busy; }
};

SyncThread::SyncThread(std::function<void()> answered)
    : m_state(std::make_shared<State>())
{
    m_state->answered = std::move(answered);
}

SyncThread::~SyncThread()
{
    if (!m_thread.joinable())
        return;
    std::unique_lock lock(m_state->mutex);
    m_state->ending = true;
    m_state->changed.notify_all();
    const bool idle = m_state->idle();
    lock.unlock();
    if (idle)
        m_thread.join();
    else
        m_thread.detach();
}

int SyncThread::order(const std::shared_ptr<SyncAnswers> &from, SyncOrder order)
{
    if (!m_thread.joinable()) {
        try {
            m_thread = std::thread([state = m_state] { run(state); });
        } catch (const std::system_error &error) {
            return error.code().value();
        }
    }
    const std::lock_guard lock(m_state->mutex);
    const auto same = std::ranges::find_if(m_state->queue, [&](const State::Pending &pending) {
        return pending.from == from && pending.order.file.device() == order.file.device() &&
               pending.order.file.inode() == order.file.inode();
    });
    if (same == m_state->queue.end()) {
        m_state->queue.push_back({from, std::move(order)});
    } else {
        same->order.seq = order.seq;
        if (!order.folder.empty())
            same->order.folder = std::move(order.folder);
        same->order.foldersAbove |= order.foldersAbove;
        same->order.fileSystem |= order.fileSystem;
    }
    m_state->changed.notify_all();
    return 0;
}

void SyncThread::wait()
{
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, [this] { return m_state->idle(); });
}

void SyncThread::run(const std::shared_ptr<State> &state)
{
    platform::nameThread("tapewatch-sync");
    platform::blockSignals();
    std::unique_lock lock(state->mutex);
    for (;;) {
        state->changed.wait(lock, [&] { return !state->queue.empty() || state->ending; });
        if (state->queue.empty())
            return;
        {
            const State::Pending next = std::move(state->queue.front());
            state->queue.pop_front();
            state->busy = true;
            lock.unlock();
            next.from->put(carryOut(next.order));
            state->answered();
        }
        lock.lock();
        state->busy = false;
        state->changed.notify_all();
    }
}

} // namespace tapewatch::sinks
