// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// What a call costs the thread that makes it: bursts of 20 calls with 1 ms between, each call timed by the
// time stamp counter on the caller's thread; spdlog's async logger beside ours in the same run.
//
//   bench_call [--bursts N] [--json]
#include "bench/report.h"

#include <tapewatch/tapewatch.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using namespace tapewatch::literals;
using tapewatch::bench::Report;
using tapewatch::detail::readTicks;

constexpr int kBurst = 20;

struct Arguments {
    const char *action = "BUY";
    std::string symbol = "BTCUSDT";
    int quantity = 12;
    double price = 50000.5;
    std::uint64_t id = 1;
};

double nanosecondsPerTick()
{
    const auto begin = std::chrono::steady_clock::now();
    const std::uint64_t first = readTicks();
    std::this_thread::sleep_for(100ms);
    const std::uint64_t last = readTicks();
    const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - begin;
    return elapsed.count() / static_cast<double>(last - first);
}

/// Ticks of every call of one thread.
template <typename Call>
std::vector<std::uint64_t> timeCalls(int bursts, Call call)
{
    Arguments arguments;
    std::vector<std::uint64_t> ticks;
    ticks.reserve(static_cast<std::size_t>(bursts) * kBurst);
    for (int i = 0; i < kBurst; ++i) // the thread's first calls are set-up
        call(arguments);
    for (int b = 0; b < bursts; ++b) {
        std::this_thread::sleep_for(1ms);
        for (int i = 0; i < kBurst; ++i, ++arguments.id) {
            const std::uint64_t begin = readTicks();
            call(arguments);
            ticks.push_back(readTicks() - begin);
        }
    }
    return ticks;
}

template <typename Call>
void measure(Report &report, const std::string &name, int threads, int bursts, double nsPerTick, Call call)
{
    std::vector<std::vector<std::uint64_t>> all(static_cast<std::size_t>(threads));
    std::vector<std::thread> workers;
    for (auto &mine : all)
        workers.emplace_back([&] { mine = timeCalls(bursts, call); });
    std::vector<std::uint64_t> ticks;
    for (std::size_t i = 0; i < workers.size(); ++i) {
        workers[i].join();
        ticks.insert(ticks.end(), all[i].begin(), all[i].end());
    }
    std::sort(ticks.begin(), ticks.end());
    const auto at = [&](double share) {
        return static_cast<double>(
                   ticks[static_cast<std::size_t>(static_cast<double>(ticks.size() - 1) * share)]) *
               nsPerTick;
    };
    const std::string suffix = name + "_" + std::to_string(threads) + "t";
    report.add("call_p50_ns_" + suffix, at(0.5), "ns");
    report.add("call_p99_ns_" + suffix, at(0.99), "ns");
    report.add("call_p999_ns_" + suffix, at(0.999), "ns");
}

} // namespace

int main(int argc, char **argv)
{
    Report report("What a call costs its thread", argc, argv);
    const int bursts = std::stoi(tapewatch::bench::option(argc, argv, "--bursts", "2000"));
    const auto folder = std::filesystem::temp_directory_path() / ("bench_call." + std::to_string(getpid()));
    const double nsPerTick = nanosecondsPerTick();

    tapewatch::Config config;
    config.bot = "bench";
    config.directory = folder;
    auto recorder = tapewatch::Recorder::start(config);
    if (!recorder) {
        std::fprintf(stderr, "%s\n", recorder.error().text().c_str());
        return 1;
    }
    const auto log = tapewatch::logger("bench");
    auto theirs = std::make_shared<spdlog::async_logger>(
        "bench", std::make_shared<spdlog::sinks::basic_file_sink_mt>((folder / "spdlog.log").string()),
        std::make_shared<spdlog::details::thread_pool>(8192, 1));

    report.add(
        "timer_p50_ns",
        [&] {
            std::vector<std::uint64_t> ticks(10'000);
            for (std::uint64_t &t : ticks) {
                const std::uint64_t begin = readTicks();
                t = readTicks() - begin;
            }
            std::sort(ticks.begin(), ticks.end());
            return static_cast<double>(ticks[ticks.size() / 2]) * nsPerTick;
        }(),
        "ns");
    for (const int threads : {1, 4}) {
        measure(report, "tapewatch", threads, bursts, nsPerTick, [&](const Arguments &a) {
            TW_INFO(log, "order {} {} qty={} px={} id={}", a.action, a.symbol, a.quantity, a.price, a.id);
        });
        measure(report, "tapewatch_disabled", threads, bursts, nsPerTick, [&](const Arguments &a) {
            TW_DEBUG(log, "order {} {} qty={} px={} id={}", a.action, a.symbol, a.quantity, a.price, a.id);
        });
        measure(report, "spdlog_async", threads, bursts, nsPerTick, [&](const Arguments &a) {
            theirs->info("order {} {} qty={} px={} id={}", a.action, a.symbol, a.quantity, a.price, a.id);
        });
    }
    const auto end = recorder->stop(60s);
    theirs.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    report.print();
    return end.complete && end.dropped == 0 ? 0 : 1;
}
