// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "control/server.h"

#include <tapewatch/format/config.h>

#include <atomic>
#include <mutex>
#include <stdexcept>

namespace tapewatch::test {

/// A recorder that only has a configuration.
class FakeHost final : public control::Host {
public:
    struct Change {
        nlohmann::json patch;
        control::Origin origin;
    };

    [[nodiscard]] control::Hello hello() const override
    {
        control::Hello hello;
        hello.bot = hello.instance = "alpha";
        hello.pid = 4711;
        hello.version = "0.1.0";
        hello.directory = "/" + std::string(directoryBytes, 'd');
        return hello;
    }

    [[nodiscard]] Metrics metrics() const override
    {
        if (throwing == 1)
            throw std::runtime_error("out of ink");
        if (throwing == 2)
            throw 42;
        Metrics metrics;
        metrics.written = 343;
        return metrics;
    }

    [[nodiscard]] control::ConfigState configState() const override
    {
        const std::lock_guard lock(m_mutex);
        return {m_revision, configToJson(m_config)};
    }

    [[nodiscard]] std::vector<control::LoggerInfo> loggers() const override
    {
        return {{"", Level::Info, Level::Info}, {"strategy", Level::Info, std::nullopt}};
    }

    [[nodiscard]] std::variant<control::ConfigState, control::RpcError>
    patch(std::optional<std::uint64_t> revision, const nlohmann::json &mergePatch,
          const control::Origin &origin) override
    {
        const std::lock_guard lock(m_mutex);
        m_changes.push_back({mergePatch, origin});
        if (revision && *revision != m_revision)
            return control::RpcError{
                control::RpcCode::RevisionConflict, "changed meanwhile", {{"revision", m_revision}}};
        auto changed = patchConfig(m_config, mergePatch);
        if (!changed) {
            const Error &error = changed.error();
            return control::RpcError{control::RpcCode::ConfigRefused,
                                     error.what,
                                     {{"pointer", error.pointer}, {"why", error.why}, {"hint", error.hint}}};
        }
        m_config = std::move(*changed);
        return control::ConfigState{++m_revision, configToJson(m_config)};
    }

    void report(const Error &error) override
    {
        const std::lock_guard lock(m_mutex);
        m_reports.push_back(error);
    }

    /// Everything that was asked of patch().
    [[nodiscard]] std::vector<Change> changes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_changes;
    }
    [[nodiscard]] std::vector<Error> reports() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reports;
    }

    std::atomic<int> throwing = 0;               ///< metrics(): 1 a std::exception, 2 an int
    std::atomic<std::size_t> directoryBytes = 0; ///< makes the answer to hello longer

private:
    mutable std::mutex m_mutex;
    Config m_config;
    std::uint64_t m_revision = 1;
    std::vector<Change> m_changes;
    std::vector<Error> m_reports;
};

} // namespace tapewatch::test
