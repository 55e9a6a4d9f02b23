// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "market/candle_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <optional>
#include <string_view>

namespace demo {

using tapewatch::Decimal;
using tapewatch::Error;
using tapewatch::Result;

namespace {

constexpr std::string_view kHeading = "time,open,high,low,close,volume";
constexpr std::uint8_t kMaxScale = 8;
constexpr double kSmallestLotDollars = 1.0;

struct Line {
    std::string time;
    std::array<Decimal, 5> numbers; ///< open, high, low, close, volume
};

Error lineError(std::size_t number, std::string why)
{
    return {Error::Code::Corrupt, "Cannot use line " + std::to_string(number) + " of the candles",
            std::move(why), "A line is " + std::string(kHeading) + ", prices above 0", ""};
}

std::vector<std::string> split(std::string_view line)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t comma = line.find(',', begin);
        parts.emplace_back(line.substr(begin, comma - begin));
        if (comma == std::string_view::npos)
            return parts;
        begin = comma + 1;
    }
}

Result<Line> parseLine(std::string_view text, std::size_t number)
{
    const std::vector<std::string> parts = split(text);
    if (parts.size() != 6)
        return lineError(number, "it has " + std::to_string(parts.size()) + " columns instead of 6");
    Line line{parts[0], {}};
    for (std::size_t i = 0; i < line.numbers.size(); ++i) {
        const std::optional<Decimal> value = Decimal::parse(parts[i + 1]);
        if (!value)
            return lineError(number, "\"" + parts[i + 1] + "\" is not a number");
        if (*value < Decimal(0) || (i < 4 && *value == Decimal(0)))
            return lineError(number, parts[i + 1] + " is too small");
        if (*value > Decimal(1'000'000'000) || value->scale() > kMaxScale)
            return lineError(number, parts[i + 1] + " is above 1000000000 or has more than 8 decimal places");
        line.numbers[i] = *value;
    }
    const auto &[open, high, low, close, volume] = line.numbers;
    if (high < std::max(open, close) || low > std::min(open, close))
        return lineError(number, "open and close are not between low and high");
    return line;
}

std::int64_t steps(const Decimal &value, std::uint8_t scale)
{
    auto mantissa = value.mantissa();
    for (int i = value.scale(); i < scale; ++i)
        mantissa *= 10;
    for (int i = value.scale(); i > scale; --i)
        mantissa /= 10;
    return static_cast<std::int64_t>(mantissa);
}

Instrument instrumentOf(const std::vector<Line> &lines, const std::string &symbol)
{
    Instrument instrument;
    instrument.symbol = symbol;
    instrument.quoteAsset = "USD";
    instrument.priceScale = 0;
    for (const Line &line : lines) {
        for (std::size_t i = 0; i < 4; ++i)
            instrument.priceScale = std::max(instrument.priceScale, line.numbers[i].scale());
    }
    instrument.typicalPrice = lines.front().numbers[0].toDouble();
    instrument.lotScale = 0;
    for (double lot = instrument.typicalPrice; lot > kSmallestLotDollars && instrument.lotScale < 6;
         lot /= 10)
        ++instrument.lotScale;
    return instrument;
}

} // namespace

Result<CandleSeries> parseCandles(std::istream &text, const std::string &symbol)
{
    std::vector<Line> lines;
    std::string raw;
    for (std::size_t number = 1; std::getline(text, raw); ++number) {
        if (!raw.empty() && raw.back() == '\r')
            raw.pop_back();
        if (raw.empty() || (number == 1 && raw == kHeading))
            continue;
        Result<Line> line = parseLine(raw, number);
        if (!line)
            return line.error();
        lines.push_back(std::move(*line));
    }
    if (lines.empty())
        return Error{Error::Code::Corrupt, "Cannot use the candles", "there are none",
                     "A line is " + std::string(kHeading), ""};

    CandleSeries series{instrumentOf(lines, symbol), {}};
    const Instrument &instrument = series.instrument;
    for (const Line &line : lines) {
        const auto ticks = [&](std::size_t i) { return steps(line.numbers[i], instrument.priceScale); };
        const Lots volume = std::max<Lots>(1, steps(line.numbers[4], instrument.lotScale));
        series.candles.push_back({line.time, ticks(0), ticks(1), ticks(2), ticks(3), volume});
    }
    return series;
}

Result<CandleSeries> readCandles(const std::filesystem::path &path)
{
    std::ifstream file(path);
    if (!file)
        return tapewatch::systemError("Cannot open " + path.string(), errno);
    Result<CandleSeries> series = parseCandles(file, path.stem().string());
    if (series)
        return series;
    Error error = series.error();
    error.what += " (" + path.string() + ")";
    return error;
}

} // namespace demo
