// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/tapewatch_format.h"

#include "engine/parse/json_scanner.h"
#include "engine/parse/json_tree.h"
#include "engine/parse/text.h"
#include "engine/parse/time_text.h"

#include <array>
#include <bit>
#include <cstring>

namespace tapewatch::engine {

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

struct OurScratch final : LineFormat::Scratch {
    // Lines that follow each other mostly share their date.
    std::array<char, 10> date{};
    std::int64_t dayNs = 0;

    // What had to be unescaped or repaired.
    std::string category;
    std::string logger;
    std::string bot;
    std::string plain;
    std::string repaired;
};

// Eight digits as a number, or a negative one where a byte is no digit.
std::int64_t eightDigits(const char *text)
{
    if constexpr (std::endian::native == std::endian::little) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, text, 8);
        constexpr std::uint64_t kZeros = 0x3030303030303030;
        const std::uint64_t digits = chunk - kZeros;
        constexpr std::uint64_t kHighBits = 0x8080808080808080;
        if (((digits | (digits + 0x7676767676767676) | chunk) & kHighBits) != 0)
            return -1;
        const std::uint64_t pairs = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FF;
        const std::uint64_t quads = (pairs * 100 + (pairs >> 16)) & 0x0000FFFF0000FFFF;
        return static_cast<std::int64_t>((quads * 10000 + (quads >> 32)) & 0xFFFFFFFF);
    } else {
        std::int64_t value = 0;
        for (int i = 0; i < 8; ++i) {
            if (text[i] < '0' || text[i] > '9')
                return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }
}

// "2026-01-05" as nanoseconds since 1970, kept for the lines that follow.
bool dayOf(const char *text, OurScratch &scratch, std::int64_t &out)
{
    if (std::memcmp(text, scratch.date.data(), scratch.date.size()) != 0) {
        const std::array<char, 8> digits{text[0], text[1], text[2], text[3],
                                         text[5], text[6], text[8], text[9]};
        const std::int64_t number = eightDigits(digits.data());
        if (text[4] != '-' || text[7] != '-' || number < 0)
            return false;
        CivilTime civil;
        civil.year = static_cast<int>(number / 10000);
        civil.month = static_cast<int>(number / 100 % 100);
        civil.day = static_cast<int>(number % 100);
        const auto time = toTimestamp(civil, std::chrono::seconds(0));
        if (!time)
            return false;
        scratch.dayNs = time->ns;
        std::memcpy(scratch.date.data(), text, scratch.date.size());
    }
    out = scratch.dayNs;
    return true;
}

// Exactly "2026-01-05T10:15:30.123456789Z".
bool ourTime(const char *text, OurScratch &scratch, Timestamp &out)
{
    std::int64_t day = 0;
    if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[29] != 'Z')
        return false;
    const std::array<char, 8> clock{'0', '0', text[11], text[12], text[14], text[15], text[17], text[18]};
    const std::int64_t hms = eightDigits(clock.data());
    const std::int64_t high = eightDigits(text + 20);
    const char last = text[28];
    if (hms < 0 || high < 0 || last < '0' || last > '9' || !dayOf(text, scratch, day))
        return false;
    const std::int64_t hour = hms / 10000;
    const std::int64_t minute = hms / 100 % 100;
    const std::int64_t second = hms % 100;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    out.ns = day + (hour * 3600 + minute * 60 + second) * kNsPerSecond + high * 10 + (last - '0');
    return true;
}

bool ourLevel(std::string_view text, Level &out)
{
    for (std::size_t i = 0; i < kLevelCount; ++i)
        if (kLevelNames[i] == text) {
            out = static_cast<Level>(i);
            return true;
        }
    return false;
}

bool plainString(JsonScanner &in, std::string_view &out)
{
    JsonString string;
    if (!in.string(string) || string.escaped)
        return false;
    out = string.raw;
    return true;
}

bool ourColumns(JsonScanner &in, OurScratch &scratch, ParsedLine &out)
{
    if (!in.consume(R"({"timestamp":")") || in.left() < kRfc3339Length ||
        !ourTime(in.position(), scratch, out.time))
        return false;
    in.advance(kRfc3339Length);
    std::string_view level;
    if (!in.consume(R"(","level":)") || !plainString(in, level) || !ourLevel(level, out.level))
        return false;
    JsonString message;
    return in.consume(R"(,"category":)") && plainString(in, out.category) && in.consume(R"(,"logger":)") &&
           plainString(in, out.logger) && in.consume(R"(,"message":)") && in.string(message) &&
           in.consume(R"(,"bot":)") && plainString(in, out.bot);
}

// The members behind the columns, without a blank between them, up to the very end.
bool onlyMembersFollow(JsonScanner &in)
{
    JsonString key;
    while (in.consume(','))
        if (!in.string(key) || !in.consume(':') || !in.skipValue())
            return false;
    return in.consume('}') && in.atEnd();
}

// Which of the keys that a record must have were met.
class AnyOrderReader {
public:
    AnyOrderReader(std::string_view line, const LineContext &context, OurScratch &scratch)
        : m_in(line)
        , m_context(context)
        , m_scratch(scratch)
    {
    }

    bool read(ParsedLine &out)
    {
        m_in.skipSpace();
        if (!m_in.consume('{'))
            return false;
        do {
            m_in.skipSpace();
            if (!member(out))
                return false;
            m_in.skipSpace();
        } while (m_in.consume(','));
        if (!m_in.consume('}'))
            return false;
        m_in.skipSpace();
        constexpr unsigned kAll = kTime | kLevel | kCategory | kLogger | kMessage | kBot;
        return m_in.atEnd() && m_met == kAll;
    }

private:
    enum Key : unsigned { kTime = 1, kLevel = 2, kCategory = 4, kLogger = 8, kMessage = 16, kBot = 32 };

    bool member(ParsedLine &out)
    {
        JsonString key;
        if (!m_in.string(key))
            return false;
        m_in.skipSpace();
        if (!m_in.consume(':'))
            return false;
        m_in.skipSpace();
        const unsigned known = keyOf(unescaped(key, m_scratch.plain));
        if (known == 0 || (m_met & known) != 0)
            return m_in.skipValue();
        m_met |= known;
        JsonString value;
        return m_in.string(value) && take(known, value, out);
    }

    static unsigned keyOf(std::string_view key)
    {
        if (key == "timestamp")
            return kTime;
        if (key == "level")
            return kLevel;
        if (key == "category")
            return kCategory;
        if (key == "logger")
            return kLogger;
        if (key == "message")
            return kMessage;
        return key == "bot" ? kBot : 0u;
    }

    bool take(unsigned key, JsonString value, ParsedLine &out)
    {
        switch (key) {
        case kTime: {
            const auto time = parseTimeText(unescaped(value, m_scratch.plain), m_context.utcOffset);
            out.time = time.value_or(Timestamp{});
            return time.has_value();
        }
        case kLevel: {
            const auto level = parseLevel(unescaped(value, m_scratch.plain));
            out.level = level.value_or(Level::Info);
            return level && *level != Level::Off;
        }
        case kCategory:
            out.category = unescaped(value, m_scratch.category);
            return true;
        case kLogger:
            out.logger = unescaped(value, m_scratch.logger);
            return true;
        case kBot:
            out.bot = unescaped(value, m_scratch.bot);
            return true;
        default:
            return true;
        }
    }

    static std::string_view unescaped(JsonString string, std::string &storage)
    {
        if (!string.escaped)
            return string.raw;
        unescapeJson(string.raw, storage);
        return storage;
    }

    JsonScanner m_in;
    const LineContext &m_context;
    OurScratch &m_scratch;
    unsigned m_met = 0;
};

ParsedLine asRecord(ParsedLine line)
{
    line.kind = ParsedLine::Kind::Record;
    line.hasTime = true;
    line.hasLevel = true;
    return line;
}

} // namespace

std::unique_ptr<LineFormat::Scratch> TapewatchFormat::makeScratch() const
{
    return std::make_unique<OurScratch>();
}

ParsedLine TapewatchFormat::parseKnownOrder(std::string_view line, Scratch &scratch)
{
    JsonScanner in(line);
    ParsedLine out;
    if (!ourColumns(in, static_cast<OurScratch &>(scratch), out) || !onlyMembersFollow(in))
        return {};
    return asRecord(out);
}

ParsedLine TapewatchFormat::parseAnyOrder(std::string_view line, const LineContext &context, Scratch &scratch)
{
    auto &ours = static_cast<OurScratch &>(scratch);
    if (!isValidUtf8(line)) {
        ours.repaired = repairedUtf8(line);
        line = ours.repaired;
    }
    ParsedLine out;
    if (!AnyOrderReader(line, context, ours).read(out))
        return {};
    return asRecord(out);
}

ParsedLine TapewatchFormat::parse(std::string_view line, const LineContext &context, Scratch &scratch) const
{
    line = withoutCarriageReturn(line);
    const ParsedLine fast = parseKnownOrder(line, scratch);
    return fast.kind == ParsedLine::Kind::Record ? fast : parseAnyOrder(line, context, scratch);
}

Record TapewatchFormat::decode(std::string_view text, const LineContext &context) const
{
    Record record = decodeJson(text, context);
    OurScratch scratch;
    const ParsedLine columns = parseAnyOrder(firstLine(text), context, scratch);
    record.wellFormed = columns.kind == ParsedLine::Kind::Record;
    if (record.wellFormed) {
        record.time = columns.time;
        record.level = columns.level;
        record.category = columns.category;
        record.bot = columns.bot;
        record.logger = columns.logger;
    }
    return record;
}

std::string TapewatchFormat::explain(std::string_view line, const LineContext &) const
{
    const std::string fault = explainJson(line);
    if (!fault.empty())
        return fault + " of a JSON object, found " + quoted(line);
    return "expected the keys timestamp, level, category, logger, message and bot, found " + quoted(line);
}

} // namespace tapewatch::engine
