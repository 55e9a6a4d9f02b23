// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

namespace tapewatch::platform {

/// A file descriptor that a forked child must not keep, because what it stands for (a lock, a listening
/// socket) would outlive this process in the child. It is closed in every child as that begins.
///
/// Any thread.
class ClosedInChild {
public:
    /// Watches `fd`, which stays the caller's here.
    explicit ClosedInChild(int fd);
    ClosedInChild(ClosedInChild &&other) noexcept;
    ClosedInChild &operator=(ClosedInChild &&other) noexcept;
    /// Watches it no longer; does not close it.
    ~ClosedInChild();

    /// -1 in a forked child.
    [[nodiscard]] int get() const { return m_watched != nullptr ? m_watched->fd : -1; }
    /// Closes it here, in one with no longer watching it: no child gets it in between.
    void close();

    struct Watched {
        int fd;
    };

private:
    Watched *m_watched; ///< null: moved from or closed
};

} // namespace tapewatch::platform
