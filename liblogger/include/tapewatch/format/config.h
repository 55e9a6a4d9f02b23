// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>
#include <tapewatch/format/level.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch {

// One versioned JSON document configures a recorder (docs/configuration.md,
// resources/schema/tapewatch-config.schema.json). The structures below are that document, validated.

enum class Layout : std::uint8_t { Json, Text };

/// What a full ring, or full memory for what the disk refuses, does with a record of the category
/// (docs/overflow.md).
enum class OverflowPolicy : std::uint8_t {
    Shed,  ///< trace, debug and info are refused first, the rest waits up to `blockFor`
    Block, ///< the call waits up to `blockFor`
    Drop   ///< the newest is refused at once
};

struct RotationConfig {
    std::uint64_t maxBytes = 64ull * 1024 * 1024; ///< rotate before passing this; 0 = never by size
    std::chrono::seconds every{0}; ///< at multiples of this in UTC ("1d": midnight); 0 = never by time

    bool operator==(const RotationConfig &) const = default;
};

/// Finished segments beyond any of these are deleted, oldest first; 0 = no limit.
struct RetentionConfig {
    std::uint32_t maxFiles = 0;
    std::chrono::seconds maxAge{0};
    std::uint64_t maxBytes = 0;     ///< of all of them together, as they are on disk
    std::uint64_t minFreeBytes = 0; ///< and while the file system has less than this to give

    bool operator==(const RetentionConfig &) const = default;
};

/// Finished segments become zstd files, in the background.
struct CompressionConfig {
    bool enabled = false;
    std::uint32_t level = 3; ///< zstd's: 1 (fast) to 19 (small)

    bool operator==(const CompressionConfig &) const = default;
};

/// When what was written to a category's file is brought to the disk itself (docs/durability.md).
struct SyncConfig {
    enum class When : std::uint8_t {
        Never,    ///< when the system likes to
        Interval, ///< `every`
        Always    ///< after each batch that wrote to the file
    } when = When::Never;
    std::chrono::milliseconds every{0}; ///< of Interval; at least 10 ms

    bool operator==(const SyncConfig &) const = default;
};

struct CategoryConfig {
    bool enabled = true;
    Level level = Level::Trace;
    Layout layout = Layout::Json;
    RotationConfig rotation;
    RetentionConfig retention;
    OverflowPolicy overflow = OverflowPolicy::Shed;
    std::chrono::milliseconds blockFor{100};
    CompressionConfig compression;
    SyncConfig sync;
    std::uint64_t pendingBytes = 2ull * 1024 * 1024; ///< what waits in memory while the file system refuses

    bool operator==(const CategoryConfig &) const = default;
};

struct ConsoleConfig {
    bool enabled = false;
    Level level = Level::Info;
    enum class Color : std::uint8_t { Auto, Always, Never } color = Color::Auto;

    bool operator==(const ConsoleConfig &) const = default;
};

struct QueueConfig {
    std::uint32_t ringBytes = 1024 * 1024; ///< a thread; power of two, 64 KiB to 1 GiB
    bool crashSafe = true; ///< rings in shared memory, so that a crash loses nothing (docs/crash-recovery.md)

    bool operator==(const QueueConfig &) const = default;
};

/// What is taken out of records before anything else sees them (docs/redaction.md).
struct RedactionConfig {
    bool enabled = true;
    std::vector<std::string> keys;     ///< names of secrets beside the built-in ones
    std::vector<std::string> patterns; ///< PCRE2, looked for in every text
    std::vector<std::string> allow;    ///< names that are never masked

    bool operator==(const RedactionConfig &) const = default;
};

/// Folding of messages that flood (docs/repeats.md).
struct RepeatsConfig {
    std::uint32_t after = 0;         ///< so many equal messages of a call site are written; 0 = all
    std::chrono::seconds window{10}; ///< then counting begins anew; 0 = not before another message comes

    bool operator==(const RepeatsConfig &) const = default;
};

/// What is written of the time before an error (docs/backtrace.md).
struct BacktraceConfig {
    std::uint32_t records = 0;  ///< so many that their loggers' levels refuse; 0 = off, at most 10,000
    Level level = Level::Debug; ///< from this level on; "off" as well: none

    bool operator==(const BacktraceConfig &) const = default;
};
inline constexpr std::uint32_t kMaxBacktraceRecords = 10'000;

struct ControlConfig {
    bool enabled = false; ///< opt-in: no socket unless asked for

    bool operator==(const ControlConfig &) const = default;
};

inline constexpr std::string_view kMainCategory = "main";
inline constexpr std::string_view kTradeCategory = "trade";
inline constexpr std::string_view kErrorCategory = "error";
inline constexpr std::string_view kComplianceCategory = "compliance";
inline constexpr std::size_t kMaxCategories = 32; ///< the four above included

/// A validated configuration. Compare, copy and hand over between threads freely.
struct Config {
    std::string bot = "bot";                  ///< isValidName()
    std::filesystem::path directory = "logs"; ///< made on start if missing
    std::map<std::string, Level, std::less<>> levels{
        {"", Level::Info}}; ///< by logger; "" is the root, always present
    std::map<std::string, CategoryConfig, std::less<>> categories =
        defaultCategories(); ///< always has the four built in
    ConsoleConfig console;
    QueueConfig queue;
    RepeatsConfig repeats;
    BacktraceConfig backtrace;
    ControlConfig control;
    RedactionConfig redaction;

    bool operator==(const Config &) const = default;

    /// main: sheds. trade, compliance: every level, wait up to 5 s. error: level error.
    [[nodiscard]] static std::map<std::string, CategoryConfig, std::less<>> defaultCategories();
};

/// Whole-document validation of parsed JSON: the first fault comes back with its JSON pointer, what
/// is wrong and what would be right ("did you mean"). A `preset` key is applied first, members override it.
[[nodiscard]] Result<Config> configFromJson(const nlohmann::json &document);
/// The same for text; a syntax error names line and column.
[[nodiscard]] Result<Config> configFromText(std::string_view text);
[[nodiscard]] Result<Config> configFromFile(const std::filesystem::path &path);

/// The complete document, every member written out; configFromJson(configToJson(c)) == c.
[[nodiscard]] nlohmann::json configToJson(const Config &config);

/// "development", "production" or "backtesting": the document that `"preset": name` stands for.
[[nodiscard]] Result<Config> presetConfig(std::string_view name);

/// Variables by name. A map, not a look-up: the loggers of TAPEWATCH_LEVEL_<logger> are found by listing.
using Environment = std::map<std::string, std::string, std::less<>>;

/// The TAPEWATCH_* variables of this process, as they are now.
[[nodiscard]] Environment processEnvironment();

/// Applies TAPEWATCH_* variables over `document` (docs/configuration.md lists them): for instance
/// TAPEWATCH_DIRECTORY, TAPEWATCH_LEVEL, TAPEWATCH_LEVEL_exchange__ws=trace (`__` is a dot).
/// A bad value is an error whose `what` names the variable.
[[nodiscard]] Result<nlohmann::json> applyEnvironment(nlohmann::json document,
                                                      const Environment &environment = processEnvironment());

/// Precedence, weakest first: built-in defaults, preset, the document, TAPEWATCH_* variables, patches at run
/// time.
[[nodiscard]] Result<Config> loadConfig(const std::filesystem::path &path,
                                        const Environment &environment = processEnvironment());

/// RFC 7396 merge patch against `config`, validated as a whole. `null` removes a member, so a logger's
/// level falls back to the inherited one. `bot`, `directory`, `queue` and `control` cannot change while
/// running: refused.
[[nodiscard]] Result<Config> patchConfig(const Config &config, const nlohmann::json &mergePatch);

/// The level that `logger` has by its own entry or its nearest ancestor's.
[[nodiscard]] Level effectiveLevel(const Config &config, std::string_view logger);

/// "64MiB", "10KB", "512" to bytes and back; durations "90s", "15m", "12h", "7d".
[[nodiscard]] std::optional<std::uint64_t> parseBytes(std::string_view text);
[[nodiscard]] std::string formatBytes(std::uint64_t bytes);
[[nodiscard]] std::optional<std::chrono::seconds> parseDuration(std::string_view text);
[[nodiscard]] std::string formatDuration(std::chrono::seconds duration);
/// The same with "100ms" besides.
[[nodiscard]] std::optional<std::chrono::milliseconds> parseMilliseconds(std::string_view text);
[[nodiscard]] std::string formatMilliseconds(std::chrono::milliseconds duration);

} // namespace tapewatch
