// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/lifetime/program.h"

#include <limits>
#include <string>

using namespace tapewatch;
using namespace tapewatch::test;

// Recorders one after the other in one process, each with another configuration, while four threads log on.

namespace {

constexpr std::uint64_t kEach = 500;

bool runOnce(const Config &config, const std::string &name)
{
    auto recorder = Recorder::start(config);
    if (!recorder.ok())
        return false;
    TW_INFO(logger("main"), "{} begins", name);
    waitForMore(kEach);
    TW_INFO(logger("main"), "{} ends", name);
    const bool complete = recorder->stop(std::chrono::minutes(1)).complete;
    TW_CRITICAL(logger("main"), "between recorders");
    return complete;
}

} // namespace

int main(int, char **argv)
{
    dieWithParent();
    TW_INFO(logger("main"), "before any");
    for (std::size_t thread = 0; thread < kThreads; ++thread)
        std::thread([thread] { count(thread, std::numeric_limits<std::uint64_t>::max()); }).detach();

    Config config = configIn(argv[1]);
    if (!runOnce(config, "first"))
        return 1;
    if (!runOnce(config, "second"))
        return 2;
    config.bot = "beta";
    config.queue.ringBytes = 64 * 1024;
    config.categories["extra"].rotation.maxBytes = 1024 * 1024;
    config.repeats.after = 10;
    config.backtrace.records = 10;
    if (!runOnce(config, "third"))
        return 3;
    config.bot = "gamma";
    config.queue.crashSafe = false;
    return runOnce(config, "fourth") ? 0 : 4;
}
