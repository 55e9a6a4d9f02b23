// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"

#include <tapewatch/format/error.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::engine {

/// What a source tells beside its lines.
struct LineContext {
    std::string bot;                   ///< from the file's name or folder; used where lines do not say
    std::string category;              ///< likewise
    std::chrono::seconds utcOffset{0}; ///< of times without a zone
    /// When the source was last written, for times without a year or a date; unset: now.
    std::optional<Timestamp> reference{};
};

/// The columns of one line, borrowed from the line, from the scratch, from the context or from the format.
struct ParsedLine {
    enum class Kind : std::uint8_t {
        Record,       ///< a record begins
        Continuation, ///< belongs to the record before it (a traceback)
        Malformed     ///< the format cannot read it: a row of its own
    };

    Kind kind = Kind::Malformed;
    Timestamp time;
    bool hasTime = false;
    Level level = Level::Info;
    bool hasLevel = false;
    std::string_view category;
    std::string_view bot;
    std::string_view logger;
};

/// How the lines of a source are read. Immutable; one object may serve many threads, each with a scratch of
/// its own.
class LineFormat {
public:
    /// Buffers that parse() reuses; one a thread.
    class Scratch {
    public:
        virtual ~Scratch() = default;
    };

    virtual ~LineFormat() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;  ///< "tapewatch", "freqtrade"
    [[nodiscard]] virtual std::string_view title() const = 0; ///< for people

    [[nodiscard]] virtual std::unique_ptr<Scratch> makeScratch() const = 0;

    /// Whether parse() may ever say Continuation. Where it may not (one line is one record), the reader need
    /// not hold the last line back.
    [[nodiscard]] virtual bool mayContinue() const { return true; }

    /// The columns of `line` (no newline; a trailing CR is ignored). Views stay valid until the next call
    /// with `scratch` or until the line goes. `line` may be read, never written, up to 64 bytes past its end
    /// (padding is the caller's part).
    [[nodiscard]] virtual ParsedLine parse(std::string_view line, const LineContext &context,
                                           Scratch &scratch) const = 0;

    /// The whole record from its text (continuation lines included).
    [[nodiscard]] virtual Record decode(std::string_view text, const LineContext &context) const = 0;
};

/// How well a format reads a sample, and why not.
struct FormatScore {
    std::shared_ptr<const LineFormat> format;
    double score = 0;   ///< share of the sample's lines that it reads, 0 to 1
    std::string reason; ///< for the first line that it does not: "line 3: expected a level, found 'foo'"
};

class RankedFormat;

/// Knows every format: ours and JSON lines in code, text formats from definitions (docs/log-formats.md).
class FormatCatalog {
public:
    /// With the definitions that the program carries.
    FormatCatalog();
    ~FormatCatalog();
    FormatCatalog(const FormatCatalog &) = delete;
    FormatCatalog &operator=(const FormatCatalog &) = delete;

    /// Adds a user's definition (JSON), in the place of one of the same name. Reads its samples and fails
    /// with InvalidArgument and the JSON pointer of the fault. Not while another thread uses the catalog.
    [[nodiscard]] Result<void> add(std::string_view definition);

    [[nodiscard]] std::shared_ptr<const LineFormat> find(std::string_view name) const;

    /// Best first: the front is the one to use. A specific format stands before a general one that reads a
    /// little more, so that a bad line here and there changes nothing. Plain text (one row a line, no
    /// columns) reads everything: it stands behind every format that reads kLeastScore of the sample or more,
    /// and before the others, which are there for their reasons.
    static constexpr double kLeastScore = 0.3;
    [[nodiscard]] std::vector<FormatScore> detect(std::string_view sample, std::string_view fileName) const;

private:
    std::vector<std::shared_ptr<const RankedFormat>> m_formats;
};

} // namespace tapewatch::engine
