// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// What a call costs the thread that makes it: bursts of 20 calls with 1 ms between, each call timed by the
// time stamp counter on the caller's thread; one and four threads; the other loggers in the same run.
//
//   bench_call [--rounds N] [--bursts N] [--json]
#include "bench/loggers/candidate.h"
#include "bench/report.h"
#include "bench/rounds.h"

#include <tapewatch/tapewatch.h>

#include <chrono>
#include <thread>

namespace {

using namespace std::chrono_literals;
using namespace tapewatch::bench;
using tapewatch::detail::readTicks;

double nanosecondsPerTick()
{
    const auto begin = std::chrono::steady_clock::now();
    const std::uint64_t first = readTicks();
    std::this_thread::sleep_for(100ms);
    const std::uint64_t last = readTicks();
    const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - begin;
    return elapsed.count() / static_cast<double>(last - first);
}

double quantile(const std::vector<std::uint64_t> &sorted, double share)
{
    return static_cast<double>(
        sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share)]);
}

struct Quantiles {
    double p50 = 0;
    double p99 = 0;
    double p999 = 0;
    double warm = 0; ///< a call of the second half of a burst
};

/// In ticks.
Quantiles timeCalls(const Candidate &candidate, const std::filesystem::path &folder, int threads, int bursts)
{
    const auto running = candidate.start(folder, Layout::Text, Purpose::Calls);
    std::vector<BurstTimes> each(static_cast<std::size_t>(threads));
    std::vector<std::thread> workers;
    for (auto &mine : each)
        workers.emplace_back([&mine, &running, bursts] { mine = running->timeBursts(bursts); });
    BurstTimes ticks;
    for (std::size_t i = 0; i < workers.size(); ++i) {
        workers[i].join();
        ticks.calls.insert(ticks.calls.end(), each[i].calls.begin(), each[i].calls.end());
        ticks.tenCalls.insert(ticks.tenCalls.end(), each[i].tenCalls.begin(), each[i].tenCalls.end());
    }
    running->finish();
    std::sort(ticks.calls.begin(), ticks.calls.end());
    std::sort(ticks.tenCalls.begin(), ticks.tenCalls.end());
    return {quantile(ticks.calls, 0.5), quantile(ticks.calls, 0.99), quantile(ticks.calls, 0.999),
            quantile(ticks.tenCalls, 0.5) / 10};
}

double timerTicks()
{
    std::vector<std::uint64_t> ticks(10'000);
    for (std::uint64_t &t : ticks) {
        const std::uint64_t begin = readTicks();
        t = readTicks() - begin;
    }
    std::sort(ticks.begin(), ticks.end());
    return quantile(ticks, 0.5);
}

/// Ticks of a call below the logger's level, the loop included.
double disabledTicks(const std::filesystem::path &folder)
{
    const Order order;
    tapewatch::Config config;
    config.bot = "bench";
    config.directory = folder;
    auto recorder = tapewatch::Recorder::start(config);
    const auto log = tapewatch::logger("bench");
    constexpr int kCalls = 1'000'000;
    const std::uint64_t begin = readTicks();
    for (int i = 0; i < kCalls; ++i)
        TW_DEBUG(log, "order {} {} qty={} px={} id={}", order.side, order.symbol, order.quantity, order.price,
                 order.id);
    return recorder ? static_cast<double>(readTicks() - begin) / kCalls : -1;
}

} // namespace

int main(int argc, char **argv)
{
    Report report("What a call costs its thread", argc, argv);
    const int rounds = std::stoi(option(argc, argv, "--rounds", "15"));
    const int bursts = std::stoi(option(argc, argv, "--bursts", "400"));
    const double nsPerTick = nanosecondsPerTick();
    const ScratchFolder folder("bench_call");
    const std::vector<Candidate> all = candidates();

    Rounds ticks;
    for (int round = 0; round < rounds; ++round) {
        ticks.add("timer", timerTicks());
        ticks.add("disabled", inChild<double>([&] { return disabledTicks(folder.path()); }));
        for (const int threads : {1, 4})
            for (const Candidate &candidate : all) {
                const auto run = [&] { return timeCalls(candidate, folder.path(), threads, bursts); };
                const auto measured = inChild<Quantiles>(run);
                const std::string suffix = candidate.name + "_" + std::to_string(threads) + "t";
                ticks.add("p50_ns_" + suffix, measured.p50);
                ticks.add("p99_ns_" + suffix, measured.p99);
                ticks.add("p999_ns_" + suffix, measured.p999);
                ticks.add("warm_ns_" + suffix, measured.warm);
            }
    }

    report.add("timer_p50_ns", ticks.median("timer") * nsPerTick, "ns");
    report.add("disabled_ns_tapewatch", ticks.median("disabled") * nsPerTick, "ns");
    for (const int threads : {1, 4})
        for (const Candidate &candidate : all)
            for (const char *figure : {"p50_ns_", "p99_ns_", "p999_ns_", "warm_ns_"}) {
                const std::string name = figure + candidate.name + "_" + std::to_string(threads) + "t";
                report.add("call_" + name, ticks.median(name) * nsPerTick, "ns");
            }
    report.print();
}
