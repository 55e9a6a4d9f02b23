// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "market/instrument.h"

#include <tapewatch/format/error.h>

#include <filesystem>
#include <istream>
#include <string>
#include <vector>

namespace demo {

struct Candle {
    std::string time; ///< as it stands in the file
    Ticks open = 0;
    Ticks high = 0;
    Ticks low = 0;
    Ticks close = 0;
    Lots volume = 0; ///< at least 1
};

struct CandleSeries {
    Instrument instrument;
    std::vector<Candle> candles; ///< at least one
};

/// Reads `time,open,high,low,close,volume`, one candle a line, with or without that heading. A tick is the
/// smallest decimal place that any price of the file uses. Fails with Io, or with Corrupt where a line is no
/// candle; `what` names the line.
[[nodiscard]] tapewatch::Result<CandleSeries> readCandles(const std::filesystem::path &path);

/// The same for text; `symbol` becomes the instrument's.
[[nodiscard]] tapewatch::Result<CandleSeries> parseCandles(std::istream &text, const std::string &symbol);

} // namespace demo
