// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/file_sink.h"

#include "sinks/active_file.h"
#include "sinks/durability.h"
#include "sinks/faults.h"
#include "sinks/io_error.h"
#include "sinks/journaled_backlog.h"
#include "sinks/losses.h"
#include "sinks/rotation_clock.h"
#include "sinks/segments.h"
#include "sinks/text_layout.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace tapewatch::sinks {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t kBufferBytes = 320 * 1024; // of encoded records between two flushes, usually
constexpr auto kCheckEvery = 1s;                 // looks at the path, retries what failed
constexpr auto kRetentionEvery = 1h;             // segments age without a rotation too
constexpr auto kLateness = 1s;                   // records of a past period that may still come

std::filesystem::path activePath(const FileSink::Options &options)
{
    const LogFileName name{options.instance, options.category, std::nullopt, false};
    std::error_code failed; // the working folder may be gone; the path serves as it is then
    const std::filesystem::path folder = std::filesystem::absolute(options.directory, failed);
    return (failed ? options.directory : folder) / toString(name);
}

} // namespace

class FileSink::Impl {
public:
    Impl(Options options, std::optional<journal::RedoLog> redo);

    std::optional<Error> start();
    void resume();
    void stage(Timestamp now, const std::array<std::uint64_t, kLevelCount> &dropsTaken);
    std::uint64_t append(RecordView &record);
    void countDropped(Level level, std::uint64_t count, std::optional<Timestamp> at);
    std::optional<Error> flush(Timestamp now);
    void finish();
    void reconfigure(Layout layout, const RotationConfig &rotation, const RetentionConfig &retention);
    const CategoryMetrics &metrics();
    void setPending(std::uint64_t maxBytes, OverflowPolicy overflow);
    [[nodiscard]] std::uint64_t pendingRecords() const { return m_backlog.records(); }
    [[nodiscard]] bool isFull() const;
    [[nodiscard]] bool owesReport() const { return m_losses.any() && !m_refused; }
    [[nodiscard]] std::uint64_t lastSeq() const { return m_seq; }
    [[nodiscard]] std::uint64_t writtenSeq() const { return m_seq - m_backlog.records(); }
    [[nodiscard]] std::optional<Result<void>> durable(std::uint64_t seq) const
    {
        return m_durability.outcome(seq, m_file);
    }
    [[nodiscard]] Durability &durability() { return m_durability; }

private:
    // Into the backlog.
    std::uint64_t put(RecordView &record, OverflowPolicy overflow);
    [[nodiscard]] bool mayWait(std::size_t bytes, Level level, OverflowPolicy overflow) const;
    bool startsFile(Timestamp time, std::size_t bytes);
    bool reportLosses(Timestamp at);
    [[nodiscard]] std::uint64_t lastFileBytes() const;

    // Out of the backlog.
    bool writeOut();
    bool writeRun();
    bool reopen();
    void adopt(ActiveFile file);

    // Files.
    void check(Timestamp now);
    void rotate();
    void rotateIfPeriodIsOver(Timestamp now);
    void retain(Timestamp now);
    [[nodiscard]] bool reserveIsShort() const;

    Options m_options;
    std::filesystem::path m_path;
    ActiveFile m_file;
    JournaledBacklog m_backlog;
    Durability m_durability;
    Losses m_losses;
    Faults m_faults;
    CategoryMetrics m_metrics;
    RotationClock m_clock;
    std::uint64_t m_seq = 0;
    bool m_refused = false;        ///< the last write failed: flush() alone tries again
    bool m_mayReopen = true;       ///< after a failure check() allows one more try
    bool m_rotateNext = false;     ///< the next record begins a new file
    bool m_rotationFailed = false; ///< check() tries again; until then everything goes to the old file
    bool m_retainNow = true;
    Timestamp m_lastCheck{std::numeric_limits<std::int64_t>::min()};
    Timestamp m_lastRetention;
    Timestamp m_lastStamp; ///< of the last segment: names sort in the order of writing
};

FileSink::Impl::Impl(Options options, std::optional<journal::RedoLog> redo)
    : m_options(std::move(options))
    , m_path(activePath(m_options))
    , m_backlog(kBufferBytes, std::move(redo))
    , m_durability(m_path, m_options.sync, m_options.syncThread)
    , m_clock(m_options.rotation.every)
{
    m_metrics.name = m_options.category;
    m_metrics.file = m_path.string();
}

std::optional<Error> FileSink::Impl::start()
{
    Result<ActiveFile> file = ActiveFile::open(m_path);
    if (!file)
        return file.error();
    adopt(std::move(*file));
    // Names sort in the order of writing, also behind what an earlier process wrote.
    for (const Segment &segment : finishedSegments(m_path.parent_path(), m_options.bot, m_options.category))
        if (segment.name.instance == m_options.instance)
            m_lastStamp = std::max(m_lastStamp, *segment.name.firstRecord);
    if (m_options.startsFile)
        rotate();
    retain(Timestamp::now());
    return std::nullopt;
}

void FileSink::Impl::resume()
{
    const journal::SinkState left = m_backlog.left();
    m_seq = left.seq;
    for (std::size_t level = 0; level < kLevelCount; ++level)
        if (left.losses[level] > 0)
            countDropped(static_cast<Level>(level), left.losses[level], std::nullopt);
    if (!m_backlog.resume(m_file, m_path.parent_path()))
        m_faults.set(Faults::Journal, {Error::Code::Corrupt,
                                       "Cannot recover all of " + m_path.string(),
                                       "what was kept of it in shared memory is damaged",
                                       {},
                                       {}});
}

void FileSink::Impl::stage(Timestamp now, const std::array<std::uint64_t, kLevelCount> &dropsTaken)
{
    if (m_losses.any())
        reportLosses(now);
    if (m_backlog.stage(m_seq, dropsTaken, m_losses.byLevel()))
        m_faults.clear(Faults::Journal);
    else
        m_faults.set(Faults::Journal, {Error::Code::Io,
                                       "Records that wait for the file system would not survive a crash",
                                       "the folder in shared memory has no room for them",
                                       "Make room there, or set TAPEWATCH_CRASH_DIR to another folder",
                                       {}});
}

std::uint64_t FileSink::Impl::append(RecordView &record)
{
    if (!m_losses.any() || reportLosses(record.timestamp)) {
        if (const std::uint64_t seq = put(record, m_options.overflow))
            return seq;
    }
    countDropped(record.level, 1, record.timestamp);
    return 0;
}

void FileSink::Impl::countDropped(Level level, std::uint64_t count, std::optional<Timestamp> at)
{
    m_losses.add(level, count, at);
    m_metrics.dropped[static_cast<std::size_t>(level)] += count;
}

bool FileSink::Impl::reportLosses(Timestamp at)
{
    const LossReport report(m_losses, m_options.bot, at);
    RecordView record = report.record();
    if (put(record, OverflowPolicy::Drop) == 0)
        return false;
    m_losses = {};
    return true;
}

/// Memory is only asked for while the file system refuses: the record that makes it begin to may pass the
/// bound, since parts of it may be in the file by then.
std::uint64_t FileSink::Impl::put(RecordView &record, OverflowPolicy overflow)
{
    if (record.category.empty())
        record.category = m_options.category;
    record.seq = m_seq + 1;
    if (m_options.layout == Layout::Json)
        appendJsonLine(record, m_backlog.buffer());
    else
        appendTextLine(record, m_backlog.buffer());

    const std::size_t bytes = m_backlog.unsealedBytes();
    if (m_refused && !mayWait(bytes, record.level, overflow)) {
        m_backlog.discard();
        return 0;
    }
    m_backlog.seal(record.level, startsFile(record.timestamp, bytes));
    ++m_seq;
    return record.seq;
}

/// The last quarter is for what may not be shed, as in a ring.
bool FileSink::Impl::mayWait(std::size_t bytes, Level level, OverflowPolicy overflow) const
{
    if (overflow == OverflowPolicy::Block)
        return true;
    const bool sheds = overflow == OverflowPolicy::Shed && level <= Level::Info;
    const std::uint64_t limit = m_options.maxPendingBytes - (sheds ? m_options.maxPendingBytes / 4 : 0);
    return m_backlog.heldBytes() + bytes <= limit;
}

bool FileSink::Impl::isFull() const
{
    return m_refused && m_options.overflow == OverflowPolicy::Block &&
           m_backlog.heldBytes() >= m_options.maxPendingBytes;
}

bool FileSink::Impl::startsFile(Timestamp time, std::size_t bytes)
{
    const std::uint64_t before = lastFileBytes();
    const std::uint64_t limit = m_options.rotation.maxBytes;
    const bool full = limit > 0 && before + bytes > limit;
    const bool due = before > 0 && !m_rotationFailed && (full || m_rotateNext || m_clock.isOver(time));
    if (before == 0 || due) {
        m_rotateNext = false;
        m_clock.start(time);
    }
    return due;
}

/// Size that the file of the backlog's last record has once everything is written.
std::uint64_t FileSink::Impl::lastFileBytes() const
{
    return m_backlog.hasMark() ? m_backlog.bytesSinceMark() : m_file.size() + m_backlog.bytes();
}

bool FileSink::Impl::writeOut()
{
    while (!m_backlog.empty()) {
        if (m_backlog.frontStartsFile() && m_backlog.atRecordStart()) {
            m_backlog.clearFrontMark();
            rotate();
        }
        if (!writeRun()) {
            m_refused = true;
            return false;
        }
    }
    m_refused = false;
    m_faults.clear(Faults::Write);
    return true;
}

/// Looks at the file's name before the write, so that nothing goes to a deleted file, and after it, so that
/// what did all the same is written again to the new one: each record is once in a file that had a name when
/// it was written.
bool FileSink::Impl::writeRun()
{
    if (!m_file.hasName() && !reopen())
        return false;
    m_backlog.publishWrite(m_file);
    const ActiveFile::Written written = m_file.write(m_backlog.nextRun());
    if (!m_file.hasName())
        return reopen();
    m_metrics.bytes += written.bytes;
    m_metrics.written += m_backlog.consume(written.bytes, m_metrics.byLevel);
    m_backlog.publishWritten(m_file);
    if (written.error == 0)
        return true;
    m_faults.set(Faults::Write, ioError("Cannot write log file " + m_path.string(), written.error));
    return false;
}

/// Goes back to the path. Keeps the file it has where that fails and the file still has a name.
bool FileSink::Impl::reopen()
{
    if (!m_mayReopen)
        return false;
    Result<ActiveFile> file = ActiveFile::open(m_path);
    if (!file) {
        m_mayReopen = false;
        m_faults.set(Faults::Open, file.error());
        if (!m_file.hasName())
            m_file.close();
        return false;
    }
    m_faults.clear(Faults::Open);
    m_backlog.rewind();
    adopt(std::move(*file));
    return true;
}

void FileSink::Impl::adopt(ActiveFile file)
{
    if (m_file.isOpen())
        m_durability.leave(m_file, writtenSeq());
    m_durability.begin(true);
    m_file = std::move(file);
    m_rotationFailed = false;
    if (m_file.size() == 0)
        return;
    m_clock.start(m_file.firstRecordTime());
    m_rotateNext = (m_file.firstByte() == '{') != (m_options.layout == Layout::Json);
}

std::optional<Error> FileSink::Impl::flush(Timestamp now)
{
    if (now < m_lastCheck || now.ns >= m_lastCheck.ns + std::chrono::nanoseconds(kCheckEvery).count())
        check(now);
    if (writeOut())
        rotateIfPeriodIsOver(now);
    m_durability.update(m_file, writtenSeq(), now);
    if (m_durability.fault())
        m_faults.set(Faults::Sync, *m_durability.fault());
    else
        m_faults.clear(Faults::Sync);
    return m_faults.take();
}

void FileSink::Impl::check(Timestamp now)
{
    m_lastCheck = now;
    m_mayReopen = true;
    if (!m_file.isAt(m_path))
        reopen();
    if (m_rotationFailed && m_backlog.atRecordStart())
        rotate();
    m_rotateNext = m_durability.wantsNewFile(m_file, now) || m_rotateNext;
    if (m_retainNow || Timestamp::now() - m_lastRetention > kRetentionEvery || reserveIsShort())
        retain(Timestamp::now());
}

/// Everything before the backlog's first record is in the file, and nothing of what comes.
void FileSink::Impl::rotate()
{
    m_rotationFailed = !m_file.isAt(m_path) && !reopen();
    if (m_rotationFailed || m_file.size() == 0)
        return;
    Timestamp stamp = std::max(m_file.firstRecordTime(), m_lastStamp + 1ns);
    Result<ActiveFile> next = finishSegment(m_path, stamp);
    m_rotationFailed = !next.ok();
    if (!next) {
        Error error = next.error();
        error.what = "Cannot rotate log file " + m_path.string();
        m_faults.set(Faults::Rotate, std::move(error));
        return;
    }
    m_lastStamp = stamp;
    m_durability.leave(m_file, writtenSeq());
    m_durability.begin(false);
    m_file = std::move(*next);
    m_faults.clear(Faults::Rotate);
    ++m_metrics.rotations;
    if (m_options.onSegmentFinished)
        m_options.onSegmentFinished();
    retain(Timestamp::now());
}

void FileSink::Impl::rotateIfPeriodIsOver(Timestamp now)
{
    if (!m_clock.isOver(now - kLateness))
        return;
    m_clock.start(now - kLateness); // of an empty file too: a late record that comes now stays in it
    if (!m_rotationFailed)
        rotate();
}

/// By the system's clock, whatever the records' times are: it is compared with the times of the files.
void FileSink::Impl::retain(Timestamp now)
{
    m_retainNow = false;
    m_lastRetention = now;
    const RetentionConfig &limits = m_options.retention;
    if (limits == RetentionConfig{})
        return;
    auto segments = finishedSegments(m_path.parent_path(), m_options.bot, m_options.category);
    if (std::optional<Error> error = applyRetention(limits, segments, now, freeBytes(m_path.parent_path())))
        m_faults.set(Faults::Retain, std::move(*error));
    else
        m_faults.clear(Faults::Retain);
}

bool FileSink::Impl::reserveIsShort() const
{
    const std::uint64_t wanted = m_options.retention.minFreeBytes;
    return wanted > 0 && freeBytes(m_path.parent_path()) < wanted;
}

void FileSink::Impl::finish()
{
    m_mayReopen = true;
    if (m_losses.any())
        reportLosses(Timestamp::now());
    writeOut();
    if (m_file.isOpen())
        m_durability.leave(m_file, writtenSeq());
}

void FileSink::Impl::reconfigure(Layout layout, const RotationConfig &rotation,
                                 const RetentionConfig &retention)
{
    m_rotateNext = m_rotateNext || layout != m_options.layout;
    m_retainNow = m_retainNow || retention != m_options.retention;
    m_options.layout = layout;
    m_options.rotation = rotation;
    m_options.retention = retention;
    m_clock.setPeriod(rotation.every);
    if (rotation.maxBytes > 0 && lastFileBytes() > rotation.maxBytes) {
        m_rotateNext = true;
        if (writeOut() && !m_rotationFailed)
            rotate();
    }
}

void FileSink::Impl::setPending(std::uint64_t maxBytes, OverflowPolicy overflow)
{
    m_options.maxPendingBytes = maxBytes;
    m_options.overflow = overflow;
}

const CategoryMetrics &FileSink::Impl::metrics()
{
    m_metrics.pendingBytes = m_backlog.bytes();
    m_metrics.lastError = m_faults.text();
    return m_metrics;
}

FileSink::FileSink(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl))
{
}

FileSink::~FileSink()
{
    m_impl->finish();
}

Result<std::unique_ptr<FileSink>> FileSink::open(Options options, std::optional<journal::RedoLog> redo)
{
    auto impl = std::make_unique<Impl>(std::move(options), std::move(redo));
    if (std::optional<Error> error = impl->start())
        return std::move(*error);
    return std::unique_ptr<FileSink>(new FileSink(std::move(impl)));
}

Result<std::unique_ptr<FileSink>> FileSink::resume(Options options, journal::RedoLog redo)
{
    auto impl = std::make_unique<Impl>(std::move(options), std::move(redo));
    if (std::optional<Error> error = impl->start())
        return std::move(*error);
    impl->resume();
    return std::unique_ptr<FileSink>(new FileSink(std::move(impl)));
}

void FileSink::stage(Timestamp now, const std::array<std::uint64_t, kLevelCount> &dropsTaken)
{
    m_impl->stage(now, dropsTaken);
}

std::uint64_t FileSink::append(RecordView record)
{
    return m_impl->append(record);
}

void FileSink::countDropped(Level level, std::uint64_t count)
{
    if (count > 0)
        m_impl->countDropped(level, count, std::nullopt);
}

std::optional<Error> FileSink::flush(Timestamp now)
{
    return m_impl->flush(now);
}

void FileSink::reconfigure(Layout layout, const RotationConfig &rotation, const RetentionConfig &retention)
{
    m_impl->reconfigure(layout, rotation, retention);
}

const CategoryMetrics &FileSink::metrics() const
{
    return m_impl->metrics();
}

std::uint64_t FileSink::pendingRecords() const
{
    return m_impl->pendingRecords();
}

void FileSink::setPending(std::uint64_t maxBytes, OverflowPolicy overflow)
{
    m_impl->setPending(maxBytes, overflow);
}

bool FileSink::isFull() const
{
    return m_impl->isFull();
}

bool FileSink::owesReport() const
{
    return m_impl->owesReport();
}

std::uint64_t FileSink::lastSeq() const
{
    return m_impl->lastSeq();
}

void FileSink::setSync(const SyncConfig &sync)
{
    m_impl->durability().configure(sync);
}

void FileSink::demandSync()
{
    m_impl->durability().demand(m_impl->lastSeq());
}

std::optional<Result<void>> FileSink::durable(std::uint64_t seq) const
{
    return m_impl->durable(seq);
}

std::uint64_t FileSink::durableSeq() const
{
    return m_impl->durability().durable();
}

std::uint64_t FileSink::unansweredRecords() const
{
    return m_impl->durability().unanswered(m_impl->writtenSeq());
}

} // namespace tapewatch::sinks
