// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/view_scan.h"

#include "engine/pipeline/row_matcher.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace tapewatch::engine {

namespace {

constexpr std::uint32_t kChunkRows = 4096;
constexpr std::uint32_t kRowsBetweenChecks = 64; // of the clock

// Ascending by row already; times of one source mostly do not go back.
void sortByTime(std::vector<Timeline::Entry> &entries)
{
    if (!std::is_sorted(entries.begin(), entries.end()))
        std::sort(entries.begin(), entries.end());
}

} // namespace

ViewScan::ViewScan(Query query, std::shared_ptr<const NameTable> names,
                   const std::vector<std::shared_ptr<const Source>> &sources)
    : m_query(std::move(query))
    , m_everything(m_query.matchesEverything())
    , m_names(std::move(names))
{
    for (const auto &source : sources) {
        const std::uint32_t rows = source->store().rows();
        m_feeds.push_back({source, rows, rows, {}, {}});
        m_atStart += rows;
    }
    m_untested = m_atStart;
}

bool ViewScan::run(Clock::time_point deadline, const std::function<bool()> &cancelled)
{
    m_deadline = deadline;
    m_cancelled = &cancelled;
    m_stopped = false;
    for (Feed &feed : m_feeds)
        feed.found.clear();
    for (std::size_t i = 0; i < m_feeds.size() && !m_stopped; ++i)
        takeNew(m_feeds[(m_turn + i) % m_feeds.size()]);
    ++m_turn;
    while (Feed *feed = m_stopped ? nullptr : newestUntested())
        takeOld(*feed);
    handOver();
    return !cancelled();
}

// Old rows come in front of all that came before, so none is handed over while a source may still have a
// newer one: the view grows at its start instead of being interleaved again with each slice.
void ViewScan::handOver()
{
    const Feed *next = newestUntested();
    const auto mustWait = [&](const Timeline::Entry &entry) {
        return next && entry.time <= next->source->store().time(static_cast<RowId>(next->low - 1)).ns;
    };
    for (Feed &feed : m_feeds) {
        auto &old = feed.foundBackwards;
        const auto ready = std::find_if(old.begin(), old.end(), mustWait);
        feed.found.insert(feed.found.begin(), std::make_reverse_iterator(ready), old.rend());
        old.erase(old.begin(), ready);
        sortByTime(feed.found);
    }
}

bool ViewScan::timeIsUp()
{
    m_stopped = m_stopped || Clock::now() >= m_deadline || (*m_cancelled)();
    return m_stopped;
}

template <typename NextRow>
std::uint32_t ViewScan::test(const Feed &feed, std::uint32_t count, NextRow nextRow,
                             std::vector<Timeline::Entry> &found)
{
    const RecordStore &store = feed.source->store();
    std::optional<RowMatcher> matcher;
    if (!m_everything)
        matcher.emplace(m_query, *m_names, *feed.source);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (i % kRowsBetweenChecks == kRowsBetweenChecks - 1 && timeIsUp())
            return i;
        const RowId row = nextRow(i);
        if (!matcher || matcher->matches(row))
            found.push_back({store.time(row).ns, {feed.source->id(), row}});
    }
    return count;
}

void ViewScan::takeNew(Feed &feed)
{
    const std::uint32_t first = feed.high;
    feed.high += test(
        feed, feed.source->store().rows() - first,
        [first](std::uint32_t i) { return static_cast<RowId>(first + i); }, feed.found);
}

void ViewScan::takeOld(Feed &feed)
{
    const std::uint32_t end = feed.low;
    const std::uint32_t tested = test(
        feed, std::min(end, kChunkRows), [end](std::uint32_t i) { return static_cast<RowId>(end - 1 - i); },
        feed.foundBackwards);
    feed.low -= tested;
    m_untested -= tested;
}

// Where the view is looked at first: at its end.
ViewScan::Feed *ViewScan::newestUntested()
{
    Feed *newest = nullptr;
    Timestamp newestTime;
    for (Feed &feed : m_feeds) {
        if (feed.low == 0)
            continue;
        const Timestamp time = feed.source->store().time(static_cast<RowId>(feed.low - 1));
        if (!newest || time > newestTime) {
            newest = &feed;
            newestTime = time;
        }
    }
    return newest;
}

std::vector<const std::vector<Timeline::Entry> *> ViewScan::found() const
{
    std::vector<const std::vector<Timeline::Entry> *> lists;
    for (const Feed &feed : m_feeds)
        lists.push_back(&feed.found);
    return lists;
}

bool ViewScan::complete() const
{
    return m_untested == 0 && std::all_of(m_feeds.begin(), m_feeds.end(), [](const Feed &feed) {
               return feed.high == feed.source->store().rows();
           });
}

double ViewScan::progress() const
{
    return m_atStart == 0 ? 1.0 : 1.0 - static_cast<double>(m_untested) / static_cast<double>(m_atStart);
}

} // namespace tapewatch::engine
