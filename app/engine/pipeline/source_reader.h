// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/format_chooser.h"
#include "engine/pipeline/line_buffer.h"
#include "engine/pipeline/pipeline.h"
#include "engine/pipeline/record_assembler.h"
#include "engine/source/change_notifier.h"
#include "engine/source/follower.h"
#include "engine/source/waker.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace tapewatch::engine {

/// One source and its reader thread: follow -> parse -> store -> publish.
class SourceReader final : public Source {
public:
    struct Surroundings {
        std::shared_ptr<const FormatCatalog> formats;
        std::shared_ptr<NameTable> names;
        ChangeNotifier &notifier;              ///< used until stop() returned
        std::function<void(SourceId)> changed; ///< called from the reader thread
    };

    SourceReader(SourceId id, SourceSpec spec, Surroundings surroundings);
    ~SourceReader() override;

    void start();
    /// Ends the reader; rows that it published stay.
    void stop();

    [[nodiscard]] SourceId id() const override { return m_id; }
    [[nodiscard]] const SourceSpec &spec() const override { return m_spec; }
    [[nodiscard]] const RecordStore &store() const override { return m_store; }
    [[nodiscard]] SourceStatus status() const override;
    [[nodiscard]] std::optional<Record> record(RowId row, bool residentOnly) const override;

private:
    using Clock = std::chrono::steady_clock;

    void run();
    [[nodiscard]] bool take(const Follower::Step &step);
    void takeBytes(const Follower::Step &step);
    void takeLines();
    void takeRest();
    void pause(ChangeNotifier::Watch &watch);
    void makeRoom();
    [[nodiscard]] bool chooseFormat(bool complete);
    void commit();
    void report(SourceState state, const std::optional<Error> &ofState);

    const SourceId m_id;
    const SourceSpec m_spec;
    const LineContext m_context;
    Surroundings m_around;
    RecordStore m_store;
    Waker m_waker;

    mutable std::mutex m_mutex; // guards the next two
    SourceStatus m_status;
    std::shared_ptr<const LineFormat> m_format;

    // The reader thread's own.
    Follower m_follower;
    FormatChooser m_chooser;
    LineBuffer m_buffer;
    RecordAssembler m_assembler;
    std::shared_ptr<const Segment> m_segment; ///< that the buffer's bytes come from
    std::uint64_t m_base = 0;                 ///< where in it the buffer begins
    std::shared_ptr<const Segment> m_watched;
    SourceState m_state = SourceState::Reading;
    Clock::time_point m_lastBytes;

    std::thread m_thread;
};

} // namespace tapewatch::engine
