// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/row_splice.h"

#include <algorithm>
#include <iterator>

namespace tapewatch::models {

std::size_t rowsIn(Runs runs)
{
    std::size_t count = 0;
    for (const engine::ViewDelta::Run &run : runs)
        count += run.rows.size();
    return count;
}

std::size_t ascendingRuns(Runs runs)
{
    std::size_t count = std::min<std::size_t>(runs.size(), 1);
    while (count < runs.size() && count > 0 &&
           runs[count].at >= runs[count - 1].at + runs[count - 1].rows.size())
        ++count;
    return count;
}

void splice(std::deque<engine::RowRef> &rows, Runs ascending)
{
    const auto place = [&rows](std::size_t row) { return rows.begin() + std::ptrdiff_t(row); };
    std::size_t inserted = rowsIn(ascending);
    std::size_t rest = rows.size(); // rows of the old list that are not in their new place yet
    rows.resize(rows.size() + inserted);
    // From the back, so that each row moves once and over nothing that is still needed.
    for (auto run = ascending.rbegin(); run != ascending.rend(); ++run) {
        const std::size_t earlier = inserted - run->rows.size();
        const std::size_t oldPlace = run->at - earlier;
        std::move_backward(place(oldPlace), place(rest), place(rest + inserted));
        std::copy(run->rows.begin(), run->rows.end(), place(run->at));
        rest = oldPlace;
        inserted = earlier;
    }
}

SplicePlaces::SplicePlaces(std::size_t before, Runs ascending)
{
    std::size_t inserted = 0;
    m_stretches.push_back({0, 0});
    for (const engine::ViewDelta::Run &run : ascending) {
        const std::size_t oldPlace = run.at - inserted;
        inserted += run.rows.size();
        m_stretches.push_back({oldPlace, oldPlace + inserted});
    }
    std::size_t appended = before;
    for (const engine::ViewDelta::Run &run : ascending) {
        m_stretches.push_back({appended, run.at});
        appended += run.rows.size();
    }
}

std::size_t SplicePlaces::placeOf(std::size_t row) const
{
    // The last stretch that begins at `row` or before it holds the row.
    const auto next = std::upper_bound(m_stretches.begin(), m_stretches.end(), row,
                                       [](std::size_t value, const Stretch &s) { return value < s.from; });
    const Stretch &stretch = *std::prev(next);
    return stretch.place + (row - stretch.from);
}

} // namespace tapewatch::models
