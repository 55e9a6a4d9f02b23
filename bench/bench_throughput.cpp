// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// Lines a second until everything is in the file, nothing dropped: text and JSON lines (five fields), one and
// four threads; spdlog's async logger beside ours in the same run.
//
//   bench_throughput [--lines N] [--json]
#include "bench/report.h"

#include <tapewatch/tapewatch.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
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
using Clock = std::chrono::steady_clock;

/// Runs `body(n)` for n in [0, lines) shared among `threads`, then `finish`; lines a second.
template <typename Body, typename Finish>
double linesPerSecond(int threads, int lines, Body body, Finish finish)
{
    const auto begin = Clock::now();
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([=] {
            for (int n = t; n < lines; n += threads)
                body(n);
        });
    for (std::thread &worker : workers)
        worker.join();
    finish();
    return lines / std::chrono::duration<double>(Clock::now() - begin).count();
}

double residentMegabytes()
{
    std::ifstream statm("/proc/self/statm");
    long size = 0;
    long resident = 0;
    statm >> size >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

tapewatch::Config configFor(const std::filesystem::path &folder, tapewatch::Layout layout)
{
    tapewatch::Config config;
    config.bot = "bench";
    config.directory = folder;
    auto &main = config.categories["main"];
    main.layout = layout;
    main.rotation.maxBytes = 0;
    main.overflow = tapewatch::OverflowPolicy::Block;
    main.blockFor = 60s;
    return config;
}

const std::string kSymbol = "BTCUSDT";

/// `figure` for 1 and 4 threads, our recorder; each run must have written every line.
template <typename Body>
void measureOurs(Report &report, const std::string &figure, tapewatch::Layout layout, int lines, Body body)
{
    for (const int threads : {1, 4}) {
        const auto folder =
            std::filesystem::temp_directory_path() / ("bench_throughput." + std::to_string(getpid()));
        auto recorder = tapewatch::Recorder::start(configFor(folder, layout));
        if (!recorder) {
            std::fprintf(stderr, "%s\n", recorder.error().text().c_str());
            std::exit(1);
        }
        tapewatch::DrainResult end;
        const double rate = linesPerSecond(threads, lines, body, [&] { end = recorder->stop(300s); });
        if (!end.complete || end.dropped != 0) {
            std::fprintf(stderr, "lost records: %llu dropped\n",
                         static_cast<unsigned long long>(end.dropped));
            std::exit(1);
        }
        report.add(figure + "_tapewatch_" + std::to_string(threads) + "t", rate, "lines/s");
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
}

void measureSpdlog(Report &report, int lines)
{
    for (const int threads : {1, 4}) {
        const auto file =
            std::filesystem::temp_directory_path() / ("bench_spdlog." + std::to_string(getpid()));
        auto pool = std::make_shared<spdlog::details::thread_pool>(8192, 1);
        auto log = std::make_shared<spdlog::async_logger>(
            "bench", std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()), pool);
        const double rate = linesPerSecond(
            threads, lines,
            [&](int n) { log->info("order {} {} qty={} px={} id={}", "BUY", kSymbol, 12, 50000.5, n); },
            [&] {
                log.reset();
                pool.reset(); // joins its thread once the queue is empty
            });
        report.add("text_lines_per_s_spdlog_async_" + std::to_string(threads) + "t", rate, "lines/s");
        std::filesystem::remove(file);
    }
}

} // namespace

int main(int argc, char **argv)
{
    Report report("Lines until everything is in the file", argc, argv);
    const int lines = std::stoi(tapewatch::bench::option(argc, argv, "--lines", "1000000"));
    const auto log = tapewatch::logger("bench");
    measureOurs(report, "text_lines_per_s", tapewatch::Layout::Text, lines, [&](int n) {
        TW_INFO(log, "order {} {} qty={} px={} id={}", "BUY", kSymbol, 12, 50000.5, n);
    });
    measureOurs(report, "json_lines_per_s", tapewatch::Layout::Json, lines, [&](int n) {
        TW_INFO(log, "order placed", "side"_f = "BUY", "symbol"_f = kSymbol, "qty"_f = 12,
                "price"_f = 50000.5, "id"_f = n);
    });
    report.add("rss_mb_tapewatch", residentMegabytes(), "MB");
    measureSpdlog(report, lines);
    report.print();
}
