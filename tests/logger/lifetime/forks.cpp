// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "logger/lifetime/program.h"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace tapewatch::test;

// A bot that forks while four of its threads log.

namespace {

constexpr std::uint64_t kRecords = 5'000;
constexpr int kChildren = 40;

std::optional<Recorder> recorder; // static: a child that calls exit() destroys it

/// Exit status of a child that runs `work`.
int inChild(const std::function<int()> &work)
{
    const pid_t child = fork();
    if (child == 0) {
        dieWithParent();
        std::exit(work());
    }
    int status = -1;
    waitpid(child, &status, 0);
    return status;
}

int silentChild(int number)
{
    TW_INFO(logger("child"), "nobody hears this");
    const ScopedContext context("child"_f = number);
    TW_CRITICAL(logger("child").child("own"), "nor this");
    if (number % 2 == 0)
        _exit(0); // without exit handlers
    return static_cast<int>(recorder->metrics().written + recorder->flush(std::chrono::seconds(1)).left);
}

int childWithItsOwn(const char *folder)
{
    Config config = configIn(folder);
    config.bot = "child";
    auto own = Recorder::start(config);
    TW_INFO(logger("child"), "with a recorder of its own");
    return own.ok() && own->stop(std::chrono::minutes(1)).complete ? 0 : 1;
}

int forkWhileLogging(const char *folder)
{
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([thread] { count(thread, kRecords); });
    waitForMore(1);
    int failures = 0;
    for (int number = 0; number < kChildren; ++number)
        failures += inChild([number] { return silentChild(number); }) != 0;
    failures += inChild([folder] { return childWithItsOwn(folder); }) != 0;
    for (std::thread &thread : threads)
        thread.join();
    return failures + !recorder->stop(std::chrono::minutes(1)).complete;
}

int forkAndExec(const char *self, const char *folder)
{
    const int status = inChild([&] { return execl(self, self, folder, "executed", nullptr); });
    TW_INFO(logger("parent"), "behind it");
    return status + !recorder->stop(std::chrono::minutes(1)).complete;
}

/// What a program finds that a child of a bot was replaced by: nothing of the bot, not even its files open.
int executed(const char *folder)
{
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone; // the one of this very loop
        const std::string target = std::filesystem::read_symlink(entry.path(), gone).string();
        if (target.starts_with(folder) || target.find("/crash") != std::string::npos)
            return 2;
    }
    auto own = Recorder::start(configIn(folder));
    TW_INFO(logger("executed"), "has its own");
    return own.ok() && own->instance() != "alpha" && own->stop(std::chrono::minutes(1)).complete ? 0 : 3;
}

/// Dies, and leaves a child behind that lives until its standard input is closed.
int leaveOrphan()
{
    TW_INFO(logger("parent"), "last words");
    std::array<int, 2> ready{};
    if (pipe(ready.data()) != 0)
        return 1;
    char byte = 0;
    if (fork() == 0) {
        [[maybe_unused]] const auto told = write(ready[1], &byte, 1);
        [[maybe_unused]] const auto heard = read(STDIN_FILENO, &byte, 1);
        _exit(0);
    }
    if (read(ready[0], &byte, 1) == 1)
        raise(SIGKILL);
    return 1;
}

} // namespace

int main(int, char **argv)
{
    dieWithParent();
    const std::string what = argv[2];
    if (what == "executed")
        return executed(argv[1]);
    Config config = configIn(argv[1]);
    config.control.enabled = true;
    auto started = Recorder::start(config);
    if (!started.ok())
        return 1;
    recorder.emplace(std::move(*started));
    if (what == "while logging")
        return forkWhileLogging(argv[1]);
    if (what == "and exec")
        return forkAndExec(argv[0], argv[1]);
    return leaveOrphan();
}
