// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/live_view.h"
#include "engine/store/row.h"

#include <cstddef>
#include <deque>
#include <span>
#include <vector>

namespace tapewatch::models {

using Runs = std::span<const engine::ViewDelta::Run>;

/// Rows in all of `runs`.
[[nodiscard]] std::size_t rowsIn(Runs runs);

/// The length of the longest start of `runs` in which each run comes in after the one before it, so that one
/// pass can insert them all. At least 1 where there are runs.
[[nodiscard]] std::size_t ascendingRuns(Runs runs);

/// Inserts ascending runs. Costs their rows and those behind the first place, whatever the number of runs.
void splice(std::deque<engine::RowRef> &rows, Runs ascending);

/// Where rows go when ascending runs are appended to the `before` rows of a list first and moved to their
/// places then.
class SplicePlaces {
public:
    SplicePlaces(std::size_t before, Runs ascending);

    /// The final place of the row that is at `row` once the runs are appended.
    [[nodiscard]] std::size_t placeOf(std::size_t row) const;

private:
    struct Stretch {
        std::size_t from = 0;  ///< first row, before the move
        std::size_t place = 0; ///< of that row, after it
    };
    std::vector<Stretch> m_stretches; ///< by `from`
};

} // namespace tapewatch::models
