// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/drain.h"

#include "front/ring_registry.h"

#include <tapewatch/detail/submit.h>

#include <limits>
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

void Drain::write(std::span<const std::byte> record, std::uint32_t thread)
{
    detail::RecordHeader header;
    std::memcpy(&header, record.data(), sizeof header);
    Timestamp time = m_clock.toUtc(header.ticks);
    if (time < m_lastTime && m_lastTime - time < kSmoothed)
        time = m_lastTime;
    m_lastTime = time;
    RecordView view = m_decoder.decode(record, thread, time);
    view.recovered = m_recovered;
    m_router.write(view, header.category);
    if (const auto box = RecordDecoder::boxOf(record))
        m_boxes.push_back(*box);
    ++m_records;
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
    m_committedRecords = m_records;
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

bool Drain::runBatch()
{
    const bool done = m_merger.drain(kBatchBytes, [this](std::span<const std::byte> record,
                                                         std::uint32_t thread) { write(record, thread); });
    const bool dropped = takeDrops();
    const Timestamp now = Timestamp::now();
    if (dropped || m_records != m_committedRecords || m_router.owesReport())
        commit(now);
    m_router.flush(now);
    if (!m_recovered)
        m_clock.adjust();
    return done;
}

} // namespace tapewatch::backend
