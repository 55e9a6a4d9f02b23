// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/field_roles.h"

#include "engine/parse/text.h"
#include "engine/parse/time_text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tapewatch::engine {

namespace {

struct KnownKey {
    std::string_view key; ///< in lower case
    RankedRole role;
};

// Sorted by length, so that a key is compared with the few of its own length only.
constexpr auto kKnownKeys = [] {
    using enum FieldRole;
    auto keys = std::to_array<KnownKey>({
        {"timestamp", {Time, 0}},
        {"@timestamp", {Time, 1}},
        {"time", {Time, 2}},
        {"ts", {Time, 3}},
        {"datetime", {Time, 4}},
        {"__realtime_timestamp", {Time, 5}},
        {"_source_realtime_timestamp", {Time, 6}},
        {"asctime", {Time, 7}},
        {"date", {Time, 8}},
        {"@t", {Time, 9}},
        {"t", {Time, 10}},
        {"level", {Level, 0}},
        {"log_level", {Level, 1}},
        {"loglevel", {Level, 2}},
        {"levelname", {Level, 3}},
        {"log.level", {Level, 4}},
        {"lvl", {Level, 5}},
        {"@l", {Level, 6}},
        {"severity", {Level, 7}},
        {"severity_text", {Level, 8}},
        {"levelno", {LevelNumber, 9}},
        {"priority", {Priority, 10}},
        {"syslog_severity", {Priority, 11}},
        {"logger", {Logger, 0}},
        {"logger_name", {Logger, 1}},
        {"log.logger", {Logger, 2}},
        {"loggername", {Logger, 3}},
        {"name", {Logger, 4}},
        {"component", {Logger, 5}},
        {"module", {Logger, 6}},
        {"_systemd_unit", {Logger, 7}},
        {"syslog_identifier", {Logger, 8}},
        {"message", {Message, 0}},
        {"msg", {Message, 1}},
        {"@m", {Message, 2}},
        {"event", {Message, 3}},
        {"text", {Message, 4}},
        {"body", {Message, 5}},
        {"@mt", {Message, 6}},
        {"category", {Category, 0}},
        {"log_type", {EventKind, 1}},
        {"event_type", {EventKind, 2}},
        {"event_name", {EventKind, 3}},
        {"bot", {Bot, 0}},
        {"bot_name", {Bot, 1}},
        {"bot_id", {Bot, 2}},
        {"trader_id", {Bot, 3}},
        {"instance_id", {Bot, 4}},
        {"trade", {Trade, 0}},
        {"trade_data", {Trade, 1}},
        {"compliance", {Compliance, 0}},
        {"compliance_data", {Compliance, 1}},
    });
    std::sort(keys.begin(), keys.end(),
              [](const KnownKey &a, const KnownKey &b) { return a.key.size() < b.key.size(); });
    return keys;
}();

constexpr std::size_t kLongestKey = kKnownKeys.back().key.size();

// kFirstOfLength[n] is the index of the first key of n characters or more.
constexpr auto kFirstOfLength = [] {
    std::array<std::uint8_t, kLongestKey + 2> first{};
    for (std::size_t n = 0; n < first.size(); ++n)
        while (first[n] < kKnownKeys.size() && kKnownKeys[first[n]].key.size() < n)
            ++first[n];
    return first;
}();

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const char c = text[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c) != lower[i])
            return false;
    }
    return true;
}

std::optional<Level> syslogLevel(int priority)
{
    constexpr std::array<Level, 8> kLevels{Level::Critical, Level::Critical, Level::Critical, Level::Error,
                                           Level::Warning,  Level::Info,     Level::Info,     Level::Debug};
    if (priority < 0 || priority > 7)
        return std::nullopt;
    return kLevels[static_cast<std::size_t>(priority)];
}

Level steppedLevel(int number, int debug)
{
    if (number < debug)
        return Level::Trace;
    if (number < debug + 10)
        return Level::Debug;
    if (number < debug + 20)
        return Level::Info;
    if (number < debug + 30)
        return Level::Warning;
    return number < debug + 40 ? Level::Error : Level::Critical;
}

// 0 to 7 are syslog's (GELF has them under `level`), larger ones bunyan's and pino's, but Python's where the
// key is Python's.
std::optional<Level> levelOfNumber(int number, FieldRole role)
{
    if (role == FieldRole::Priority)
        return syslogLevel(number);
    if (role == FieldRole::LevelNumber)
        return steppedLevel(number, 10);
    return number < 8 ? syslogLevel(number) : steppedLevel(number, 20);
}

bool isLevelRole(FieldRole role)
{
    return role == FieldRole::Level || role == FieldRole::LevelNumber || role == FieldRole::Priority;
}

} // namespace

RankedRole roleOfKey(std::string_view key)
{
    if (key.empty() || key.size() > kLongestKey)
        return {};
    for (std::size_t i = kFirstOfLength[key.size()]; i < kFirstOfLength[key.size() + 1]; ++i)
        if (equalsIgnoringCase(key, kKnownKeys[i].key))
            return kKnownKeys[i].role;
    return {};
}

std::optional<Level> levelOf(std::string_view text, FieldRole role)
{
    text = trimmed(text);
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size())
        return levelOfNumber(number, role);
    const auto level = parseLevel(text);
    return level == Level::Off ? std::nullopt : level;
}

std::optional<Level> levelOfPriority(std::string_view digits)
{
    int priority = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), priority);
    if (error != std::errc() || end != digits.data() + digits.size() || priority < 0)
        return std::nullopt;
    return syslogLevel(priority % 8);
}

std::string_view knownCategory(std::string_view word)
{
    struct Known {
        std::string_view word;
        std::string_view category;
    };
    static constexpr auto kKnown = std::to_array<Known>({
        {"trade", "trade"},
        {"trades", "trade"},
        {"trading", "trade"},
        {"order", "trade"},
        {"orders", "trade"},
        {"fill", "trade"},
        {"fills", "trade"},
        {"execution", "trade"},
        {"executions", "trade"},
        {"orderfilledevent", "trade"},
        {"buyordercreatedevent", "trade"},
        {"sellordercreatedevent", "trade"},
        {"buyordercompletedevent", "trade"},
        {"sellordercompletedevent", "trade"},
        {"ordercancelledevent", "trade"},
        {"compliance", "compliance"},
        {"audit", "compliance"},
        {"risk", "compliance"},
        {"error", "error"},
        {"errors", "error"},
        {"main", "main"},
        {"general", "main"},
    });
    constexpr std::size_t kLongest = 24;
    if (word.empty() || word.size() > kLongest)
        return {};
    for (const Known &known : kKnown)
        if (known.word.size() == word.size() && equalsIgnoringCase(word, known.word))
            return known.category;
    return {};
}

std::string_view guessedCategory(std::string_view logger, std::optional<Level> level,
                                 const LineContext &context)
{
    const std::string_view last = logger.substr(logger.find_last_of('.') + 1);
    const std::string_view byLogger = knownCategory(last);
    if (byLogger == "trade" || byLogger == "compliance")
        return byLogger;
    if (!context.category.empty())
        return context.category;
    return level && *level >= Level::Error ? "error" : "main";
}

void ColumnGuess::offer(Text &slot, int rank, std::string_view value)
{
    if (rank < slot.rank)
        slot = {value, rank};
}

void ColumnGuess::offerTime(int rank, std::optional<Timestamp> time)
{
    if (time && rank < m_time.rank)
        m_time = {time, rank};
}

void ColumnGuess::offerLevel(int rank, std::optional<Level> level)
{
    if (level && rank < m_level.rank)
        m_level = {level, rank};
}

void ColumnGuess::offerString(RankedRole role, std::string_view value)
{
    if (isLevelRole(role.role)) {
        offerLevel(role.rank, levelOf(value, role.role));
        return;
    }
    switch (role.role) {
    case FieldRole::Time:
        offerTime(role.rank, parseAnyTime(value, m_context->utcOffset));
        break;
    case FieldRole::Logger:
        offer(m_logger, role.rank, value);
        break;
    case FieldRole::Message:
        offer(m_message, role.rank, value);
        break;
    case FieldRole::Category:
        offer(m_category, role.rank, value);
        break;
    case FieldRole::EventKind:
        if (const std::string_view known = knownCategory(value); !known.empty())
            offer(m_category, role.rank, known);
        break;
    case FieldRole::Bot:
        offer(m_bot, role.rank, value);
        break;
    default:
        break;
    }
}

void ColumnGuess::offerNumber(RankedRole role, std::string_view digits)
{
    if (role.role == FieldRole::Time)
        offerTime(role.rank, parseEpoch(digits));
    else if (isLevelRole(role.role))
        offerLevel(role.rank, levelOf(digits, role.role));
    else if (role.role == FieldRole::Bot)
        offer(m_bot, role.rank, digits);
    else if (role.role == FieldRole::Message)
        offer(m_message, role.rank, digits);
}

void ColumnGuess::offerObject(RankedRole role)
{
    if (role.role == FieldRole::Trade && m_eventCategory.empty())
        m_eventCategory = "trade";
    else if (role.role == FieldRole::Compliance)
        m_eventCategory = "compliance";
}

ParsedLine ColumnGuess::columns() const
{
    ParsedLine line;
    line.kind = ParsedLine::Kind::Record;
    line.hasTime = m_time.value.has_value();
    line.time = m_time.value.value_or(Timestamp{});
    line.hasLevel = m_level.value.has_value();
    line.level = m_level.value.value_or(Level::Info);
    line.logger = m_logger.value;
    line.bot = m_bot.value.empty() ? std::string_view(m_context->bot) : m_bot.value;
    if (!m_category.value.empty())
        line.category = m_category.value;
    else if (!m_eventCategory.empty())
        line.category = m_eventCategory;
    else
        line.category = guessedCategory(m_logger.value, m_level.value, *m_context);
    return line;
}

} // namespace tapewatch::engine
