// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>

namespace tapewatch::engine {

class Waker;

/// Wakes readers when the system says that their file or its folder changed. One thread and one system
/// handle (of which a user may have few) serve all of them. Where the file system gives no notices, nothing
/// comes: readers look for themselves now and then.
class ChangeNotifier {
public:
    ChangeNotifier();
    /// Every Watch must be gone.
    ~ChangeNotifier();
    ChangeNotifier(const ChangeNotifier &) = delete;
    ChangeNotifier &operator=(const ChangeNotifier &) = delete;

    /// What one reader wants to know of. Used from that reader's thread only.
    class Watch {
    public:
        /// `waker` is woken when `path` appears, goes, or is replaced.
        Watch(ChangeNotifier &notifier, std::filesystem::path path, Waker &waker);
        ~Watch();
        Watch(const Watch &) = delete;
        Watch &operator=(const Watch &) = delete;

        /// The folder may have been made anew since the last call.
        void watchFolder();
        /// Also when the opened file grows, shrinks or is renamed; in place of the one before. -1: none.
        void watchFile(int descriptor);

    private:
        ChangeNotifier &m_notifier;
        std::filesystem::path m_path;
        Waker &m_waker;
        int m_folderHandle = -1;
        int m_fileHandle = -1;
    };

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::engine
