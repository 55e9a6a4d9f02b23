// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/persist.h"

#include "backend/router.h"
#include "format/suggestion.h"

#include <numeric>

namespace tapewatch::backend {

namespace {

std::string cannot(std::string_view category)
{
    return "Cannot bring the records of " + detail::inQuotes(category) + " to the disk";
}

Error unknownCategory(const PersistRequest &request, const Router &router)
{
    const std::vector<std::string_view> names = router.categories();
    return {Error::Code::NotFound,
            cannot(request.category),
            "there is no such category: they are " + detail::commaSeparated(names),
            detail::didYouMean(request.category, names),
            {}};
}

Error disabled(const PersistRequest &request)
{
    return {Error::Code::InvalidArgument,
            cannot(request.category),
            "the category is disabled, its records are written nowhere",
            "Set `categories." + std::string(request.category) + ".enabled`",
            {}};
}

} // namespace

bool advance(PersistRequest &request, Router &router, bool complete)
{
    if (request.outcome)
        return false;
    const auto index = router.indexOf(request.category);
    sinks::FileSink *sink = index ? router.sink(*index) : nullptr;
    if (sink == nullptr) {
        request.outcome = index ? disabled(request) : unknownCategory(request, router);
        return false;
    }
    const CategoryMetrics &metrics = sink->metrics();
    request.refused = std::accumulate(metrics.dropped.begin(), metrics.dropped.end(), std::uint64_t{0});
    request.fault = metrics.lastError;
    request.onTheWay = request.target.value_or(sink->lastSeq()) - sink->durableSeq();
    if (request.target) {
        request.outcome = sink->durable(*request.target);
        return false;
    }
    if (!complete)
        return false;
    request.target = sink->lastSeq();
    request.outcome = sink->durable(*request.target);
    if (!request.outcome)
        sink->demandSync();
    return !request.outcome.has_value();
}

Error lateError(const PersistRequest &request, std::uint64_t left, std::chrono::milliseconds limit)
{
    const std::string within = " within " + std::to_string(limit.count()) + " ms";
    return {request.fault.empty() ? Error::Code::Timeout : Error::Code::Io,
            std::to_string(left) + " records of " + detail::inQuotes(request.category) +
                " are not on the disk yet",
            request.fault.empty() ? "the disk did not take them" + within : request.fault,
            request.fault.empty() ? "They are on their way: ask again, or give it more time" : "",
            {}};
}

Error refusedError(std::string_view category, std::uint64_t count)
{
    return {Error::Code::Io,
            std::to_string(count) + " records of " + detail::inQuotes(category) + " are not on the disk",
            "they were refused since this thread last asked, because rings or memory were full",
            "What was kept is on the disk. The file has a record that tells what is missing",
            {}};
}

Error noRecorderError(std::string_view category)
{
    return {Error::Code::NotFound,
            cannot(category),
            "no recorder runs in this process",
            "Start one with Recorder::start(), and ask before it stops",
            {}};
}

} // namespace tapewatch::backend
