// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// Lines a second until everything is in the file, nothing dropped: text, and JSON lines with five fields; one
// and four threads; the other loggers in the same run. And the memory they took for it.
//
//   bench_throughput [--rounds N] [--lines N] [--json]
#include "bench/loggers/candidate.h"
#include "bench/report.h"
#include "bench/rounds.h"

#include <chrono>
#include <fstream>
#include <sys/resource.h>
#include <thread>

namespace {

using namespace tapewatch::bench;
using Clock = std::chrono::steady_clock;

struct Run {
    int threads = 1;
    std::uint64_t lines = 0;
    Layout layout = Layout::Text;
};

struct Measured {
    double linesPerSecond = 0;
    double residentMegabytes = 0; ///< at its highest
};

Measured writeLines(const Candidate &candidate, const std::filesystem::path &folder, const Run &run)
{
    const auto running = candidate.start(folder, run.layout, Purpose::Throughput);
    const auto begin = Clock::now();
    std::vector<std::thread> workers;
    for (int t = 0; t < run.threads; ++t)
        workers.emplace_back([&running, &run, t] {
            const Share share{std::uint64_t(t), std::uint64_t(run.threads), run.lines};
            run.layout == Layout::Text ? running->logText(share) : running->logFields(share);
        });
    for (std::thread &worker : workers)
        worker.join();
    running->finish();
    const std::chrono::duration<double> elapsed = Clock::now() - begin;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return {static_cast<double>(run.lines) / elapsed.count(), static_cast<double>(usage.ru_maxrss) / 1024};
}

std::uint64_t linesIn(const std::filesystem::path &folder)
{
    std::uint64_t lines = 0;
    std::vector<char> block(1 << 20);
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        while (file.read(block.data(), std::ssize(block)), file.gcount() > 0)
            lines += std::uint64_t(std::count(block.begin(), block.begin() + file.gcount(), '\n'));
    }
    return lines;
}

/// In a process and a folder of its own. Ends the program where a line is missing.
Measured measure(const Candidate &candidate, const Run &run)
{
    const ScratchFolder folder("bench_throughput");
    const auto measured = inChild<Measured>([&] { return writeLines(candidate, folder.path(), run); });
    if (const std::uint64_t lines = linesIn(folder.path()); lines < run.lines) {
        std::fprintf(stderr, "%s lost %llu lines\n", candidate.name.c_str(),
                     static_cast<unsigned long long>(run.lines - lines));
        std::exit(1);
    }
    return measured;
}

} // namespace

int main(int argc, char **argv)
{
    Report report("Lines until everything is in the file", argc, argv);
    const int rounds = std::stoi(option(argc, argv, "--rounds", "5"));
    const auto lines = std::stoull(option(argc, argv, "--lines", "500000"));
    const std::vector<Candidate> all = candidates();

    Rounds values;
    std::vector<std::string> rates;
    std::vector<std::string> sizes;
    const auto add = [&values](std::vector<std::string> &names, const std::string &name, double value) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
        values.add(name, value);
    };
    for (int round = 0; round < rounds; ++round) {
        for (const Layout layout : {Layout::Text, Layout::Json})
            for (const int threads : {1, 4})
                for (const Candidate &candidate : all) {
                    if (layout == Layout::Json && !candidate.hasJson)
                        continue;
                    const Measured measured = measure(candidate, {threads, lines, layout});
                    const std::string suffix = candidate.name + "_" + std::to_string(threads) + "t";
                    const bool text = layout == Layout::Text;
                    add(rates, (text ? "text_lines_per_s_" : "json_lines_per_s_") + suffix,
                        measured.linesPerSecond);
                    if (text)
                        add(sizes, "rss_mb_" + suffix, measured.residentMegabytes);
                }
        add(sizes, "rss_mb_tapewatch_8t", measure(all.front(), {8, lines, Layout::Json}).residentMegabytes);
    }
    for (const std::string &name : rates)
        report.add(name, values.median(name), "lines/s");
    for (const std::string &name : sizes)
        report.add(name, values.median(name), "MB");
    report.print();
}
