// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT

// How fast, how completely and at what cost the engine follows files that grow and rotate: one file written
// as fast as possible, then many files at a steady rate.
#include "bench/report.h"

#include "engine/pipeline/pipeline.h"

#include <tapewatch/format/timestamp.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using namespace tapewatch;
using namespace tapewatch::engine;

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::uint64_t lines = 1'000'000; ///< of the first part
    std::uint64_t rate = 100'000;    ///< lines a second of the second part, all files together
    std::uint64_t files = 50;
    std::uint64_t seconds = 5;
    std::uint64_t rotateBytes = 32 * 1024 * 1024;
};

// Writes numbered lines of ours and rotates by size, as the recorder does.
class Writer {
public:
    Writer(fs::path folder, std::string bot, std::uint64_t rotateBytes)
        : m_folder(std::move(folder))
        , m_bot(std::move(bot))
        , m_beforeSeq(
              R"(","level":"info","category":"main","logger":"strategy.grid","message":"order filled","bot":")" +
              m_bot + R"(","pid":4711,"thread":1,"seq":)")
        , m_rotateBytes(rotateBytes)
    {
        open();
    }

    [[nodiscard]] fs::path path() const { return m_folder / (m_bot + ".main.log"); }
    [[nodiscard]] std::uint64_t lines() const { return m_seq; }

    void write()
    {
        ++m_seq;
        const std::size_t before = m_text.size();
        m_text += R"({"timestamp":")";
        m_text.resize(m_text.size() + kRfc3339Length);
        writeRfc3339({kStart + static_cast<std::int64_t>(m_seq) * 1000},
                     m_text.data() + m_text.size() - kRfc3339Length);
        m_text += m_beforeSeq;
        m_text += std::to_string(m_seq);
        m_text += kAfterSeq;
        m_bytes += m_text.size() - before;
        if (m_text.size() >= kBufferBytes)
            flush();
        if (m_bytes >= m_rotateBytes)
            rotate();
    }

    void flush()
    {
        m_file.write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
        m_file.flush();
        m_text.clear();
    }

private:
    static constexpr std::int64_t kStart = 1'767'608'130'000'000'000;
    static constexpr std::size_t kBufferBytes = 64 * 1024;
    static constexpr std::string_view kAfterSeq =
        R"(,"source":"grid.cpp:42","function":"onFill","fields":{"symbol":"BTCUSDT","price":50000.25,"qty":0.010}})"
        "\n";

    void open()
    {
        m_file.open(path(), std::ios::app | std::ios::binary);
        m_bytes = 0;
        m_first = m_seq + 1;
    }

    void rotate()
    {
        flush();
        m_file.close();
        const Timestamp first{kStart + static_cast<std::int64_t>(m_first) * 1000};
        fs::rename(path(), m_folder / (m_bot + ".main." + toFileStamp(first) + ".log"));
        open();
    }

    fs::path m_folder;
    std::string m_bot;
    std::string m_beforeSeq;
    std::string m_text; ///< not written yet
    std::uint64_t m_rotateBytes;
    std::ofstream m_file;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_seq = 0;
    std::uint64_t m_first = 1;
};

double cpuSeconds(clockid_t clock)
{
    timespec now{};
    ::clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Check {
    std::uint64_t lost = 0;
    std::uint64_t doubled = 0;
};

// Numbers that are missing or there twice, by what the stored text says.
Check check(const Source &source, std::uint64_t lines)
{
    std::vector<std::uint8_t> seen(lines + 1);
    RecordStore::TextReader reader(source.store());
    Check result;
    for (std::uint32_t row = 0; row < source.store().rows(); ++row) {
        const auto text = reader.text(static_cast<RowId>(row)).value_or("");
        const std::size_t at = text.find("\"seq\":");
        const auto seq = at == std::string_view::npos
                             ? 0
                             : std::strtoull(std::string(text.substr(at + 6, 20)).c_str(), nullptr, 10);
        if (seq == 0 || seq > lines)
            ++result.doubled; // a torn line
        else if (seen[seq]++ != 0)
            ++result.doubled;
    }
    for (std::uint64_t seq = 1; seq <= lines; ++seq)
        result.lost += seen[seq] == 0 ? 1 : 0;
    return result;
}

struct Part {
    double seconds = 0;    ///< from the first line written to the last one published
    double cpuPercent = 0; ///< of one core, without the writer
    std::uint64_t lines = 0;
    Check check;
};

// `write` fills the files from a thread of its own.
template <typename Write>
Part follow(std::vector<Writer> &writers, Write write)
{
    Pipeline pipeline(std::make_shared<FormatCatalog>(), std::make_shared<NameTable>(), [](SourceId) {});
    std::vector<std::shared_ptr<const Source>> sources;
    for (const Writer &writer : writers) {
        SourceSpec spec;
        spec.path = writer.path();
        sources.push_back(pipeline.open(std::move(spec)));
    }
    const auto start = Clock::now();
    const double cpuBefore = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
    double writerCpu = 0;
    std::thread writing([&] {
        write();
        writerCpu = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    });
    writing.join();
    Part part;
    const auto patience = Clock::now() + 30s;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        part.lines += writers[i].lines();
        while (sources[i]->store().rows() < writers[i].lines() && Clock::now() < patience)
            std::this_thread::sleep_for(1ms);
    }
    part.seconds = since(start);
    part.cpuPercent = 100 * (cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore - writerCpu) / part.seconds;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Check one = check(*sources[i], writers[i].lines());
        part.check.lost += one.lost;
        part.check.doubled += one.doubled;
    }
    return part;
}

Part flatOut(const fs::path &folder, const Options &options)
{
    std::vector<Writer> writers;
    writers.emplace_back(folder, "fast", options.rotateBytes);
    return follow(writers, [&] {
        for (std::uint64_t i = 0; i < options.lines; ++i)
            writers[0].write();
        writers[0].flush();
    });
}

Part steady(const fs::path &folder, const Options &options)
{
    std::vector<Writer> writers;
    for (std::uint64_t i = 0; i < options.files; ++i)
        writers.emplace_back(folder, "bot" + std::to_string(i), options.rotateBytes / 16);
    return follow(writers, [&] {
        constexpr std::uint64_t kTicks = 100; // a second
        const auto start = Clock::now();
        std::uint64_t written = 0;
        for (std::uint64_t tick = 1; tick <= options.seconds * kTicks; ++tick) {
            for (; written < options.rate * tick / kTicks; ++written)
                writers[written % writers.size()].write();
            for (Writer &writer : writers)
                writer.flush();
            std::this_thread::sleep_until(start + tick * 1000ms / kTicks);
        }
    });
}

std::uint64_t number(int argc, char **argv, std::string_view name, std::uint64_t otherwise)
{
    for (int i = 1; i + 1 < argc; ++i) {
        if (name == argv[i])
            return std::strtoull(argv[i + 1], nullptr, 10);
    }
    return otherwise;
}

} // namespace

int main(int argc, char **argv)
{
    Options options;
    options.lines = number(argc, argv, "--lines", options.lines);
    options.rate = number(argc, argv, "--rate", options.rate);
    options.files = number(argc, argv, "--files", options.files);
    options.seconds = number(argc, argv, "--seconds", options.seconds);
    std::string folder = (fs::temp_directory_path() / "bench_follow.XXXXXX").string();
    if (!::mkdtemp(folder.data())) {
        std::fprintf(stderr, "Cannot make a folder in %s\n", fs::temp_directory_path().c_str());
        return 1;
    }

    bench::Report report("Following growing, rotating files", argc, argv);
    const Part fast = flatOut(folder, options);
    const Part calm = steady(folder, options);
    fs::remove_all(folder);
    report.add("lines_per_s", static_cast<double>(fast.lines) / fast.seconds, "1/s");
    report.add("steady_lines_per_s", static_cast<double>(calm.lines) / calm.seconds, "1/s");
    report.add("steady_files", static_cast<double>(options.files), "files");
    report.add("lost", static_cast<double>(fast.check.lost + calm.check.lost), "lines");
    report.add("doubled", static_cast<double>(fast.check.doubled + calm.check.doubled), "lines");
    report.add("cpu_percent", calm.cpuPercent, "%");
    report.print();
    return fast.check.lost + calm.check.lost + fast.check.doubled + calm.check.doubled == 0 ? 0 : 1;
}
