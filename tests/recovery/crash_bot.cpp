// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// A bot that logs as fast as it can from four threads until it dies, in the way that its third argument says;
// or one that only starts and stops, and so recovers what another left.

#include "recovery/crash_record.h"

#include <tapewatch/recovery.h>
#include <tapewatch/tapewatch.h>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace tapewatch;
using namespace tapewatch::literals;
using namespace std::chrono_literals;

namespace {

constexpr int kThreads = 4;
constexpr std::uint64_t kLargeEvery = 20'000;

std::atomic<bool> dieInBackend{false};

/// An output is called by the backend: what it does wrong is a crash inside the recorder's own thread.
class Trap final : public Output {
public:
    void write(const RecordView &) override
    {
        if (dieInBackend.load(std::memory_order_relaxed))
            std::raise(SIGSEGV);
    }
    void flush() override {}
};

Config configuration(const std::string &directory, const std::string &how)
{
    Config config;
    config.bot = "victim";
    config.directory = directory;
    config.levels[""] = Level::Trace;
    for (auto &[name, category] : config.categories) {
        category.rotation.maxBytes = how == "full" ? 4 * test::kDisk : 2'000'000;
        category.compression.enabled = true;
        category.overflow = OverflowPolicy::Block;
        category.blockFor = 60s;
    }
    return config;
}

test::CrashRecord *mapRecord(const char *path)
{
    const int fd = ::open(path, O_RDWR);
    void *base = fd < 0
                     ? MAP_FAILED
                     : ::mmap(nullptr, sizeof(test::CrashRecord), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    return base == MAP_FAILED ? nullptr : static_cast<test::CrashRecord *>(base);
}

void logUntil(std::uint64_t last, int thread, test::CrashRecord &record)
{
    const Logger main = logger("load.t" + std::to_string(thread));
    const Logger trades = main.in("trade");
    const Logger risk = main.child("risk");
    const std::string large(400'000, static_cast<char>('a' + thread));
    for (std::uint64_t n = 1; n <= last; ++n) {
        if (n % 3 == 0)
            TW_INFO(trades, "fill {}", n, "t"_f = thread, "n"_f = n, "price"_f = 50000.10_dec,
                    "symbol"_f = "BTCUSDT");
        else if (n % kLargeEvery == 1)
            TW_WARNING(risk, "large", "t"_f = thread, "n"_f = n, "text"_f = large);
        else
            TW_INFO(main, "record {} of {}", n, thread, "t"_f = thread, "n"_f = n, "px"_f = 1.5);
        record.returned[static_cast<std::size_t>(thread)].store(n, std::memory_order_release);
    }
}

/// No file of this process can be larger: its log ends in the middle of a line, and what comes then is
/// refused.
void fillTheDisk()
{
    const rlimit limit{test::kDisk, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, SIG_IGN);
}

/// Waits to be told, and dies. Being killed needs no help.
void die(const std::string &how)
{
    char byte = 0;
    if (::read(STDIN_FILENO, &byte, 1) != 1)
        ::pause();
    if (how == "segv")
        std::raise(SIGSEGV);
    if (how == "abort")
        std::abort();
    if (how == "exit")
        ::_exit(3);
    if (how == "backend")
        dieInBackend = true;
    if (how == "throw")
        throw std::runtime_error("nobody catches this");
    ::pause();
}

int recoverAll()
{
    int faults = 0;
    for (const CrashedProcess &process : crashedProcesses()) {
        const Recovery recovery = process.fault ? Recovery{process, 0, 0, process.fault} : recover(process);
        if (recovery.error) {
            std::cerr << recovery.error->text() << '\n';
            ++faults;
        }
    }
    return faults == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() != 3) {
        std::cerr << "crash_bot DIRECTORY RECORD kill|full|segv|abort|exit|backend|throw|start|recover\n";
        return 2;
    }
    const std::string &how = arguments[2];
    if (how == "recover")
        return recoverAll();
    RecorderOptions options;
    options.outputs.push_back(std::make_shared<Trap>());
    auto recorder = Recorder::start(configuration(arguments[0], how), std::move(options));
    if (!recorder) {
        std::cerr << recorder.error().text() << '\n';
        return 1;
    }
    if (how == "start")
        return recorder->stop(60s).complete ? 0 : 1;
    if (how == "full")
        fillTheDisk();
    test::CrashRecord *record = mapRecord(arguments[1].c_str());
    if (record == nullptr)
        return 1;
    std::vector<std::thread> threads;
    const std::uint64_t last = how == "full" ? test::kRecordsOnAFullDisk : ~std::uint64_t{0};
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back(logUntil, last, t, std::ref(*record));
    die(how);
}
