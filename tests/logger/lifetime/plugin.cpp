// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include <tapewatch/tapewatch.h>

using namespace tapewatch;
using namespace tapewatch::literals;

// Call sites that are gone when their records are read.

extern "C" void runPlugin();

extern "C" void runPlugin()
{
    const Logger log = logger("plugin");
    TW_INFO(log, "loaded {} of {}", 1, "two", "venue"_f = "binance", "depth"_f = 5);
    TW_TRADE(log, .event = TradeAction::Filled, .symbol = "BTCUSDT", .side = Side::Buy, .qty = 0.01_dec);
    TW_FAILURE(log, "refused", .type = "PluginError");
}
