// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/parse/line_format.h"
#include "engine/store/name_table.h"
#include "engine/store/record_store.h"
#include "engine/store/row.h"

#include <tapewatch/format/error.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tapewatch::engine {

/// What to open. Files of ours are opened as a family: finished segments first, then the active file,
/// followed through rotations.
struct SourceSpec {
    std::filesystem::path path;                 ///< the file that is followed
    std::vector<std::filesystem::path> history; ///< finished segments to read before it, oldest first
    bool follow = true;
    std::string format;                            ///< name of a format; empty: detect
    std::optional<std::chrono::seconds> utcOffset; ///< of times without a zone; unset: UTC
    std::string bot;                               ///< empty: from the file's name
};

enum class SourceState : std::uint8_t {
    Reading,   ///< catching up with what is there
    Following, ///< at the end, waiting for more
    Waiting,   ///< the file is not there (yet, or any more); looking for it
    Done,      ///< read to its end, not followed
    Failed     ///< cannot be read; `error` says why
};

/// A snapshot of a source, copied under a short lock.
struct SourceStatus {
    SourceState state = SourceState::Reading;
    std::string formatName;
    std::string formatTitle;
    std::string formatReason; ///< why the next best format lost
    std::uint64_t bytesRead = 0;
    std::uint64_t bytesTotal = 0; ///< of what was there when last looked
    std::uint64_t malformed = 0;  ///< lines that the format could not read
    std::uint64_t rotations = 0;
    std::uint64_t lostBytes = 0; ///< destroyed by the writer before they could be read (copy and truncate)
    /// Why it failed; in other states, what could not be read of a finished file.
    std::optional<Error> error;
};

/// One opened source. Lives as long as somebody holds it; its reader thread ends when the pipeline closes it.
class Source {
public:
    virtual ~Source() = default;
    [[nodiscard]] virtual SourceId id() const = 0;
    [[nodiscard]] virtual const SourceSpec &spec() const = 0;
    [[nodiscard]] virtual const RecordStore &store() const = 0;
    [[nodiscard]] virtual SourceStatus status() const = 0;
    /// Decodes a published row. `residentOnly`: never reads a file; nothing where it would have to.
    [[nodiscard]] virtual std::optional<Record> record(RowId row, bool residentOnly) const = 0;
};

/// Runs one reader thread a source: follow -> parse -> store -> publish.
class Pipeline {
public:
    /// Called from reader threads, must return at once: `id` has new rows or another status.
    using Listener = std::function<void(SourceId id)>;

    Pipeline(std::shared_ptr<const FormatCatalog> formats, std::shared_ptr<NameTable> names,
             Listener listener);
    /// Closes every source.
    ~Pipeline();
    Pipeline(const Pipeline &) = delete;
    Pipeline &operator=(const Pipeline &) = delete;

    /// Starts reading; a file that cannot be opened shows in its status.
    std::shared_ptr<const Source> open(SourceSpec spec);
    /// Stops and joins its reader; the listener is not called for it afterwards.
    void close(SourceId id);

    [[nodiscard]] std::vector<std::shared_ptr<const Source>> sources() const;
    [[nodiscard]] std::shared_ptr<const Source> source(SourceId id) const;
    [[nodiscard]] const NameTable &names() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The sources that a path stands for: a file as itself; a folder as its log files, segments grouped behind
/// their active file. A file that belongs to a family of ours opens the whole family. Binary files (NUL bytes
/// in the first 4 KiB that are not UTF-16) and unreadable paths are errors that say so.
[[nodiscard]] Result<std::vector<SourceSpec>> discoverSources(const std::filesystem::path &path);
/// The folders whose files discoverSources(`folder`) looks at: itself and those below, to a depth.
[[nodiscard]] std::vector<std::filesystem::path> logFolders(const std::filesystem::path &folder);

} // namespace tapewatch::engine
