// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sinks/active_file.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace tapewatch::sinks {

/// What one sync is to bring to the disk.
struct SyncOrder {
    ActiveFile file;              ///< a duplicate of its own
    std::filesystem::path folder; ///< empty: nothing was made or renamed in it
    bool foldersAbove = false;    ///< `folder` may be new itself
    bool fileSystem = false;      ///< all of it: files that were left unsynced are closed by now
    std::uint64_t seq = 0;        ///< of the last record that is covered
};

struct SyncAnswer {
    dev_t device = 0;
    ino_t inode = 0;
    std::uint64_t seq = 0;
    int error = 0;          ///< errno
    bool attempted = false; ///< false: `error` came before the sync, nothing is lost by it
};

/// Where the answers to one sink's orders arrive, in the order of the orders.
class SyncAnswers {
public:
    void put(const SyncAnswer &answer);
    [[nodiscard]] std::vector<SyncAnswer> take();

private:
    std::mutex m_mutex;
    std::vector<SyncAnswer> m_answers; ///< guarded by m_mutex
};

/// The thread that waits for the disk, so that the backend does not: while one category's sync takes its
/// time, the others are written. It begins with the first order.
///
/// Orders for a file whose turn has not come are one sync: whatever was written while another was under way
/// is committed as a group.
class SyncThread {
public:
    /// `answered` is called by the thread after each answer.
    explicit SyncThread(std::function<void()> answered);
    SyncThread(const SyncThread &) = delete;
    SyncThread &operator=(const SyncThread &) = delete;
    /// Does not wait for a disk that does not answer; the thread ends by itself when it does.
    ~SyncThread();

    /// From one thread only. An errno where the thread cannot be started; the order is gone then.
    [[nodiscard]] int order(const std::shared_ptr<SyncAnswers> &from, SyncOrder order);
    /// Waits until every order is answered.
    void wait();

private:
    struct State;
    static void run(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state; ///< the thread may outlive this object
    std::thread m_thread;
};

} // namespace tapewatch::sinks
