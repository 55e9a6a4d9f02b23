// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/drain.h"

#include "front/ring_registry.h"

#include <tapewatch/detail/submit.h>
#include <tapewatch/detail/ticks.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

namespace tapewatch::backend {

using namespace std::chrono_literals;

namespace {
constexpr std::size_t kBatchBytes = 256 * 1024; // of ring between two flushes
/// A record that is published late may be stamped a little before its forerunner; more than this is a step of
/// the clock.
constexpr auto kSmoothed = 1ms;
} // namespace

Drain::Drain(const Options &options)
    : m_router(options.router)
    , m_journal(options.journal)
    , m_drops(options.drops)
    , m_recovered(options.recovered)
    , m_decoder(options.names, options.bot, options.pid)
    , m_merger(options.rings)
    , m_clock(options.clock)
    , m_repeats(
          [this](const RepeatFolder::Repeated &repeated, Timestamp now) { writeRepeated(repeated, now); })
{
    if (m_journal != nullptr)
        for (std::size_t i = 0; i < m_dropsTaken.size(); ++i)
            m_dropsTaken[i] = m_journal->committed().sinks[i].dropsTaken;
}

void Drain::discardLeftovers()
{
    m_merger.beginRound();
    m_merger.drain(std::numeric_limits<std::size_t>::max(),
                   [](std::span<const std::byte> record, std::uint32_t) {
                       if (const auto box = RecordDecoder::boxOf(record))
                           detail::dropBox(*box);
                   });
    if (m_journal != nullptr) {
        m_merger.stage(m_journal->nextParity());
        m_journal->begin(m_clock.state());
    }
    m_merger.release();
}

void Drain::configure(const RepeatsConfig &repeats, const BacktraceConfig &backtrace)
{
    m_repeats.configure(repeats, m_lastTime);
    m_backtrace.setLimit(backtrace.records);
}

void Drain::beginRound()
{
    m_roundTime = m_clock.toUtc(detail::readTicks());
    m_merger.beginRound();
}

Timestamp Drain::timeOf(std::uint64_t ticks)
{
    Timestamp time = m_clock.toUtc(ticks);
    if (time < m_lastTime && m_lastTime - time < kSmoothed)
        time = m_lastTime;
    m_lastTime = time;
    return time;
}

void Drain::write(std::span<const std::byte> record, std::uint32_t thread)
{
    detail::RecordHeader header;
    std::memcpy(&header, record.data(), sizeof header);
    const Timestamp time = timeOf(header.ticks);
    ++m_records;
    m_uncommitted = true;
    if (const auto box = RecordDecoder::boxOf(record))
        m_boxes.push_back(*box);
    if ((header.level & detail::kHeldBack) != 0)
        return holdBack(record, thread, time);
    if (m_repeats.on() && m_repeats.fold(record, m_decoder.site(header.site), thread, time))
        return;
    if ((header.level & detail::kLevelBits) >= static_cast<std::uint8_t>(Level::Error))
        writeBacktrace();
    route(m_decoder.decode(record, thread, time), header.category);
}

void Drain::route(RecordView view, std::uint8_t category)
{
    view.recovered = m_recovered;
    m_uncommitted = true;
    m_router.write(view, category);
}

/// Of a dead process, what came last and was never asked for is wanted now.
void Drain::holdBack(std::span<const std::byte> record, std::uint32_t thread, Timestamp time)
{
    if (!m_recovered) {
        detail::RecordHeader header;
        std::memcpy(&header, record.data(), sizeof header);
        m_backtrace.keep(header, RecordDecoder::bodyOf(record), thread, time);
        return;
    }
    RecordView view = m_decoder.decode(record, thread, time);
    view.backtrace = true;
    route(view, detail::kMainIndex);
}

void Drain::writeBacktrace()
{
    m_backtrace.release([this](std::span<const std::byte> record, std::uint32_t thread, Timestamp time) {
        RecordView view = m_decoder.decode(record, thread, time);
        view.backtrace = true;
        route(view, detail::kMainIndex);
    });
}

/// The message once more, with how often it came. At the time it is written, so that the file's order of
/// time is kept.
void Drain::writeRepeated(const RepeatFolder::Repeated &repeated, Timestamp time)
{
    detail::RecordHeader header;
    std::memcpy(&header, repeated.record.data(), sizeof header);
    RecordView view =
        m_decoder.decode(repeated.record, repeated.thread, std::max({time, m_lastTime, repeated.last}));
    const std::string first = toRfc3339(repeated.first);
    const std::string last = toRfc3339(repeated.last);
    std::vector<FieldView> fields(view.fields.begin(), view.fields.end());
    fields.push_back({"repeated", repeated.count});
    fields.push_back({"first_repeat", std::string_view(first)});
    fields.push_back({"last_repeat", std::string_view(last)});
    view.fields = fields;
    route(view, header.category);
}

bool Drain::takeDrops()
{
    bool any = false;
    for (std::size_t category = 0; category < m_drops.size(); ++category)
        for (std::size_t level = 0; level < kLevelCount; ++level) {
            const std::uint64_t count = m_drops[category][level].load(std::memory_order_relaxed);
            const std::uint64_t before = std::exchange(m_dropsTaken[category][level], count);
            if (count == before)
                continue;
            any = true;
            m_router.countDropped(static_cast<std::uint8_t>(category), static_cast<Level>(level),
                                  count - before);
        }
    return any;
}

void Drain::commit(Timestamp now)
{
    m_router.stage(now, m_dropsTaken);
    if (m_journal != nullptr) {
        m_merger.stage(m_journal->nextParity());
        m_journal->commit(m_clock.state());
    }
    m_merger.release();
    m_uncommitted = false;
    dropBoxes();
}

void Drain::dropBoxes()
{
    for (const detail::Box &box : m_boxes)
        if (m_recovered) {
            platform::SharedFile::unmap(box.bytes, box.length);
            m_journal->folder().removeFile(front::RingRegistry::boxName(box.file));
        } else {
            detail::dropBox(box);
        }
    m_boxes.clear();
}

void Drain::hold()
{
    takeDrops();
    addOwn();
}

void Drain::addOwn()
{
    const Timestamp now = Timestamp::now();
    commit(now);
    m_router.flush(now);
}

void Drain::settleRepeats()
{
    m_repeats.settleAll(m_roundTime);
    if (m_uncommitted)
        addOwn();
}

bool Drain::runBatch()
{
    const bool done = m_merger.drain(kBatchBytes, [this](std::span<const std::byte> record,
                                                         std::uint32_t thread) { write(record, thread); });
    if (done)
        m_repeats.settleDue(m_roundTime);
    const bool dropped = takeDrops();
    const Timestamp now = Timestamp::now();
    if (dropped || m_uncommitted || m_router.owesReport())
        commit(now);
    m_router.flush(now);
    if (!m_recovered)
        m_clock.adjust();
    return done;
}

} // namespace tapewatch::backend
