// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>
#include <tapewatch/logger.h>

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace tapewatch::journal {
class DictionaryWriter;
}

namespace tapewatch::front {

/// Lowest level wanted beside the files: by the console and by other outputs.
struct OutputLevels {
    Level lowest = Level::Off;
};

/// Every logger of the process, and what of each is wanted. Loggers are added and never freed.
class LoggerRegistry {
public:
    /// Never destroyed: destructors of static objects may log.
    [[nodiscard]] static LoggerRegistry &instance();

    [[nodiscard]] detail::LoggerNode *find(std::string_view name, std::string_view category,
                                           std::string_view context);

    /// Gives every category of `config` its index; the names by index.
    std::vector<std::string> defineCategories(const Config &config);

    /// Recomputes every threshold from `config`. Any thread; takes effect with each logger's next call.
    void apply(const Config &config, OutputLevels outputs);

    /// No recorder runs: everything is below its threshold.
    void disable();

    /// Category names by the index that records carry: the four built in, then the program's own as
    /// configurations named them. An index keeps its name while the process lives.
    [[nodiscard]] std::vector<std::string> categories() const;

    /// Appends pointers to the loggers that `known` lacks; known[id - 1] has `id`.
    void refresh(std::vector<const detail::LoggerNode *> &known) const;

    /// Names of all loggers, sorted, each once.
    [[nodiscard]] std::vector<std::string> names() const;

    /// Writes every logger, and from now on each new one before it is used. Null: no longer.
    void publishTo(journal::DictionaryWriter *writer);

    void lockForFork() { m_mutex.lock(); }
    void unlockAfterFork() { m_mutex.unlock(); }

private:
    LoggerRegistry();
    void publish(const detail::LoggerNode &node) const; // m_mutex held
    void applyTo(detail::LoggerNode &node);             // m_mutex held
    [[nodiscard]] std::uint8_t heldBackFrom(const std::string &category,
                                            std::uint8_t own) const;       // m_mutex held
    [[nodiscard]] std::uint8_t categoryIndex(std::string_view name) const; // m_mutex held

    mutable std::mutex m_mutex;
    std::map<std::tuple<std::string, std::string, std::string>, detail::LoggerNode *> m_nodes;
    std::vector<detail::LoggerNode *> m_byId;
    journal::DictionaryWriter *m_writer = nullptr;
    /// By the index that records carry: the four built in, then the program's own as configurations named
    /// them. An index keeps its name while the process lives.
    std::vector<std::string> m_categories;
    Config m_config;
    bool m_enabled = false;
};

} // namespace tapewatch::front
