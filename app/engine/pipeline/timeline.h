// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/live_view.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tapewatch::engine {

/// Rows of several sources in the order of the view: by time, then source, then row.
class Timeline {
public:
    /// A row and what it sorts by.
    struct Entry {
        std::int64_t time = 0;
        RowRef row;
        auto operator<=>(const Entry &) const = default;
    };

    /// Empty, for rows of these sources.
    void restart(const std::vector<std::shared_ptr<const Source>> &sources);

    /// Takes in lists that are each sorted. What has to be inserted where; nothing where that would be more
    /// than kMaxRuns pieces, and taking rows() as a whole is cheaper.
    static constexpr std::size_t kMaxRuns = 1000;
    [[nodiscard]] std::optional<std::vector<ViewDelta::Run>>
    merge(const std::vector<const std::vector<Entry> *> &lists);

    [[nodiscard]] const std::vector<RowRef> &rows() const { return m_rows; }

private:
    [[nodiscard]] Entry entryAt(std::size_t at) const;
    [[nodiscard]] std::size_t positionOf(const Entry &entry, std::size_t from) const;
    void insert(const std::vector<ViewDelta::Run> &runs, const std::vector<std::size_t> &places,
                std::size_t count);
    void mergeAll(const std::vector<Entry> &fresh);

    std::vector<std::shared_ptr<const Source>> m_sources; ///< keeps the stores alive
    std::vector<const RecordStore *> m_stores;            ///< by SourceId
    std::vector<RowRef> m_rows;
};

/// One sorted list from several.
[[nodiscard]] std::vector<Timeline::Entry>
mergedLists(const std::vector<const std::vector<Timeline::Entry> *> &lists);

} // namespace tapewatch::engine
