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

/// Runs behind the destructors of what was made before the journal was: a recorder in a static object has
/// stopped by now.
void ProcessJournal::removeAtExit()
{
    ProcessJournal &self = instance();
    const std::lock_guard lock(self.m_mutex);
    if (self.m_journal && !self.m_journal->isOpen())
        self.m_journal->folder().remove();
}

void ProcessJournal::forgetInChild()
{
    if (m_journal)
        m_journal.release()->folder().closeInChild();
    m_fault.reset();
}

} // namespace tapewatch::journal
