// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/backend.h"
#include "backend/error_reporter.h"
#include "control/host.h"
#include "control/server.h"
#include "hooks/hook_thread.h"
#include "journal/journal.h"
#include "sinks/instance_lock.h"

#include <tapewatch/recorder.h>

#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace tapewatch::backend {

/// What runs between a recorder's start and its stop: the name's lock, files, threads, the configuration and
/// its revision. One at a time in a process.
class Session final : public control::Host {
public:
    [[nodiscard]] static Result<std::unique_ptr<Session>> start(Config config, RecorderOptions options);
    /// stop() with a limit of five seconds. In a forked child: nothing, for everything belongs to the parent.
    ~Session() override;

    /// A second call gives the first one's result.
    DrainResult stop(std::chrono::milliseconds limit);
    [[nodiscard]] DrainResult flush(std::chrono::milliseconds limit);
    [[nodiscard]] Result<void> persist(std::string_view category, std::chrono::milliseconds limit);
    [[nodiscard]] Config config() const;
    [[nodiscard]] std::filesystem::path controlSocket() const;

    /// Patches, applies, and puts the change on record. No `expected` revision: whatever it is.
    /// Fails with Busy where it is not the current one, otherwise as patchConfig().
    [[nodiscard]] Result<control::ConfigState> change(std::optional<std::uint64_t> expected,
                                                      const nlohmann::json &mergePatch,
                                                      const control::Origin &origin);

    [[nodiscard]] control::Hello hello() const override;
    [[nodiscard]] Metrics metrics() const override;
    [[nodiscard]] control::ConfigState configState() const override;
    [[nodiscard]] std::vector<control::LoggerInfo> loggers() const override;
    [[nodiscard]] std::variant<control::ConfigState, control::RpcError>
    patch(std::optional<std::uint64_t> revision, const nlohmann::json &mergePatch,
          const control::Origin &origin) override;
    void report(const Error &error) override;

    /// The backend of this process's recorder; null where none runs.
    [[nodiscard]] static std::shared_ptr<Backend> runningBackend();

private:
    Session(Config config, RecorderOptions options, sinks::InstanceLock lock);
    [[nodiscard]] Result<void> open();
    [[nodiscard]] journal::Journal *openJournal();
    void describe(const Config &config);
    void startControl();
    void applyToFront(const Config &config) const;
    [[nodiscard]] bool inForkedChild() const;

    std::uint32_t m_pid;
    Timestamp m_started;
    sinks::InstanceLock m_lock;
    std::vector<std::shared_ptr<Output>> m_outputs;
    Hooks m_hookFunctions;
    std::shared_ptr<ErrorReporter> m_reporter;
    journal::Journal *m_journal = nullptr; ///< the process's; null: nothing survives it
    std::shared_ptr<Backend> m_backend;
    std::shared_ptr<hooks::HookThread> m_hooks;
    std::thread m_thread;
    std::unique_ptr<control::Server> m_server;
    std::optional<DrainResult> m_stopped;

    mutable std::mutex m_configMutex;
    Config m_config;              // guarded by m_configMutex
    std::uint64_t m_revision = 1; // guarded by m_configMutex
};

} // namespace tapewatch::backend
