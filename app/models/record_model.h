// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/live_view.h"
#include "engine/pipeline/pipeline.h"
#include "models/record_roles.h"
#include "models/row_cache.h"
#include "models/row_loader.h"
#include "models/row_splice.h"
#include "models/time_text.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace tapewatch::bridge {
class LogSession;
}

namespace tapewatch::models {

/// The log table: the rows of a LiveView's timeline.
///
/// data() reads prepared rows from a cache and the columns of others from the store: no I/O, parsing or
/// locks. The view calls prepare() for what it is about to paint; messages that are not in memory come in by
/// dataChanged(). Appending costs the same whatever the number of rows.
class RecordModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using SourceLookup = std::function<std::shared_ptr<const engine::Source>(engine::SourceId id)>;

    RecordModel(std::shared_ptr<const engine::NameTable> names, SourceLookup sources,
                QObject *parent = nullptr);
    /// Shows the timeline of `session`, which must outlive the model.
    explicit RecordModel(bridge::LogSession &session, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// Applies a change of the timeline. A change in many places at once is signalled as rows inserted at the
    /// end and a layout change that puts them in their places; persistent indexes follow.
    void apply(const engine::ViewDelta &delta);

    /// Decodes rows first to last (both included; clipped) that are not in the cache yet: those whose text is
    /// in memory at once, others on a worker thread, then dataChanged(). At most kCachedRows at a time.
    void prepare(int first, int last);
    static constexpr int kCachedRows = 4096;

    /// Times in UTC; otherwise in the local zone (the default).
    void setUtc(bool utc);
    [[nodiscard]] bool isUtc() const { return m_time.utc; }
    /// Nine digits of a second; otherwise three (the default).
    void setFullPrecision(bool full);
    [[nodiscard]] bool isFullPrecision() const { return m_time.fullPrecision; }

    /// The record whole, for the detail pane. May read the file: for one row at a time, on request.
    [[nodiscard]] std::optional<engine::Record> record(int row) const;
    /// The text of the record as it stands in the file. May read the file.
    [[nodiscard]] QString rawText(int row) const;
    /// Requires 0 <= row < rowCount().
    [[nodiscard]] engine::RowRef rowRef(int row) const;
    /// Its place, or -1 where the timeline does not show it. Searches by time: O(log rows).
    [[nodiscard]] int rowOf(engine::RowRef ref) const;
    /// The first row at `time` or later; rowCount() where there is none.
    [[nodiscard]] int firstRowAt(Timestamp time) const;

    /// Caught up with every published row.
    [[nodiscard]] bool isComplete() const { return m_complete; }
    /// Of the catching up, 0 to 1.
    [[nodiscard]] double progress() const { return m_progress; }

signals:
    /// isComplete() or progress() changed.
    void progressChanged();

private:
    void beginRestart();
    void meetSources(Runs runs);
    void insertRuns(Runs runs);
    void mergeRuns(Runs runs);
    void setProgress(const engine::ViewDelta &delta);
    void showLoaded(const RowLoader::Rows &rows);
    void timesChanged();
    [[nodiscard]] const engine::Source *sourceOf(engine::SourceId id) const;
    [[nodiscard]] Timestamp timeOf(engine::RowRef ref) const;
    [[nodiscard]] QString columnText(engine::RowRef ref, const engine::RowColumns &columns,
                                     RecordColumn column) const;

    std::shared_ptr<const engine::NameTable> m_names;
    SourceLookup m_lookup;
    std::map<engine::SourceId, std::shared_ptr<const engine::Source>> m_sources; ///< of the rows here
    std::deque<engine::RowRef> m_rows; ///< a deque: growing never copies what is there
    RowCache m_cache{kCachedRows};
    RowLoader m_loader;
    TimeText m_time;
    int m_firstPrepared = 0; ///< the window of the last prepare()
    int m_lastPrepared = -1;
    bool m_complete = true;
    double m_progress = 1;
};

} // namespace tapewatch::models
