// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/pipeline.h"
#include "engine/query/query.h"
#include "engine/store/row.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tapewatch::engine {

/// A change of a filtered, merged timeline; apply in the order received.
struct ViewDelta {
    /// Rows that come in before position `at` of the list as the earlier runs of this delta left it.
    struct Run {
        std::size_t at = 0;
        std::vector<RowRef> rows;
    };

    std::uint64_t generation = 0; ///< grows with every setQuery() and setSources()
    /// The list starts anew with this delta: a new generation, or so many scattered insertions (a source that
    /// is read beside others) that the whole list is cheaper.
    bool reset = false;
    std::vector<Run> runs;
    bool complete = false; ///< caught up with every published row at this moment
    double progress = 0;   ///< of the catching up, 0 to 1
};

/// Keeps one timeline of many sources: rows that match a query, sorted by time (ties: source, then row), kept
/// up to date while sources grow. Works on a thread of its own and can be redirected at any time.
class LiveView {
public:
    /// Called from the worker thread. It may block for as long as the receiver needs: nothing else waits for
    /// it but the view.
    using Listener = std::function<void(ViewDelta delta)>;

    LiveView(std::shared_ptr<const NameTable> names, Listener listener);
    ~LiveView();
    LiveView(const LiveView &) = delete;
    LiveView &operator=(const LiveView &) = delete;

    /// Starts the timeline anew; whatever was under way is dropped at once.
    void setQuery(Query query);
    void setSources(std::vector<std::shared_ptr<const Source>> sources);

    /// Some source has published rows. Cheap, from any thread.
    void wake();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::engine
