// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>
#include <tapewatch/format/error.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>

namespace tapewatch::sinks {

/// Compresses the finished segments of all categories that ask for it, oldest first, on one thread that runs
/// when nobody else wants the processor or the disk.
///
/// It keeps no list: at its start and whenever it is woken it looks into the folder, so what was left by an
/// earlier process, or came while compression was off, is done too. Its owner never waits for it, neither for
/// a lock (a thread of this priority may hold one for long) nor, beyond a moment, at the end.
class Compressor {
public:
    struct Options {
        std::filesystem::path directory;
        std::string bot;
        std::function<void(const Error &)> report; ///< called from the thread, once for each new fault
    };

    explicit Compressor(Options options);
    Compressor(const Compressor &) = delete;
    Compressor &operator=(const Compressor &) = delete;
    /// stop()
    ~Compressor();

    /// New settings, from the next segment on. The first ones that ask for compression start the thread.
    void configure(const std::map<std::string, CategoryConfig, std::less<>> &categories);
    /// There is a finished segment.
    void wake();
    /// Abandons what is under way; the next start takes it up again. Where the thread is stuck in a write it
    /// is left to end by itself.
    void stop();

private:
    class Worker;
    std::shared_ptr<Worker> m_worker;
    std::future<void> m_ended;
    std::thread m_thread;
};

} // namespace tapewatch::sinks
