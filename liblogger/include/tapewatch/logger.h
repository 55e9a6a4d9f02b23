// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/field.h>
#include <tapewatch/format/error.h>
#include <tapewatch/format/level.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace tapewatch {

namespace detail {

/// One logger name in one category with one bound context. Made once, never freed: a handle is a pointer.
struct LoggerNode {
    /// Records below this go nowhere: no file, no console, no output, no backtrace wants them. Level::Off
    /// while no recorder runs.
    std::atomic<std::uint8_t> threshold{static_cast<std::uint8_t>(Level::Off)};
    /// Records below this, but not below `threshold`, are for the backtrace only (detail::kHeldBack).
    std::atomic<std::uint8_t> written{static_cast<std::uint8_t>(Level::Off)};
    std::atomic<std::uint8_t> category{0}; ///< index of the category; its name is `categoryName`
    std::uint32_t id = 0;
    std::string name;
    std::string categoryName;
    std::string context; ///< encoded fields (detail/value_codec.h)
};

[[nodiscard]] LoggerNode *findNode(std::string_view name, std::string_view category,
                                   std::string_view context);

} // namespace detail

/// A handle to a named logger. Copy it freely, keep it in members, use it from any thread.
///
/// Names are dotted ("exchange.binance.ws"); a logger has the level of its own entry in the configuration or
/// of its nearest ancestor's. A default-constructed handle logs nothing.
class Logger {
public:
    Logger() = default;

    [[nodiscard]] std::string_view name() const { return m_node ? std::string_view(m_node->name) : ""; }

    /// Whether a record of `level` would go anywhere: one relaxed load.
    [[nodiscard]] bool enabled(Level level) const
    {
        return m_node != nullptr &&
               static_cast<std::uint8_t>(level) >= m_node->threshold.load(std::memory_order_relaxed);
    }

    /// The logger "<name>.<child>", in the same category and with the same bound fields.
    [[nodiscard]] Logger child(std::string_view childName) const;

    /// The same logger, writing to `category`. A category the configuration does not name goes to `main`.
    [[nodiscard]] Logger in(std::string_view category) const;

    /// The same logger with fields that every record of the handle carries:
    ///     auto log = tapewatch::logger("strategy").with("symbol"_f = "BTCUSDT");
    /// Equal fields share one entry; each distinct set costs memory for the life of the process, so bind what
    /// names a part of the program and use a ScopedContext or call-site fields for what changes with every
    /// order.
    template <typename... Fields>
    [[nodiscard]] Logger with(const Fields &...fields) const
    {
        return withEncoded(detail::encodeFields(fields...));
    }

    [[nodiscard]] detail::LoggerNode *node() const { return m_node; }

private:
    friend Logger logger(std::string_view name);
    explicit Logger(detail::LoggerNode *node)
        : m_node(node)
    {
    }
    [[nodiscard]] Logger withEncoded(const std::string &fields) const;

    detail::LoggerNode *m_node = nullptr;
};

/// The logger of this name ("" is the root). Works before a recorder starts and after it stopped; it logs
/// nothing then. A name that is not isValidLoggerName() has its bad characters replaced by `_`.
[[nodiscard]] Logger logger(std::string_view name);

} // namespace tapewatch
