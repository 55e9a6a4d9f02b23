// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/pipeline.h"
#include "models/row_cache.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <utility>
#include <vector>

namespace tapewatch::models {

/// What the table shows for a row; `residentOnly`: nothing is loaded where the file would have to be read.
[[nodiscard]] PreparedRow prepareRow(const engine::Source &source, engine::RowId row, bool residentOnly);

/// Reads rows whose text is no longer in memory, on a thread of its own. Knows only the latest wish: what was
/// asked before and is not under way yet is forgotten, so scrolling fast reads what is in sight.
class RowLoader : public QObject {
    Q_OBJECT

public:
    struct Wish {
        engine::RowRef ref;
        std::shared_ptr<const engine::Source> source;
    };
    using Rows = std::vector<std::pair<engine::RowRef, PreparedRow>>;

    explicit RowLoader(QObject *parent = nullptr);
    ~RowLoader() override;

    void setWishes(std::vector<Wish> wishes);

signals:
    void loaded(const tapewatch::models::RowLoader::Rows &rows);

private:
    void startNext();
    void finished(const Rows &rows);

    static constexpr std::size_t kRowsAtOnce = 64;

    std::vector<Wish> m_wishes;
    bool m_busy = false;
    QThreadPool m_thread;
};

} // namespace tapewatch::models
