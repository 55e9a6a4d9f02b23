// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/error_reporter.h"
#include "hooks/hook_thread.h"
#include "journal/journal.h"
#include "redact/redactor.h"
#include "sinks/compressor.h"
#include "sinks/file_sink.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/metrics.h>
#include <tapewatch/format/record.h>
#include <tapewatch/output.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tapewatch::backend {

/// Takes secrets out of each record, then brings it to the files of its category, to `error` as well where it
/// is one, to the console, the outputs and the compliance hook. Used from the backend's thread only.
class Router {
public:
    struct Environment {
        std::string instance; ///< first part of the file names
        std::vector<std::shared_ptr<Output>> outputs;
        std::shared_ptr<ErrorReporter> reporter;
        std::shared_ptr<hooks::HookThread> hooks;
        journal::Journal *journal = nullptr;  ///< borrowed; null: nothing survives the process
        bool recover = false;                 ///< go on where the journal's process was
        bool startFiles = false;              ///< leave the active files as they are, and begin new ones
        std::function<void()> synced = [] {}; ///< called by another thread when a sync has ended
    };
    /// By category and level, of the counts of records that full rings refused: how many are known here.
    using DropsTaken = std::array<std::array<std::uint64_t, kLevelCount>, kMaxCategories>;

    /// Opens the files of every enabled category. `categories` are the names by index.
    /// The first file that cannot be opened is the error.
    [[nodiscard]] static Result<std::unique_ptr<Router>>
    open(const Config &config, const std::vector<std::string> &categories, Environment environment);

    void write(RecordView record, std::uint8_t category);
    void countDropped(std::uint8_t category, Level level, std::uint64_t count);
    /// Prepares a commit of the journal: everything written so far is part of it.
    void stage(Timestamp now, const DropsTaken &dropsTaken);
    void flush(Timestamp now);
    /// Sends no more notices, so that whoever else holds the hooks is the last to do so.
    void releaseHooks() { m_environment.hooks.reset(); }
    void report(const Error &error) { m_environment.reporter->report(error); }

    /// New settings from the next record on. A file that cannot be opened is reported; the rest takes effect.
    void reconfigure(const Config &config, const std::vector<std::string> &categories);

    /// Finished segments stay as they are from now on. Waits for no disk.
    void stopCompression() { m_compressor.stop(); }

    [[nodiscard]] std::vector<CategoryMetrics> metrics() const;
    /// Records that the file system has not taken yet.
    [[nodiscard]] std::uint64_t pendingRecords() const;
    /// Memory for what the file system refuses is full in a category whose calls are to wait: take no more
    /// from the rings.
    [[nodiscard]] bool isFull() const;
    /// Losses can be reported now.
    [[nodiscard]] bool owesReport() const;

    // On the disk itself (docs/durability.md).

    [[nodiscard]] std::vector<std::string_view> categories() const; ///< by index
    [[nodiscard]] std::optional<std::size_t> indexOf(std::string_view category) const;
    /// Null where it is disabled.
    [[nodiscard]] sinks::FileSink *sink(std::size_t index) const { return m_channels[index].sink.get(); }
    /// Has the flushes to come sync what was written, in every category that is to be synced at all.
    void demandSync();
    /// Written records whose sync is to come.
    [[nodiscard]] std::uint64_t unansweredRecords() const;
    /// Waits for the disk itself.
    void settle();

private:
    struct Channel {
        std::string name;
        CategoryConfig config;
        std::unique_ptr<sinks::FileSink> sink; ///< null while disabled
    };
    struct Guarded {
        std::shared_ptr<Output> output;
        Level level = Level::Trace;
        bool faultReported = false;
    };

    Router(const Config &config, Environment environment);

    [[nodiscard]] Result<void> openChannel(std::size_t index, const Config &config);
    [[nodiscard]] Result<std::unique_ptr<sinks::FileSink>> openSink(std::size_t index, const Config &config);
    void writeToOutputs(const RecordView &record);
    void notifyCompliance(const RecordView &record);
    void setConsole(const ConsoleConfig &config);
    template <typename Call>
    void guarded(Guarded &output, Call &&call);

    Environment m_environment;
    sinks::Compressor m_compressor; ///< woken by the sinks of the channels, hence made before them
    std::shared_ptr<sinks::SyncThread> m_sync;
    std::vector<Channel> m_channels;
    std::vector<Guarded> m_outputs; ///< the program's, then the console where it is on
    ConsoleConfig m_console;
    redact::Redactor m_redactor;
};

} // namespace tapewatch::backend
