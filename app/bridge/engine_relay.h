// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/live_view.h"
#include "engine/store/row.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <mutex>
#include <optional>
#include <set>

namespace tapewatch::bridge {

/// Takes what the engine's threads announce and gives it on to the GUI thread: merged, at once after a
/// pause, otherwise every kInterval. Must outlive the engine that calls it.
class EngineRelay : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kInterval{16};

    explicit EngineRelay(QObject *parent = nullptr);

    /// From any thread; returns at once.
    void touchSource(engine::SourceId id);
    /// From any thread; returns at once. What waits costs eight bytes a row, so that nobody needs to wait.
    void takeDelta(engine::ViewDelta delta);

signals:
    void sourcesTouched(const std::set<tapewatch::engine::SourceId> &ids);
    void deltaReady(const tapewatch::engine::ViewDelta &delta);

private:
    void schedule();
    void wake();
    void deliver();

    std::mutex m_mutex; ///< guards the next three
    std::set<engine::SourceId> m_touched;
    std::optional<engine::ViewDelta> m_delta;
    bool m_scheduled = false;

    QTimer m_timer;
    QElapsedTimer m_sinceDelivery;
};

/// Makes `delta` say what it said and then what `next` says.
void appendDelta(engine::ViewDelta &delta, engine::ViewDelta next);

} // namespace tapewatch::bridge
