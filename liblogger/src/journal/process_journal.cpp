// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "journal/process_journal.h"

#include <cstdlib>

namespace tapewatch::journal {

ProcessJournal &ProcessJournal::instance()
{
    static auto *journal = new ProcessJournal;
    return *journal;
}

Journal *ProcessJournal::get(const std::function<void(Journal &)> &publish)
{
    const std::lock_guard lock(m_mutex);
    if (m_journal || m_fault)
        return m_journal.get();
    auto made = Journal::create();
    if (!made) {
        m_fault = made.error();
        return nullptr;
    }
    m_journal = std::move(*made);
    publish(*m_journal);
    static const int kRegistered = std::atexit(removeAtExit);
    static_cast<void>(kRegistered);
    return m_journal.get();
}

std::optional<Error> ProcessJournal::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

/// A recorder in a static object may be stopped before this or behind it: whichever comes last deletes the
/// folder.
void ProcessJournal::removeAtExit()
{
    ProcessJournal &self = instance();
    const std::lock_guard lock(self.m_mutex);
    self.m_exiting = true;
    if (self.m_journal && !self.m_journal->isOpen())
        self.m_journal->folder().remove();
}

void ProcessJournal::settled()
{
    const std::lock_guard lock(m_mutex);
    m_journal->setOpen(false);
    if (m_exiting)
        m_journal->folder().remove();
}

void ProcessJournal::forgetInChild()
{
    if (m_journal)
        m_journal.release()->folder().closeInChild();
    m_fault.reset();
}

} // namespace tapewatch::journal
