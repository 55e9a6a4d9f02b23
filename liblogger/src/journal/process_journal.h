// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "journal/journal.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace tapewatch::journal {

/// The journal of this process. It is made once, outlives every recorder (rings are mapped into it for as
/// long as their threads live), and its folder is deleted when the process ends with nothing left to recover.
class ProcessJournal {
public:
    /// Never destroyed: threads may outlive main.
    [[nodiscard]] static ProcessJournal &instance();

    /// Makes it at the first call and lets `publish` tell the rest of the process, before anybody else can
    /// use it. Null where shared memory cannot be had: fault() has the reason.
    [[nodiscard]] Journal *get(const std::function<void(Journal &)> &publish);
    /// Why there is none; nothing while there is one or nobody asked.
    [[nodiscard]] std::optional<Error> fault() const;

    /// A recorder has stopped and left nothing behind.
    void settled();

    // Lock it before anything that `publish` locks.
    void lockForFork() { m_mutex.lock(); }
    void unlockAfterFork() { m_mutex.unlock(); }
    /// In a forked child, which has none: the parent's is not mapped in it.
    void forgetInChild();

private:
    static void removeAtExit();

    mutable std::mutex m_mutex;
    std::unique_ptr<Journal> m_journal;
    std::optional<Error> m_fault;
    bool m_exiting = false;
};

} // namespace tapewatch::journal
