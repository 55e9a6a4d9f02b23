// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// What a logger costs a bot that logs nothing: processor time of the whole process, in percent of a core.
//
//   bench_idle [--seconds N] [--json]
#include "bench/loggers/candidate.h"
#include "bench/report.h"
#include "bench/rounds.h"

#include <chrono>
#include <ctime>
#include <thread>

namespace {

using namespace tapewatch::bench;

double processSeconds()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double percentOfCore(const Candidate &candidate, const std::filesystem::path &folder, int seconds)
{
    const auto running = candidate.start(folder, Layout::Text, Purpose::Calls);
    running->logText({0, 1, 1000});
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double before = processSeconds();
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    const double used = processSeconds() - before;
    running->finish();
    return 100 * used / seconds;
}

} // namespace

int main(int argc, char **argv)
{
    Report report("Processor time of a logger that has nothing to do", argc, argv);
    const int seconds = std::stoi(option(argc, argv, "--seconds", "5"));
    const ScratchFolder folder("bench_idle");
    for (const Candidate &candidate : candidates())
        report.add("idle_percent_" + candidate.name,
                   inChild<double>([&] { return percentOfCore(candidate, folder.path(), seconds); }),
                   "percent");
    report.print();
}
