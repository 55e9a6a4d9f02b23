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
    bool complete = true;      ///< everything accepted is in its file
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

} // namespace tapewatch
