#include <tapewatch/tapewatch.h>

#include <iostream>

using namespace tapewatch::literals; // "name"_f and 0.01_dec

int main()
{
    tapewatch::Config config;
    config.bot = "my-bot";
    config.directory = "logs";
    config.control.enabled = true; // the monitor may change levels while the bot runs

    auto recorder = tapewatch::Recorder::start(config);
    if (!recorder) {
        std::cerr << recorder.error().text() << '\n';
        return 1;
    }

    const auto log = tapewatch::logger("strategy.first");
    TW_INFO(log, "started with {} symbols", 1);
    TW_WARNING(log, "spread is wide", "symbol"_f = "BTCUSDT", "spread"_f = 12.50_dec);
    TW_TRADE(log, .event = tapewatch::TradeAction::Filled, .symbol = "BTCUSDT", .side = tapewatch::Side::Buy,
             .qty = 0.01_dec, .price = 50000.10_dec, .orderId = "first-1");

    const tapewatch::DrainResult end = recorder->stop(std::chrono::seconds(5));
    return end.complete ? 0 : 1;
}
