// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tapewatch::journal {

/// Where the folders of all processes are: $TAPEWATCH_CRASH_DIR, or /dev/shm/tapewatch-<uid>.
[[nodiscard]] std::filesystem::path crashRoot();

/// The folder in shared memory that holds what one process's recorder must not lose with it: rings, journal,
/// dictionary (docs/crash-recovery.md). Mode 0700.
///
/// Whoever uses it holds its lock: first the process itself, and when that has died, one that recovers.
class ProcessFolder {
public:
    /// One for this process. Fails with Io (no shared memory, a root that is not ours alone).
    [[nodiscard]] static Result<std::unique_ptr<ProcessFolder>> create();

    /// Takes over the folder of a dead process. Fails with Busy (it lives, or somebody else recovers it) or
    /// Io.
    [[nodiscard]] static Result<std::unique_ptr<ProcessFolder>> takeOver(const std::filesystem::path &path);

    /// Every process's folder below crashRoot(), the living ones' too.
    [[nodiscard]] static std::vector<std::filesystem::path> list();

    ProcessFolder(const ProcessFolder &) = delete;
    ProcessFolder &operator=(const ProcessFolder &) = delete;
    ~ProcessFolder();

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    [[nodiscard]] int descriptor() const { return m_folder; }

    /// Names of its files that begin so, sorted.
    [[nodiscard]] std::vector<std::string> files(const std::string &prefix) const;
    void removeFile(const std::string &name) const;
    /// Deletes it with all that is in it; what is mapped stays usable.
    void remove() const;

    /// Call in a forked child: the lock is the parent's, and must end with the parent.
    void closeInChild();

private:
    ProcessFolder(std::filesystem::path path, int folder, int lock)
        : m_path(std::move(path))
        , m_folder(folder)
        , m_lock(lock)
    {
    }
    std::filesystem::path m_path;
    int m_folder = -1;
    int m_lock = -1;
};

} // namespace tapewatch::journal
