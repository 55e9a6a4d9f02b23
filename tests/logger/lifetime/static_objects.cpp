// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/lifetime/program.h"

#include <optional>

using namespace tapewatch;
using namespace tapewatch::test;

// Objects that log in their destructors: static ones before and behind the end of a recorder that is one
// itself, and one of a thread, behind the end of the thread's ring.

namespace {

struct SaysGoodbye {
    const char *words;
    ~SaysGoodbye() { TW_INFO(logger("goodbye"), "{}", words); }
};

SaysGoodbye behind{"behind the recorder's end"};
std::optional<Recorder> recorder;
SaysGoodbye before{"before the recorder's end"};

void logBehindTheRing()
{
    thread_local SaysGoodbye last{"behind the thread's ring"};
    TW_INFO(logger("goodbye"), "in a thread, before {}", last.words);
}

} // namespace

int main(int, char **argv)
{
    dieWithParent();
    auto started = Recorder::start(configIn(argv[1]));
    if (!started.ok())
        return 1;
    recorder.emplace(std::move(*started));
    TW_INFO(logger("goodbye"), "in main");
    std::thread(logBehindTheRing).join();
    return 0;
}
