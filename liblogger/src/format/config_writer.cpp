// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/config_names.h"
#include "format/utf8.h"

#include <tapewatch/format/config.h>

#include <nlohmann/json.hpp>

namespace tapewatch {

namespace {

using nlohmann::json;

template <typename Value, typename Names>
std::string nameOf(Value value, const Names &names)
{
    return std::string(names[static_cast<std::size_t>(value)]);
}

std::string nameOf(const SyncConfig &sync)
{
    if (sync.when == SyncConfig::When::Interval)
        return formatMilliseconds(sync.every);
    return std::string(sync.when == SyncConfig::When::Always ? detail::kSyncAlways : detail::kSyncNever);
}

json toJson(const CategoryConfig &category)
{
    return {
        {"enabled", category.enabled},
        {"level", levelName(category.level)},
        {"layout", nameOf(category.layout, detail::kLayoutNames)},
        {"rotation",
         {{"max_bytes", formatBytes(category.rotation.maxBytes)},
          {"every", formatDuration(category.rotation.every)}}},
        {"retention",
         {{"max_files", category.retention.maxFiles},
          {"max_age", formatDuration(category.retention.maxAge)},
          {"max_bytes", formatBytes(category.retention.maxBytes)},
          {"min_free", formatBytes(category.retention.minFreeBytes)}}},
        {"overflow", nameOf(category.overflow, detail::kOverflowNames)},
        {"block_for", formatMilliseconds(category.blockFor)},
        {"compression", {{"enabled", category.compression.enabled}, {"level", category.compression.level}}},
        {"sync", nameOf(category.sync)},
        {"pending_bytes", formatBytes(category.pendingBytes)},
    };
}

} // namespace

json configToJson(const Config &config)
{
    json levels = json::object();
    for (const auto &[logger, level] : config.levels)
        levels[logger] = levelName(level);
    json categories = json::object();
    for (const auto &[name, category] : config.categories)
        categories[name] = toJson(category);
    return {
        {"version", 1},
        {"bot", config.bot},
        {"directory", detail::repairedUtf8(config.directory.string())}, // JSON has no other text
        {"levels", std::move(levels)},
        {"categories", std::move(categories)},
        {"console",
         {{"enabled", config.console.enabled},
          {"level", levelName(config.console.level)},
          {"color", nameOf(config.console.color, detail::kColorNames)}}},
        {"queue",
         {{"ring_bytes", formatBytes(config.queue.ringBytes)}, {"crash_safe", config.queue.crashSafe}}},
        {"repeats", {{"after", config.repeats.after}, {"window", formatDuration(config.repeats.window)}}},
        {"backtrace", {{"records", config.backtrace.records}, {"level", levelName(config.backtrace.level)}}},
        {"control", {{"enabled", config.control.enabled}}},
        {"redaction",
         {{"enabled", config.redaction.enabled},
          {"keys", config.redaction.keys},
          {"patterns", config.redaction.patterns},
          {"allow", config.redaction.allow}}},
    };
}

} // namespace tapewatch
