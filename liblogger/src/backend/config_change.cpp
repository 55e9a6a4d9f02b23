// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/config_change.h"

#include <tapewatch/log.h>

#include <nlohmann/json.hpp>

namespace tapewatch::backend {

namespace {

/// The part of `document` that `patch` touches; null where it had nothing.
nlohmann::json touched(const nlohmann::json &document, const nlohmann::json &patch)
{
    if (!patch.is_object())
        return document;
    nlohmann::json part = nlohmann::json::object();
    for (const auto &[key, value] : patch.items())
        part[key] = document.is_object() && document.contains(key) ? touched(document[key], value)
                                                                   : nlohmann::json(nullptr);
    return part;
}

} // namespace

void recordConfigChange(const nlohmann::json &before, const nlohmann::json &mergePatch,
                        std::uint64_t revision, const control::Origin &origin)
{
    using namespace literals;
    static detail::CallSite site{"configuration changed by {}: {}", __FILE__, __func__, __LINE__};
    const ComplianceEvent event{.rule = "config_change", .verdict = Verdict::Pass, .action = "applied"};
    const std::string after = mergePatch.dump();
    detail::submitEvent(site, logger("tapewatch"), event, origin.who, after, "who"_f = origin.who,
                        "reason"_f = origin.reason, "before"_f = touched(before, mergePatch).dump(),
                        "after"_f = after, "revision"_f = revision);
}

} // namespace tapewatch::backend
