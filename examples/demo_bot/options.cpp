// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "options.h"

#include "strategy/strategy.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <vector>

namespace demo {

using tapewatch::Config;
using tapewatch::Result;

namespace {

/// Half a second's worth at the highest rate, so that a busy machine loses nothing.
constexpr const char *kRingBytes = "8MiB";

/// "90s", "15m", "12h", "7d"
std::string checkDuration(const std::string &text)
{
    return tapewatch::parseDuration(text) ? "" : text + " is not a duration such as 90s, 15m or 12h";
}

nlohmann::json ownConfig(const Options &options)
{
    return {{"bot", options.strategy},
            {"levels", {{"", "debug"}}},
            {"categories", {{"signals", nlohmann::json::object()}}},
            {"queue", {{"ring_bytes", kRingBytes}}},
            {"control", {{"enabled", options.control}}}};
}

Result<Config> baseConfig(const Options &options)
{
    if (!options.config.empty())
        return tapewatch::loadConfig(options.config);
    const auto document = tapewatch::applyEnvironment(ownConfig(options));
    return document ? tapewatch::configFromJson(*document) : Result<Config>(document.error());
}

} // namespace

std::variant<Options, int> parseOptions(int argc, char **argv)
{
    CLI::App app{"A pretended trading bot that records with Tapewatch. It ends with SIGINT or SIGTERM."};
    app.name("tapewatch_demo_bot");
    Options options;
    const auto names = strategyNames();
    std::string duration;
    app.add_option("--strategy", options.strategy, "What it trades by")
        ->check(CLI::IsMember(std::vector<std::string>(names.begin(), names.end())))
        ->capture_default_str();
    app.add_option("--name", options.name, "The bot's name; the strategy's by default");
    app.add_option("--seed", options.seed, "Same seed, same market, same trades")->capture_default_str();
    app.add_option("--rate", options.rate, "Records a second, as many as level debug lets through")
        ->check(CLI::Range(1.0, 100'000.0))
        ->capture_default_str();
    app.add_option("--duration", duration, "Stop after so long: 90s, 15m, 12h")->check(checkDuration);
    app.add_option("--records", options.records, "Stop after so many records");
    app.add_option("--candles", options.candles,
                   "Trade these in place of the simulated market; the file's name is the symbol, a line is "
                   "time,open,high,low,close,volume");
    app.add_option("--directory", options.directory, "Folder of the logs; \"logs\" by default");
    app.add_option("--config", options.config, "Configuration of the recorder");
    app.add_flag_callback(
        "--no-control", [&] { options.control = false; }, "Open no control socket");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error);
    }
    if (!duration.empty())
        options.duration = tapewatch::parseDuration(duration);
    return options;
}

Result<Config> makeConfig(const Options &options)
{
    Result<Config> config = baseConfig(options);
    if (!config)
        return config;
    if (!options.name.empty())
        config->bot = options.name;
    if (!options.directory.empty())
        config->directory = options.directory;
    if (!options.control)
        config->control.enabled = false;
    return config;
}

} // namespace demo
