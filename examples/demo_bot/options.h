// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>
#include <tapewatch/format/error.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace demo {

struct Options {
    std::string strategy = "momentum";
    std::string name; ///< empty: the configuration's, or the strategy's
    std::uint64_t seed = 1;
    double rate = 20.0;                           ///< records a second
    std::optional<std::chrono::seconds> duration; ///< until stopped where empty
    std::optional<std::uint64_t> records;         ///< the same
    std::filesystem::path candles;                ///< empty: the simulated market
    std::filesystem::path directory;              ///< empty: the configuration's, or "logs"
    std::filesystem::path config;                 ///< empty: the bot's own
    bool control = true;
};

/// The command line; or the status to exit with, where it was wrong or asked for help (both are printed).
[[nodiscard]] std::variant<Options, int> parseOptions(int argc, char **argv);

/// How to record: the options over TAPEWATCH_* variables over the configuration.
[[nodiscard]] tapewatch::Result<tapewatch::Config> makeConfig(const Options &options);

} // namespace demo
