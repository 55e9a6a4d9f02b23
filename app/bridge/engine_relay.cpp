// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/engine_relay.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tapewatch::bridge {

EngineRelay::EngineRelay(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EngineRelay::deliver);
}

void EngineRelay::touchSource(engine::SourceId id)
{
    const std::lock_guard lock(m_mutex);
    m_touched.insert(id);
    schedule();
}

void EngineRelay::takeDelta(engine::ViewDelta delta)
{
    const std::lock_guard lock(m_mutex);
    if (m_delta)
        appendDelta(*m_delta, std::move(delta));
    else
        m_delta = std::move(delta);
    schedule();
}

void EngineRelay::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(this, &EngineRelay::wake, Qt::QueuedConnection);
}

void EngineRelay::wake()
{
    const auto elapsed =
        m_sinceDelivery.isValid() ? std::chrono::milliseconds(m_sinceDelivery.elapsed()) : kInterval;
    if (elapsed >= kInterval)
        deliver();
    else
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(kInterval - elapsed));
}

void EngineRelay::deliver()
{
    std::set<engine::SourceId> touched;
    std::optional<engine::ViewDelta> delta;
    {
        const std::lock_guard lock(m_mutex);
        touched.swap(m_touched);
        delta.swap(m_delta);
        m_scheduled = false;
    }
    if (!touched.empty())
        emit sourcesTouched(touched);
    if (delta)
        emit deltaReady(*delta);
    // Started after the work: a slow receiver leaves the event loop its share between two deliveries.
    m_sinceDelivery.start();
}

namespace {

/// The usual case of a live log: the new rows follow the last run directly.
bool continues(const engine::ViewDelta &delta, const engine::ViewDelta::Run &run)
{
    if (delta.runs.empty())
        return false;
    const engine::ViewDelta::Run &last = delta.runs.back();
    return run.at == last.at + last.rows.size();
}

} // namespace

void appendDelta(engine::ViewDelta &delta, engine::ViewDelta next)
{
    if (next.reset) {
        delta = std::move(next);
        return;
    }
    for (engine::ViewDelta::Run &run : next.runs) {
        if (continues(delta, run)) {
            auto &rows = delta.runs.back().rows;
            rows.insert(rows.end(), run.rows.begin(), run.rows.end());
        } else {
            delta.runs.push_back(std::move(run));
        }
    }
    delta.generation = next.generation;
    delta.complete = next.complete;
    delta.progress = next.progress;
}

} // namespace tapewatch::bridge
