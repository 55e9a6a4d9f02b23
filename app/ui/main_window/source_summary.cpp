// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/source_summary.h"

#include "bridge/bot_directory.h"
#include "models/source_model.h"

namespace tapewatch::ui {

SourceSummary::SourceSummary(const models::SourceModel &model, const bridge::BotDirectory &bots,
                             QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_bots(bots)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SourceSummary::update);
    const auto later = qOverload<>(&QTimer::start);
    connect(&model, &QAbstractItemModel::dataChanged, &m_timer, later);
    connect(&model, &QAbstractItemModel::rowsInserted, &m_timer, later);
    connect(&model, &QAbstractItemModel::rowsRemoved, &m_timer, later);
    connect(&model, &QAbstractItemModel::rowsMoved, &m_timer, later);
    connect(&model, &QAbstractItemModel::modelReset, &m_timer, later);
}

void SourceSummary::update()
{
    const Numbers before = m_numbers;
    m_numbers = {};
    for (const QModelIndex &group : {m_model.liveGroup(), m_model.fileGroup()})
        for (int row = 0; row < m_model.rowCount(group); ++row)
            add(m_model.index(row, 0, group));
    for (const bridge::BotInfo &bot : m_bots.bots()) {
        ++m_numbers.liveBots;
        m_numbers.dropped += bot.metrics ? bot.metrics->dropped : 0;
    }
    if (m_numbers != before)
        emit changed();
}

void SourceSummary::add(const QModelIndex &node)
{
    for (int row = 0; row < m_model.rowCount(node); ++row)
        add(m_model.index(row, 0, node));
    if (models::SourceKind(node.data(models::KindRole).toInt()) != models::SourceKind::File)
        return;
    const qulonglong records = node.data(models::RecordCountRole).toULongLong();
    const auto state = models::SourceItemState(node.data(models::StateRole).toInt());
    ++m_numbers.files;
    m_numbers.records += records;
    if (node.data(Qt::CheckStateRole).toInt() == Qt::Checked)
        m_numbers.shownRecords += records;
    if (state == models::SourceItemState::Reading)
        ++m_numbers.reading;
    const uint id = node.data(models::SourceIdRole).toUInt();
    if (state == models::SourceItemState::Failed && !m_failed.contains(id)) {
        m_failed.insert(id);
        emit sourceFailed(node.data().toString(), node.data(models::DetailRole).toString());
    }
}

} // namespace tapewatch::ui
