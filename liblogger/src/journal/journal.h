// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "journal/dictionary.h"
#include "journal/layout.h"
#include "journal/process_folder.h"
#include "journal/redo_log.h"

#include <memory>
#include <string>

namespace tapewatch::journal {

/// What makes one process's records survive it: the folder of its rings, and in it a header that changes at
/// once (commit()), a redo log for each file sink, and the dictionary.
///
/// The backend takes records from the rings, encodes them, puts them into the redo logs, and commits: with
/// one store the rings' records are done and the logs' are to be written. Then it writes them to the files.
class Journal {
public:
    /// Makes folder and files. Fails with Io.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> create();
    /// That of a dead process. Fails with Io, or with Corrupt (not ours, or of another version).
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(std::unique_ptr<ProcessFolder> folder);

    [[nodiscard]] ProcessFolder &folder() const { return *m_folder; }
    [[nodiscard]] Header &header() const { return *reinterpret_cast<Header *>(m_file.data()); }
    [[nodiscard]] DictionaryWriter &dictionary() { return m_dictionary; }

    /// Whether there is anything that would have to be recovered.
    [[nodiscard]] bool isOpen() const { return header().open.load(std::memory_order_acquire) != 0; }
    void setOpen(bool open) { header().open.store(open ? 1 : 0, std::memory_order_release); }

    /// The redo log of the category with this index, made where it is not there. Fails with Io.
    [[nodiscard]] Result<RedoLog> redoLog(std::size_t category);

    /// For a recorder that starts: nothing that an earlier one left counts any more. Commits.
    void begin(const platform::TickClock::State &clock);

    /// Which of each ring's `committed` positions the next commit makes count.
    [[nodiscard]] std::size_t nextParity() const;
    /// Stages what counts already: for a category that has no sink at the moment.
    void keep(std::size_t category);
    /// Everything that was staged counts from here on.
    void commit(const platform::TickClock::State &clock);
    [[nodiscard]] const Commit &committed() const;

private:
    Journal(std::unique_ptr<ProcessFolder> folder, platform::SharedFile file, DictionaryWriter dictionary)
        : m_folder(std::move(folder))
        , m_file(std::move(file))
        , m_dictionary(std::move(dictionary))
    {
    }

    std::unique_ptr<ProcessFolder> m_folder;
    platform::SharedFile m_file;
    DictionaryWriter m_dictionary;
};

} // namespace tapewatch::journal
