// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"
#include "engine/store/row.h"
#include "ui/logtable/log_view.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace tapewatch::bridge {
class LogSession;
}
namespace tapewatch::models {
class RecordModel;
}

namespace tapewatch::ui {

/// Reads whole records for the detail pane and the clipboard on a thread of its own: they may have to come
/// from the file.
class RecordReader final : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostCopied = 100'000; ///< lines; a clipboard is no place for more

    RecordReader(const models::RecordModel &model, const bridge::LogSession &session,
                 QObject *parent = nullptr);
    ~RecordReader() override;

    /// recordRead() follows unless another row is asked for first.
    void read(int row);
    /// copied() follows; a copy under way is given up for the new one.
    void copy(const QList<RowRange> &rows, CopyFormat format);

signals:
    void recordRead(const tapewatch::engine::Record &record, const QString &rawText);
    /// `text` for the clipboard has `lines` records; `cut` when there were more than kMostCopied.
    void copied(const QString &text, int lines, bool cut);

private:
    const models::RecordModel &m_model;
    const bridge::LogSession &m_session;
    std::shared_ptr<std::atomic<int>> m_lastRead = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<int>> m_lastCopy = std::make_shared<std::atomic<int>>(0);
    QThreadPool m_threads;
};

} // namespace tapewatch::ui
