// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>
#include <tapewatch/format/error.h>
#include <tapewatch/format/metrics.h>
#include <tapewatch/hooks.h>
#include <tapewatch/output.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch {

struct RecorderOptions {
    std::vector<std::shared_ptr<Output>>
        outputs; ///< beside the files and the console; flushed after each batch
    Hooks hooks;
    /// Called from a background thread for every fault of files, outputs and the socket. May be empty: then
    /// the faults go to standard error, at most one a second. What it throws is swallowed.
    std::function<void(const Error &)> onError;
};

/// How a stop or a flush went.
struct DrainResult {
    /// Everything accepted is in its file; after a stop also on the disk, where `sync` of its category asks
    /// for that.
    bool complete = true;
    std::uint64_t left = 0;    ///< records that were not, when the limit passed
    std::uint64_t dropped = 0; ///< refused since the start; they were reported in the stream
};

/// The flight recorder of this process: rings, the backend thread, files, control socket.
///
/// One runs at a time. Loggers (tapewatch::logger) find it by themselves. All members may be called from any
/// thread.
class Recorder {
public:
    /// Makes the folder, opens every file, starts the threads.
    /// Fails with Busy (one runs already, or the last is still stuck in a write), Io (folder or file; `why`
    /// has the system's text) or InvalidArgument.
    [[nodiscard]] static Result<Recorder> start(Config config, RecorderOptions options = {});

    /// loadConfig() and start().
    [[nodiscard]] static Result<Recorder> startFromFile(const std::filesystem::path &path,
                                                        RecorderOptions options = {});

    Recorder(Recorder &&) noexcept;
    Recorder &operator=(Recorder &&) noexcept;
    /// Stops with a limit of five seconds.
    ~Recorder();

    /// Refuses new records, writes everything accepted within `limit`, closes. Says what was left behind.
    DrainResult stop(std::chrono::milliseconds limit);

    /// Waits until everything accepted before the call has been handed to the system's files.
    DrainResult flush(std::chrono::milliseconds limit);

    /// Waits until every record that any thread had logged to `category` before the call is in its file and
    /// on the disk itself, whatever the category's `sync` says (docs/durability.md). An error tells why it is
    /// not: Timeout (how many wait, after `limit`), Io (the disk refuses, with the system's text; a sync
    /// failed, so that records may be lost; records were refused by full rings or memory since this thread
    /// last asked), NotFound (no such category, no recorder) or InvalidArgument (the category is disabled).
    ///
    /// Calls of many threads share a sync. The call does not hold up other threads' records.
    [[nodiscard]] Result<void> persist(std::string_view category, std::chrono::milliseconds limit);

    [[nodiscard]] Config config() const;
    [[nodiscard]] std::uint64_t revision() const;

    /// patchConfig() on the running configuration, applied at once and recorded as a compliance event with
    /// `reason`. The new revision, or why nothing was changed.
    Result<std::uint64_t> patch(const nlohmann::json &mergePatch, std::string_view reason);

    /// Sets the level of one logger; std::nullopt goes back to the inherited one.
    Result<std::uint64_t> setLevel(std::string_view logger, std::optional<Level> level,
                                   std::string_view reason);

    [[nodiscard]] Metrics metrics() const;

    /// First part of the names of this process's files: the bot's name, with the pid where another process
    /// has it.
    [[nodiscard]] std::string instance() const;

    /// Path of the control socket; empty where it is off.
    [[nodiscard]] std::filesystem::path controlSocket() const;

private:
    class Impl;
    explicit Recorder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Recorder::persist() of the recorder that runs in this process, for code that does not have it at hand:
///
///     TW_COMPLIANCE(log, .rule = "max_position", .verdict = Verdict::Violation);
///     if (const auto kept = tapewatch::persist("compliance", 2s); !kept)
///         refuseToTrade(kept.error().text());
[[nodiscard]] Result<void> persist(std::string_view category, std::chrono::milliseconds limit);

} // namespace tapewatch
