// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/builtin_definitions.h"
#include "engine/parse/json_format.h"
#include "engine/parse/line_format.h"
#include "engine/parse/logfmt_format.h"
#include "engine/parse/plain_format.h"
#include "engine/parse/tapewatch_format.h"
#include "engine/parse/text.h"
#include "engine/parse/text_format.h"

#include <algorithm>
#include <cassert>

namespace tapewatch::engine {

namespace {

// A sample is judged by this many lines; more would tell nothing new.
constexpr std::size_t kMaxLines = 500;
constexpr std::size_t kMaxLineBytes = 64u * 1024;
constexpr std::size_t kPadding = 64;

// How much of a sample a specific format may read less than a general one and still win.
constexpr double kSpecificBonus = 0.25;

// The lines of a sample, each followed by enough readable bytes (LineFormat::parse).
class SampleLines {
public:
    explicit SampleLines(std::string_view sample)
        : m_storage(withLastLineWhole(sample))
    {
        const std::size_t size = m_storage.size();
        m_storage.append(kPadding, '\0');
        std::string_view rest = std::string_view(m_storage).substr(0, size);
        while (!rest.empty() && m_lines.size() < kMaxLines) {
            const std::size_t newline = std::min(rest.find('\n'), rest.size());
            if (newline <= kMaxLineBytes)
                m_lines.push_back(withoutCarriageReturn(rest.substr(0, newline)));
            rest.remove_prefix(std::min(newline + 1, rest.size()));
        }
    }

    [[nodiscard]] const std::vector<std::string_view> &lines() const { return m_lines; }

private:
    // A sample mostly ends in the middle of a line, which would speak against every format.
    static std::string withLastLineWhole(std::string_view sample)
    {
        const std::size_t newline = sample.rfind('\n');
        return std::string(newline == std::string_view::npos ? sample : sample.substr(0, newline));
    }

    std::string m_storage;
    std::vector<std::string_view> m_lines;
};

FormatScore score(const std::shared_ptr<const RankedFormat> &format, const SampleLines &sample,
                  std::string_view text)
{
    FormatScore out{format, 0, {}};
    const auto scratch = format->makeScratch();
    const LineContext context;
    std::size_t read = 0;
    std::size_t judged = 0;
    std::size_t number = 0;
    for (const std::string_view line : sample.lines()) {
        ++number;
        const ParsedLine parsed = format->parse(line, context, *scratch);
        if (parsed.kind == ParsedLine::Kind::Record)
            ++read;
        // Continuation lines that look the part speak for no format and against none.
        else if (looksContinued(line) && (read > 0 || trimmed(line).empty()))
            continue;
        else if (out.reason.empty())
            out.reason = "line " + std::to_string(number) + ": " + format->explain(line, context);
        ++judged;
    }
    if (judged > 0)
        out.score = static_cast<double>(read) / static_cast<double>(judged);
    else
        out.reason = "no line to judge by";
    if (read > 0 && !format->recognises(text, out.reason))
        out.score = 0;
    return out;
}

} // namespace

FormatCatalog::FormatCatalog()
{
    m_formats.push_back(std::make_shared<TapewatchFormat>());
    m_formats.push_back(std::make_shared<JsonFormat>());
    m_formats.push_back(std::make_shared<LogfmtFormat>());
    m_formats.push_back(std::make_shared<PlainFormat>());
    for (const std::string_view definition : builtinDefinitions()) {
        // A test reads every one of them, samples included.
        auto parsed = parseFormatDefinition(definition);
        assert(parsed);
        if (parsed)
            m_formats.push_back(std::make_shared<TextFormat>(*std::move(parsed)));
    }
}

FormatCatalog::~FormatCatalog() = default;

std::shared_ptr<const LineFormat> FormatCatalog::find(std::string_view name) const
{
    const auto found = std::find_if(m_formats.begin(), m_formats.end(),
                                    [&](const auto &format) { return format->name() == name; });
    return found == m_formats.end() ? nullptr : *found;
}

std::vector<FormatScore> FormatCatalog::detect(std::string_view sample, std::string_view) const
{
    struct Ranked {
        double rank;
        FormatScore score;
    };
    const SampleLines lines(sample);
    std::vector<Ranked> ranked;
    for (const auto &format : m_formats) {
        Ranked entry{0, score(format, lines, sample)};
        const double share = entry.score.score;
        if (format->specificity() > 0)
            entry.rank =
                share < kLeastScore ? share - 1 : share * (1 + kSpecificBonus * format->specificity() / 100);
        ranked.push_back(std::move(entry));
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked &a, const Ranked &b) { return a.rank > b.rank; });
    std::vector<FormatScore> out;
    for (Ranked &entry : ranked)
        out.push_back(std::move(entry.score));
    return out;
}

Result<void> FormatCatalog::add(std::string_view definition)
{
    auto parsed = parseFormatDefinition(definition);
    if (!parsed)
        return parsed.error();
    auto format = std::make_shared<TextFormat>(*std::move(parsed));
    if (auto checked = format->checkSamples(); !checked)
        return checked.error();
    const auto same = std::find_if(m_formats.begin(), m_formats.end(),
                                   [&](const auto &known) { return known->name() == format->name(); });
    if (same == m_formats.end()) {
        m_formats.push_back(std::move(format));
    } else if (dynamic_cast<const TextFormat *>(same->get()) != nullptr) {
        *same = std::move(format);
    } else {
        return Error{Error::Code::InvalidArgument, "Invalid format definition",
                     "the name '" + std::string(format->name()) + "' is taken by a format in code",
                     "Choose another name", "/name"};
    }
    return {};
}

} // namespace tapewatch::engine
