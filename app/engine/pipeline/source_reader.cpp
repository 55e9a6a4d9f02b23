// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/source_reader.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>

namespace tapewatch::engine {

namespace {

using namespace std::chrono_literals;

// How long the last record may wait for a line that continues it.
constexpr auto kHoldBack = 50ms;
// Looking at a busy file more often than this costs more than it shows.
constexpr auto kLookInterval = 5ms;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

LineContext contextOf(const SourceSpec &spec)
{
    LineContext context;
    context.utcOffset = spec.utcOffset.value_or(std::chrono::seconds{0});
    if (const auto ours = parseLogFileName(spec.path.filename().string())) {
        context.bot = ours->instance;
        context.category = ours->category;
    } else {
        context.bot = spec.path.stem().string();
    }
    if (!spec.bot.empty())
        context.bot = spec.bot;
    return context;
}

} // namespace

SourceReader::SourceReader(SourceId id, SourceSpec spec, Surroundings surroundings)
    : m_id(id)
    , m_spec(std::move(spec))
    , m_context(contextOf(m_spec))
    , m_around(std::move(surroundings))
    , m_follower({m_spec.path, m_spec.history, m_spec.follow})
    , m_chooser(m_around.formats, m_spec.format, m_spec.path.filename().string())
    , m_assembler(*m_around.names, m_context)
{
}

SourceReader::~SourceReader()
{
    stop();
}

void SourceReader::start()
{
    m_thread = std::thread([this] { run(); });
}

void SourceReader::stop()
{
    m_waker.stop();
    if (m_thread.joinable())
        m_thread.join();
}

SourceStatus SourceReader::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

std::optional<Record> SourceReader::record(RowId row, bool residentOnly) const
{
    std::shared_ptr<const LineFormat> format;
    {
        const std::lock_guard lock(m_mutex);
        format = m_format;
    }
    const auto text = residentOnly ? m_store.residentText(row) : m_store.text(row);
    if (!text || !format)
        return std::nullopt;
    return format->decode(*text, m_context);
}

void SourceReader::run()
{
    ChangeNotifier::Watch watch(m_around.notifier, m_spec.path, m_waker);
    while (!m_waker.stopped()) {
        makeRoom();
        const auto room = m_buffer.room();
        const Follower::Step step = m_follower.next(room.data(), room.size());
        if (!take(step))
            return;
        if (step.found != Follower::Found::Bytes && step.found != Follower::Found::EndOfFile)
            pause(watch);
    }
}

// False when there will never be more.
bool SourceReader::take(const Follower::Step &step)
{
    switch (step.found) {
    case Follower::Found::Bytes:
        takeBytes(step);
        report(m_state, std::nullopt);
        return true;
    case Follower::Found::EndOfFile:
        takeRest();
        return true;
    case Follower::Found::Idle:
        report(SourceState::Following, std::nullopt);
        return true;
    case Follower::Found::Waiting:
        report(SourceState::Waiting, std::nullopt);
        return true;
    case Follower::Found::Done:
        report(SourceState::Done, std::nullopt);
        return false;
    case Follower::Found::Failed:
        report(SourceState::Failed, step.error);
        return m_spec.follow;
    }
    return false;
}

void SourceReader::takeBytes(const Follower::Step &step)
{
    m_segment = step.segment;
    if (m_buffer.bytes().empty())
        m_base = step.offset;
    m_buffer.added(step.bytes);
    if (step.offset == 0 && m_buffer.bytes().starts_with(kByteOrderMark))
        m_buffer.skip(kByteOrderMark.size());
    m_lastBytes = Clock::now();
    if (!chooseFormat(false))
        return;
    takeLines();
    commit();
}

void SourceReader::takeLines()
{
    while (const auto line = m_buffer.nextLine())
        m_assembler.add(m_buffer.bytes(), *line);
}

// Nothing will be added to what is here.
void SourceReader::takeRest()
{
    const bool readable = chooseFormat(true); // false: nothing but empty lines
    if (readable)
        takeLines();
    if (const auto line = m_buffer.takeRest(); line && readable)
        m_assembler.add(m_buffer.bytes(), *line);
    m_assembler.release();
    commit();
}

// A line longer than the largest buffer is cut.
void SourceReader::makeRoom()
{
    if (!m_buffer.room().empty())
        return;
    if (m_assembler.holdsBack()) {
        m_assembler.release();
        commit();
    } else {
        takeRest();
    }
}

bool SourceReader::chooseFormat(bool complete)
{
    const auto chosen = m_chooser.look(m_buffer.bytes().substr(m_buffer.lineStart()), complete);
    if (chosen) {
        m_assembler.setFormat(chosen->format);
        const std::lock_guard lock(m_mutex);
        m_format = chosen->format;
        m_status.formatName = chosen->format->name();
        m_status.formatTitle = chosen->format->title();
        m_status.formatReason = chosen->reason;
    }
    return m_chooser.chosen();
}

void SourceReader::pause(ChangeNotifier::Watch &watch)
{
    if (auto current = m_follower.current(); current != m_watched) {
        watch.watchFile(current ? current->descriptor() : -1);
        m_watched = std::move(current);
    }
    if (m_state == SourceState::Waiting)
        watch.watchFolder();

    auto longest = m_follower.patience();
    if (m_assembler.holdsBack()) {
        const auto held =
            std::chrono::ceil<std::chrono::milliseconds>(m_lastBytes + kHoldBack - Clock::now());
        if (held <= 0ms) {
            m_assembler.release();
            commit();
        } else {
            longest = std::min(longest, held);
        }
    }
    const auto began = Clock::now();
    m_waker.wait(longest);
    const auto left = kLookInterval - (Clock::now() - began);
    if (left > 0ms)
        m_waker.rest(std::chrono::ceil<std::chrono::milliseconds>(left));
}

// Gives the rows that are ready to the store, with the bytes that they stand in.
void SourceReader::commit()
{
    const std::size_t end = m_assembler.holdsBack() ? m_assembler.heldStart() : m_buffer.lineStart();
    const auto &rows = m_assembler.rows();
    if (!rows.empty()) {
        m_store.beginBlock(m_segment, m_base, std::string(m_buffer.bytes().substr(0, end)));
        for (const RecordAssembler::Row &row : rows)
            m_store.append(row.columns, static_cast<std::uint32_t>(row.start),
                           static_cast<std::uint32_t>(row.end - row.start));
        m_store.publish();
        m_assembler.clearRows();
        m_around.changed(m_id);
    }
    if (end == 0)
        return;
    m_buffer.discard(end);
    m_assembler.moveBack(end);
    m_base += end;
}

void SourceReader::report(SourceState state, const std::optional<Error> &ofState)
{
    m_state = state;
    // What keeps the source from being read at all counts before what one of its files lacks.
    const std::optional<Error> &error = ofState ? ofState : m_follower.fault();
    bool news = false;
    {
        const std::lock_guard lock(m_mutex);
        news = m_status.state != state || m_status.error != error ||
               m_status.rotations != m_follower.rotations() || m_status.lostBytes != m_follower.lostBytes();
        m_status.state = state;
        m_status.error = error;
        m_status.bytesRead = m_follower.bytesRead();
        m_status.bytesTotal = m_follower.bytesTotal();
        m_status.malformed = m_assembler.malformed();
        m_status.rotations = m_follower.rotations();
        m_status.lostBytes = m_follower.lostBytes();
    }
    if (news)
        m_around.changed(m_id);
}

} // namespace tapewatch::engine
