// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/config_reader.h"
#include "format/suggestion.h"

namespace tapewatch {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr std::uint64_t kGiB = 1024 * kMiB;
constexpr std::chrono::seconds kDay = 24h;

Config development()
{
    Config config;
    config.levels[""] = Level::Debug;
    config.console.enabled = true;
    config.console.level = Level::Debug;
    config.control.enabled = true;
    for (auto &[name, category] : config.categories) {
        category.rotation.maxBytes = 8 * kMiB;
        category.retention.maxFiles = 5;
    }
    return config;
}

/// What was traded and what was checked is never deleted by default: somebody may have to account for it,
/// also after a power cut. A fill can be asked of the exchange again, a check cannot: so the one may be a
/// second old.
Config production()
{
    Config config;
    config.control.enabled = true;
    config.repeats.after = 100;
    for (auto &[name, category] : config.categories) {
        category.rotation.maxBytes = 64 * kMiB;
        category.rotation.every = kDay;
        category.compression.enabled = true;
    }
    // main gives way to a full disk before error does.
    config.categories.at(std::string(kMainCategory)).retention = {0, 14 * kDay, 8 * kGiB, kGiB};
    config.categories.at(std::string(kErrorCategory)).retention = {0, 90 * kDay, kGiB, 256 * kMiB};
    config.categories.at(std::string(kTradeCategory)).sync = {SyncConfig::When::Interval, 1s};
    config.categories.at(std::string(kComplianceCategory)).sync = {SyncConfig::When::Always, {}};
    return config;
}

/// A backtest logs as fast as it computes, so it waits for the disk rather than lose records.
Config backtesting()
{
    Config config;
    config.queue.ringBytes = 16 * kMiB;
    for (auto &[name, category] : config.categories) {
        category.rotation.maxBytes = 256 * kMiB;
        category.overflow = OverflowPolicy::Block;
        category.blockFor = 10s;
    }
    return config;
}

} // namespace

std::map<std::string, CategoryConfig, std::less<>> Config::defaultCategories()
{
    CategoryConfig waiting;
    waiting.overflow = OverflowPolicy::Block;
    waiting.blockFor = 5s;
    CategoryConfig error = waiting;
    error.level = Level::Error;
    CategoryConfig evidence = waiting;
    evidence.pendingBytes = 6 * kMiB;
    return {{std::string(kMainCategory), CategoryConfig{}},
            {std::string(kTradeCategory), evidence},
            {std::string(kErrorCategory), error},
            {std::string(kComplianceCategory), evidence}};
}

Result<Config> presetConfig(std::string_view name)
{
    if (name == "development")
        return development();
    if (name == "production")
        return production();
    if (name == "backtesting")
        return backtesting();
    return Error{Error::Code::NotFound,
                 "Unknown preset " + detail::inQuotes(name),
                 "the presets are " + detail::commaSeparated(detail::kPresetNames),
                 detail::didYouMean(name, detail::kPresetNames),
                 {}};
}

} // namespace tapewatch
