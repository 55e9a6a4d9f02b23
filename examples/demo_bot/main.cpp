// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bot.h"
#include "market/candle_market.h"
#include "market/simulated_market.h"
#include "options.h"
#include "support/pacer.h"
#include "support/stop_signal.h"

#include <tapewatch/recorder.h>

#include <algorithm>
#include <fmt/format.h>
#include <iostream>

using namespace demo;
using std::chrono::steady_clock;
using tapewatch::Result;

namespace {

constexpr std::chrono::seconds kDrainLimit{10};

int fail(const tapewatch::Error &error)
{
    std::cerr << "tapewatch_demo_bot: " << error.text() << '\n';
    return 1;
}

Result<std::unique_ptr<Market>> makeMarket(const Options &options)
{
    if (options.candles.empty())
        return std::unique_ptr<Market>(std::make_unique<SimulatedMarket>(options.seed));
    Result<CandleSeries> series = readCandles(options.candles);
    if (!series)
        return series.error();
    return std::unique_ptr<Market>(std::make_unique<CandleMarket>(std::move(*series)));
}

/// Until the market ends, a limit is reached, or a signal comes.
void run(Bot &bot, const Options &options, StopSignal &stop)
{
    const auto start = steady_clock::now();
    const auto end = options.duration ? start + *options.duration : steady_clock::time_point::max();
    Pacer pacer(options.rate, start);
    while (bot.records() < options.records.value_or(UINT64_MAX) && bot.step()) {
        if (!pacer.isBatchFull(bot.records()))
            continue;
        const auto due = pacer.dueAt(bot.records(), steady_clock::now());
        if (stop.waitUntil(std::min(due, end)) || steady_clock::now() >= end)
            return;
    }
}

void say(const tapewatch::DrainResult &drained, std::uint64_t records, steady_clock::duration took)
{
    std::cout << fmt::format("Stopped after {} records in {:.1f} s: {}, {} dropped\n", records,
                             std::chrono::duration<double>(took).count(),
                             drained.complete ? "all written" : fmt::format("{} not written", drained.left),
                             drained.dropped);
}

} // namespace

int main(int argc, char **argv)
{
    const auto parsed = parseOptions(argc, argv);
    if (const int *status = std::get_if<int>(&parsed))
        return *status;
    const Options &options = std::get<Options>(parsed);
    StopSignal stop; // before the recorder starts its threads
    Result<std::unique_ptr<Market>> market = makeMarket(options);
    if (!market)
        return fail(market.error());
    const Result<tapewatch::Config> config = makeConfig(options);
    if (!config)
        return fail(config.error());
    Result<tapewatch::Recorder> recorder = tapewatch::Recorder::start(*config);
    if (!recorder)
        return fail(recorder.error());
    std::cout << recorder->instance() << " writes to "
              << std::filesystem::absolute(config->directory).string() << std::endl;

    const auto start = steady_clock::now();
    Bot bot(std::move(*market), options.strategy, options.seed);
    run(bot, options, stop);
    const tapewatch::DrainResult drained = recorder->stop(kDrainLimit);
    say(drained, bot.records(), steady_clock::now() - start);
    return drained.complete ? 0 : 1;
}
