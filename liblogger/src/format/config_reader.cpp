// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "format/config_reader.h"

#include "format/config_names.h"
#include "format/json_cursor.h"
#include "format/redaction_reader.h"
#include "format/suggestion.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <bit>
#include <limits>

namespace tapewatch::detail {

namespace {

constexpr std::uint64_t kMaxBytes = 1'000'000'000'000'000'000;
constexpr std::uint64_t kMinRingBytes = 64 * 1024;
constexpr std::uint64_t kMaxRingBytes = 1024 * 1024 * 1024;
constexpr std::uint64_t kMinCompressionLevel = 1;
constexpr std::uint64_t kMaxCompressionLevel = 19; // beyond it the windows take hundreds of MiB
constexpr std::uint64_t kMinPendingBytes = 64 * 1024;
constexpr std::uint64_t kMaxPendingBytes = 16ull * 1024 * 1024 * 1024;
constexpr std::chrono::milliseconds kMinSyncEvery{10}; // the backend looks as often

/// `text` with a hyphen for whatever a name cannot have.
std::string asName(std::string_view text)
{
    std::string name;
    for (const char c : text)
        name += isValidName(std::string_view(&c, 1)) ? c : '-';
    return isValidName(name) ? name : std::string();
}

void failName(const JsonCursor &at, std::string_view text)
{
    const std::string better = asName(text);
    at.fail("Bad name " + inQuotes(text),
            "a name is 1 to 64 letters (A-Z, a-z), digits, hyphens and underscores, because it is part of "
            "file names",
            better.empty() ? std::string() : "Did you mean " + inQuotes(better) + "?");
}

void readName(const JsonCursor &at, std::string &target)
{
    readString(at, target);
    if (at.value().is_string() && !isValidName(target))
        failName(at, target);
}

void readDirectory(const JsonCursor &at, std::filesystem::path &target)
{
    std::string text;
    readString(at, text);
    if (text.empty() || text.find('\0') != std::string::npos)
        at.failType("the path of a folder", R"(Write, for instance, "logs" or "/var/log/bots")");
    target = text;
}

template <typename Value, std::size_t Size>
void readChoice(const JsonCursor &at, const std::array<std::string_view, Size> &names, Value &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    const auto name = text != nullptr ? std::ranges::find(names, *text) : names.end();
    if (name != names.end())
        target = static_cast<Value>(name - names.begin());
    else
        at.failType("one of " + commaSeparated(names), text != nullptr ? didYouMean(*text, names) : "");
}

void readBytes(const JsonCursor &at, std::uint64_t &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    const auto bytes = text != nullptr ? parseBytes(*text) : wholeNumber(at.value());
    if (bytes && (text != nullptr || *bytes <= kMaxBytes))
        target = *bytes;
    else
        at.failType(
            "a number of bytes",
            R"(Write a whole number, or one with a unit (B, KB, KiB, MB, MiB, GB, GiB, TB, TiB): "64MiB")");
}

void readDuration(const JsonCursor &at, std::chrono::seconds &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    if (const auto duration = text != nullptr ? parseDuration(*text) : std::nullopt)
        target = *duration;
    else
        at.failType("a duration",
                    R"(Write a whole number and s, m, h or d in double quotes: "12h"; "0" is off)");
}

void readMilliseconds(const JsonCursor &at, std::chrono::milliseconds &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    if (const auto duration = text != nullptr ? parseMilliseconds(*text) : std::nullopt)
        target = *duration;
    else
        at.failType("a duration", R"(Write a whole number and ms, s, m, h or d in double quotes: "100ms")");
}

void readRingBytes(const JsonCursor &at, std::uint32_t &target)
{
    std::uint64_t bytes = kMinRingBytes;
    readBytes(at, bytes);
    if (bytes < kMinRingBytes || bytes > kMaxRingBytes || !std::has_single_bit(bytes))
        return at.failType("a power of two from 64 KiB to 1 GiB", [bytes] {
            const auto nearest = std::clamp(bytes, kMinRingBytes, kMaxRingBytes);
            return "Did you mean " + inQuotes(formatBytes(std::bit_ceil(nearest))) + "?";
        }());
    target = static_cast<std::uint32_t>(bytes);
}

void readPendingBytes(const JsonCursor &at, std::uint64_t &target)
{
    std::uint64_t bytes = kMinPendingBytes;
    readBytes(at, bytes);
    if (bytes < kMinPendingBytes || bytes > kMaxPendingBytes)
        return at.failType("from 64 KiB to 16 GiB", [bytes] {
            return "Did you mean " +
                   inQuotes(formatBytes(std::clamp(bytes, kMinPendingBytes, kMaxPendingBytes))) + "?";
        }());
    target = bytes;
}

void readSync(const JsonCursor &at, SyncConfig &target)
{
    const auto *text = at.value().get_ptr<const std::string *>();
    const auto every = text != nullptr ? parseMilliseconds(*text) : std::nullopt;
    if (text != nullptr && *text == kSyncNever)
        target = {SyncConfig::When::Never, {}};
    else if (text != nullptr && *text == kSyncAlways)
        target = {SyncConfig::When::Always, {}};
    else if (every && *every >= kMinSyncEvery)
        target = {SyncConfig::When::Interval, *every};
    else
        at.failType(R"("never", "always" or a duration of at least 10ms)",
                    text == nullptr ? R"(Write, for instance, "1s")"
                    : every         ? R"(Write "never" to leave it to the system, "always" for each batch)"
                            : didYouMean(*text, std::array<std::string_view, 2>{kSyncNever, kSyncAlways}));
}

void readRotation(const JsonCursor &at, RotationConfig &target)
{
    static constexpr std::array<std::string_view, 2> kKeys{"max_bytes", "every"};
    if (!at.isObject(kKeys))
        return;
    at.member("max_bytes", target.maxBytes, readBytes);
    at.member("every", target.every, readDuration);
}

void readRetention(const JsonCursor &at, RetentionConfig &target)
{
    static constexpr std::array<std::string_view, 4> kKeys{"max_files", "max_age", "max_bytes", "min_free"};
    if (!at.isObject(kKeys))
        return;
    at.member("max_files", target.maxFiles, readUint32);
    at.member("max_age", target.maxAge, readDuration);
    at.member("max_bytes", target.maxBytes, readBytes);
    at.member("min_free", target.minFreeBytes, readBytes);
}

void readCompressionLevel(const JsonCursor &at, std::uint32_t &target)
{
    const auto level = wholeNumber(at.value());
    if (level && *level >= kMinCompressionLevel && *level <= kMaxCompressionLevel)
        target = static_cast<std::uint32_t>(*level);
    else
        at.failType("a whole number from 1 to 19",
                    "1 is the fastest, 19 the smallest; 3 is zstd's own choice");
}

void readCompression(const JsonCursor &at, CompressionConfig &target)
{
    static constexpr std::array<std::string_view, 2> kKeys{"enabled", "level"};
    if (!at.isObject(kKeys))
        return;
    at.member("enabled", target.enabled, readBool);
    at.member("level", target.level, readCompressionLevel);
}

void readCategory(const JsonCursor &at, CategoryConfig &target)
{
    static constexpr std::array<std::string_view, 10> kKeys{
        "enabled",  "level",     "layout",      "rotation", "retention",
        "overflow", "block_for", "compression", "sync",     "pending_bytes"};
    if (!at.isObject(kKeys))
        return;
    at.member("enabled", target.enabled, readBool);
    at.member("level", target.level, readLevel);
    at.member("layout", target.layout,
              [](const JsonCursor &member, Layout &layout) { readChoice(member, kLayoutNames, layout); });
    at.member("rotation", target.rotation, readRotation);
    at.member("retention", target.retention, readRetention);
    at.member("overflow", target.overflow, [](const JsonCursor &member, OverflowPolicy &policy) {
        readChoice(member, kOverflowNames, policy);
    });
    at.member("block_for", target.blockFor, readMilliseconds);
    at.member("compression", target.compression, readCompression);
    at.member("sync", target.sync, readSync);
    at.member("pending_bytes", target.pendingBytes, readPendingBytes);
}

void readCategories(const JsonCursor &at, decltype(Config::categories) &target)
{
    if (!at.isObject())
        return;
    at.eachMember([&target](const JsonCursor &member) {
        if (!isValidName(member.name()))
            return failName(member, member.name());
        readCategory(member, target[std::string(member.name())]);
    });
    if (target.size() > kMaxCategories)
        at.fail("Too many categories: " + std::to_string(target.size()),
                "there can be " + std::to_string(kMaxCategories) +
                    ", main, trade, error and compliance among them",
                "Use loggers to tell records apart; a category is a file of its own");
}

void readLevels(const JsonCursor &at, decltype(Config::levels) &target)
{
    if (!at.isObject())
        return;
    at.eachMember([&target](const JsonCursor &member) {
        const std::string_view logger = member.name();
        if (!isValidLoggerName(logger))
            return member.fail("Bad logger name " + inQuotes(logger),
                               "a logger's name is words of letters, digits, hyphens and underscores with "
                               "dots between them, at most 200 characters",
                               logger == "*" || logger == "root" ? R"(The root logger is "")" : "");
        if (member.value().is_null())
            target.erase(std::string(logger));
        else
            readLevel(member, target[std::string(logger)]);
    });
    target.try_emplace("", Level::Info);
}

void readConsole(const JsonCursor &at, ConsoleConfig &target)
{
    static constexpr std::array<std::string_view, 3> kKeys{"enabled", "level", "color"};
    if (!at.isObject(kKeys))
        return;
    at.member("enabled", target.enabled, readBool);
    at.member("level", target.level, readLevel);
    at.member("color", target.color, [](const JsonCursor &member, ConsoleConfig::Color &color) {
        readChoice(member, kColorNames, color);
    });
}

void readQueue(const JsonCursor &at, QueueConfig &target)
{
    static constexpr std::array<std::string_view, 2> kKeys{"ring_bytes", "crash_safe"};
    if (!at.isObject(kKeys))
        return;
    at.member("ring_bytes", target.ringBytes, readRingBytes);
    at.member("crash_safe", target.crashSafe, readBool);
}

void readRepeats(const JsonCursor &at, RepeatsConfig &target)
{
    static constexpr std::array<std::string_view, 2> kKeys{"after", "window"};
    if (!at.isObject(kKeys))
        return;
    at.member("after", target.after, readUint32);
    at.member("window", target.window, readDuration);
}

void readBacktraceRecords(const JsonCursor &at, std::uint32_t &target)
{
    const auto number = wholeNumber(at.value());
    if (number && *number <= kMaxBacktraceRecords)
        target = static_cast<std::uint32_t>(*number);
    else
        at.failType("a whole number from 0 to 10000", {});
}

void readBacktrace(const JsonCursor &at, BacktraceConfig &target)
{
    static constexpr std::array<std::string_view, 2> kKeys{"records", "level"};
    if (!at.isObject(kKeys))
        return;
    at.member("records", target.records, readBacktraceRecords);
    at.member("level", target.level, readLevel);
}

void readControl(const JsonCursor &at, ControlConfig &target)
{
    static constexpr std::array<std::string_view, 1> kKeys{"enabled"};
    if (at.isObject(kKeys))
        at.member("enabled", target.enabled, readBool);
}

void checkVersion(const JsonCursor &at, std::uint64_t &target)
{
    const auto number = wholeNumber(at.value());
    if (!number)
        return at.failType("the number 1", {});
    target = *number;
    if (target != 1)
        at.fail(Error::Code::Unsupported, "Configuration version " + std::to_string(target) + " is not known",
                "this program reads version 1", "Use a newer Tapewatch, or write the document for version 1");
}

/// Replaces the whole configuration: whatever else the document says comes on top.
void readPreset(const JsonCursor &at, Config &target)
{
    std::string name;
    readString(at, name);
    if (auto preset = presetConfig(name))
        target = *preset;
    else
        at.fail(preset.error().what, preset.error().why, preset.error().hint);
}

} // namespace

Result<Config> readConfig(const nlohmann::json &document)
{
    static constexpr std::array<std::string_view, 13> kKeys{
        "version", "preset",  "bot",       "directory", "levels",    "categories", "console",
        "queue",   "repeats", "backtrace", "control",   "redaction", "$schema"};
    Faults faults;
    Config config;
    const JsonCursor root(document, faults);
    if (root.isObject(kKeys)) {
        std::string schema; // for editors only
        root.member("$schema", schema, readString);
        std::uint64_t version = 1;
        root.member("version", version, checkVersion);
        root.member("preset", config, readPreset);
        root.member("bot", config.bot, readName);
        root.member("directory", config.directory, readDirectory);
        root.member("levels", config.levels, readLevels);
        root.member("categories", config.categories, readCategories);
        root.member("console", config.console, readConsole);
        root.member("queue", config.queue, readQueue);
        root.member("repeats", config.repeats, readRepeats);
        root.member("backtrace", config.backtrace, readBacktrace);
        root.member("control", config.control, readControl);
        root.member("redaction", config.redaction, readRedaction);
    }
    return faults.first ? Result<Config>(*faults.first) : Result<Config>(std::move(config));
}

} // namespace tapewatch::detail
