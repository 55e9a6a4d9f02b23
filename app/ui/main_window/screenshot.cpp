// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/screenshot.h"

#include "models/record_model.h"
#include "ui/config/config_panel.h"
#include "ui/logtable/log_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/source_summary.h"

#include <tapewatch/format/level.h>

#include <QPixmap>

namespace tapewatch::ui {

namespace {

constexpr int kLookMs = 100;
constexpr int kSteadyLooks = 8;
constexpr int kLongestWaitMs = 60'000;
constexpr int kRowsSearched = 2000; ///< backwards, for a record worth looking at

/// The newest error, or the newest record.
int rowWorthShowing(const models::RecordModel &records)
{
    const int last = records.rowCount() - 1;
    for (int row = last; row >= 0 && row > last - kRowsSearched; --row)
        if (records.index(row, 0).data(models::LevelRole).toInt() >= int(Level::Error))
            return row;
    return last;
}

} // namespace

Screenshot::Screenshot(MainWindow &window, const models::RecordModel &records, QString file,
                       ScreenshotView view)
    : QObject(&window)
    , m_window(window)
    , m_records(records)
    , m_file(std::move(file))
    , m_view(view)
{
    m_waiting.start();
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    m_timer.start(kLookMs);
}

bool Screenshot::isReady() const
{
    if (m_view == ScreenshotView::Empty)
        return true;
    const SourceSummary::Numbers &numbers = m_window.summary().numbers();
    if (m_view == ScreenshotView::Config && numbers.liveBots == 0)
        return false;
    return m_records.rowCount() > 0 && m_records.isComplete() && numbers.reading == 0;
}

void Screenshot::look()
{
    if (m_waiting.elapsed() > kLongestWaitMs) {
        m_timer.stop();
        emit done(tr("the window had nothing to show within %1 seconds").arg(kLongestWaitMs / 1000));
        return;
    }
    // A live bot's stream is complete between two batches only, so being ready once counts.
    m_steadyLooks += m_arranged || m_steadyLooks > 0 || isReady();
    if (m_steadyLooks < kSteadyLooks)
        return;
    m_steadyLooks = 0;
    if (!m_arranged)
        arrange();
    else
        grab();
    m_arranged = true;
}

void Screenshot::arrange()
{
    if (m_view == ScreenshotView::Config)
        m_window.showConfig({});
    if (m_view != ScreenshotView::Details)
        return;
    const int row = rowWorthShowing(m_records);
    m_window.log().scrollTo(m_records.index(row, 0), QAbstractItemView::PositionAtCenter);
    m_window.log().setFocus();
    m_window.log().selectRecord(row);
}

void Screenshot::grab()
{
    m_timer.stop();
    const bool written = m_window.grab().save(m_file);
    emit done(written ? QString() : tr("cannot write %1").arg(m_file));
}

} // namespace tapewatch::ui
