// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/lifetime/program.h"

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string_view>

using namespace tapewatch;
using namespace tapewatch::test;

// Threads that log while main ends and exit handlers run. Prints how many records each was told are accepted:
// when the recorder is about to stop ("return"), or in the last exit handler of all, for the recorder is
// never stopped ("exit").

namespace {

constexpr std::uint64_t kEnough = 500;

void printCounts()
{
    for (const auto &count : logged)
        std::printf("%llu ", static_cast<unsigned long long>(count.load()));
    std::fflush(stdout);
}

void lastHandler()
{
    waitForMore(kEnough);
    printCounts();
}

} // namespace

int main(int, char **argv)
{
    dieWithParent();
    const bool exits = std::string_view(argv[2]) == "exit";
    if (exits)
        std::atexit(lastHandler);
    auto recorder = Recorder::start(configIn(argv[1]));
    if (!recorder.ok())
        return 1;
    for (std::size_t thread = 0; thread < kThreads; ++thread)
        std::thread([thread] { count(thread, std::numeric_limits<std::uint64_t>::max()); }).detach();
    waitForMore(kEnough);
    if (exits)
        std::exit(0);
    printCounts();
    return 0;
}
