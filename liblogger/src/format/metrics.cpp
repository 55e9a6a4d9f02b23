// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/format/metrics.h>

#include "format/json_cursor.h"
#include "format/utf8.h"

namespace tapewatch {

namespace {

using detail::JsonCursor;
using nlohmann::json;
using LevelCounts = std::array<std::uint64_t, kLevelCount>;

json toJson(const LevelCounts &counts)
{
    json object = json::object();
    for (std::size_t i = 0; i < counts.size(); ++i)
        object[std::string(kLevelNames[i])] = counts[i];
    return object;
}

json toJson(const CategoryMetrics &category)
{
    return {
        {"name", category.name},
        {"file", detail::repairedUtf8(category.file)},
        {"written", category.written},
        {"bytes", category.bytes},
        {"rotations", category.rotations},
        {"pending_bytes", category.pendingBytes},
        {"by_level", toJson(category.byLevel)},
        {"dropped", toJson(category.dropped)},
        {"last_error", detail::repairedUtf8(category.lastError)},
    };
}

void readCounts(const JsonCursor &at, LevelCounts &target)
{
    if (!at.isObject())
        return;
    for (std::size_t i = 0; i < target.size(); ++i)
        at.required(kLevelNames[i], target[i], detail::readUint64);
}

void readCategory(const JsonCursor &at, CategoryMetrics &target)
{
    if (!at.isObject())
        return;
    at.required("name", target.name, detail::readString);
    at.required("file", target.file, detail::readString);
    at.required("written", target.written, detail::readUint64);
    at.required("bytes", target.bytes, detail::readUint64);
    at.required("rotations", target.rotations, detail::readUint64);
    at.required("pending_bytes", target.pendingBytes, detail::readUint64);
    at.required("by_level", target.byLevel, readCounts);
    at.required("dropped", target.dropped, readCounts);
    at.required("last_error", target.lastError, detail::readString);
}

void readCategories(const JsonCursor &at, std::vector<CategoryMetrics> &target)
{
    at.eachElement([&target](const JsonCursor &element) { readCategory(element, target.emplace_back()); });
}

} // namespace

json toJson(const Metrics &metrics)
{
    json categories = json::array();
    for (const CategoryMetrics &category : metrics.categories)
        categories.push_back(toJson(category));
    return {
        {"taken", toRfc3339(metrics.taken)},
        {"started", toRfc3339(metrics.started)},
        {"written", metrics.written},
        {"dropped", metrics.dropped},
        {"folded", metrics.folded},
        {"blocked_calls", metrics.blockedCalls},
        {"queued_bytes", metrics.queuedBytes},
        {"threads", metrics.threads},
        {"categories", std::move(categories)},
    };
}

Result<Metrics> metricsFromJson(const json &json)
{
    detail::Faults faults{Error::Code::Corrupt, {}};
    const JsonCursor root(json, faults);
    Metrics metrics;
    if (root.isObject()) {
        root.required("taken", metrics.taken, detail::readTimestamp);
        root.required("started", metrics.started, detail::readTimestamp);
        root.required("written", metrics.written, detail::readUint64);
        root.required("dropped", metrics.dropped, detail::readUint64);
        root.member("folded", metrics.folded, detail::readUint64); // bots of before do not say
        root.required("blocked_calls", metrics.blockedCalls, detail::readUint64);
        root.required("queued_bytes", metrics.queuedBytes, detail::readUint64);
        root.required("threads", metrics.threads, detail::readUint32);
        root.required("categories", metrics.categories, readCategories);
    }
    return faults.first ? Result<Metrics>(*faults.first) : Result<Metrics>(std::move(metrics));
}

} // namespace tapewatch
