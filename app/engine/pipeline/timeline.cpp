// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/timeline.h"

#include <algorithm>
#include <iterator>

namespace tapewatch::engine {

namespace {

using Entry = Timeline::Entry;

// The rest of a list that is being merged.
struct Rest {
    const Entry *next;
    const Entry *end;
};

bool later(const Rest &a, const Rest &b)
{
    return *b.next < *a.next;
}

} // namespace

std::vector<Entry> mergedLists(const std::vector<const std::vector<Entry> *> &lists)
{
    std::vector<Rest> heap; // the list with the smallest entry in front
    std::size_t count = 0;
    for (const auto *list : lists) {
        count += list->size();
        if (!list->empty())
            heap.push_back({list->data(), list->data() + list->size()});
    }
    std::make_heap(heap.begin(), heap.end(), later);
    std::vector<Entry> merged;
    merged.reserve(count);
    while (heap.size() > 1) {
        std::pop_heap(heap.begin(), heap.end(), later);
        Rest &first = heap.back();
        const Entry &limit = *heap.front().next;
        // Sources take turns for stretches of many rows more often than row by row.
        do
            merged.push_back(*first.next++);
        while (first.next != first.end && *first.next < limit);
        if (first.next == first.end)
            heap.pop_back();
        else
            std::push_heap(heap.begin(), heap.end(), later);
    }
    if (!heap.empty())
        merged.insert(merged.end(), heap.front().next, heap.front().end);
    return merged;
}

void Timeline::restart(const std::vector<std::shared_ptr<const Source>> &sources)
{
    m_rows.clear();
    m_rows.shrink_to_fit();
    m_stores.clear();
    m_sources = sources;
    for (const auto &source : m_sources) {
        const auto id = static_cast<std::size_t>(source->id());
        m_stores.resize(std::max(m_stores.size(), id + 1));
        m_stores[id] = &source->store();
    }
}

Entry Timeline::entryAt(std::size_t at) const
{
    const RowRef row = m_rows[at];
    return {m_stores[static_cast<std::size_t>(row.source)]->time(row.row).ns, row};
}

// The first place from `from` on whose row sorts behind `entry`.
std::size_t Timeline::positionOf(const Entry &entry, std::size_t from) const
{
    if (m_rows.size() == from || entryAt(m_rows.size() - 1) < entry)
        return m_rows.size(); // most rows are the newest
    std::size_t low = from, high = m_rows.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (entry < entryAt(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

std::optional<std::vector<ViewDelta::Run>>
Timeline::merge(const std::vector<const std::vector<Entry> *> &lists)
{
    const auto fresh = mergedLists(lists);
    if (m_rows.empty()) {
        ViewDelta::Run run;
        run.rows.reserve(fresh.size());
        for (const Entry &entry : fresh)
            run.rows.push_back(entry.row);
        m_rows = run.rows;
        std::vector<ViewDelta::Run> runs;
        if (!m_rows.empty())
            runs.push_back(std::move(run));
        return runs;
    }
    std::vector<ViewDelta::Run> runs;
    std::vector<std::size_t> places; // in the list as it is now
    for (std::size_t i = 0; i < fresh.size();) {
        const std::size_t at = positionOf(fresh[i], places.empty() ? 0 : places.back());
        if (runs.size() == kMaxRuns) {
            mergeAll(fresh);
            return std::nullopt;
        }
        places.push_back(at);
        runs.push_back({at + i, {}});
        const bool last = at == m_rows.size();
        const Entry limit = last ? Entry{} : entryAt(at);
        for (; i < fresh.size() && (last || fresh[i] < limit); ++i)
            runs.back().rows.push_back(fresh[i].row);
    }
    insert(runs, places, fresh.size());
    return runs;
}

// From the back, so that each row moves once and those in front of the first insertion not at all.
void Timeline::insert(const std::vector<ViewDelta::Run> &runs, const std::vector<std::size_t> &places,
                      std::size_t count)
{
    std::size_t oldEnd = m_rows.size();
    m_rows.resize(oldEnd + count);
    std::size_t newEnd = m_rows.size();
    const auto begin = m_rows.begin();
    const auto at = [&](std::size_t position) {
        return std::next(begin, static_cast<std::ptrdiff_t>(position));
    };
    for (std::size_t i = runs.size(); i-- > 0;) {
        std::move_backward(at(places[i]), at(oldEnd), at(newEnd));
        newEnd -= oldEnd - places[i];
        oldEnd = places[i];
        std::copy_backward(runs[i].rows.begin(), runs[i].rows.end(), at(newEnd));
        newEnd -= runs[i].rows.size();
    }
}

void Timeline::mergeAll(const std::vector<Entry> &fresh)
{
    std::vector<RowRef> merged;
    merged.reserve(m_rows.size() + fresh.size());
    auto next = fresh.begin();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (const Entry old = entryAt(i); next != fresh.end() && *next < old; ++next)
            merged.push_back(next->row);
        merged.push_back(m_rows[i]);
    }
    for (; next != fresh.end(); ++next)
        merged.push_back(next->row);
    m_rows = std::move(merged);
}

} // namespace tapewatch::engine
