// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/source_node.h"

#include "models/source_model.h"

#include <QFileInfo>
#include <QLocale>

#include <tuple>

namespace tapewatch::models {

namespace {

SourceItemState itemState(engine::SourceState state)
{
    switch (state) {
    case engine::SourceState::Reading:
        return SourceItemState::Reading;
    case engine::SourceState::Following:
        return SourceItemState::Following;
    case engine::SourceState::Waiting:
        return SourceItemState::Waiting;
    case engine::SourceState::Done:
        return SourceItemState::Done;
    case engine::SourceState::Failed:
        break;
    }
    return SourceItemState::Failed;
}

int percentRead(const engine::SourceStatus &status)
{
    if (status.bytesTotal == 0)
        return 0;
    return int(100.0 * double(status.bytesRead) / double(status.bytesTotal));
}

QString stateText(const engine::SourceStatus &status)
{
    switch (status.state) {
    case engine::SourceState::Reading:
        return SourceModel::tr("reading, %1 %").arg(percentRead(status));
    case engine::SourceState::Waiting:
        return SourceModel::tr("waiting for the file");
    case engine::SourceState::Failed:
        return QString::fromStdString(status.error ? status.error->text() : std::string());
    case engine::SourceState::Following:
    case engine::SourceState::Done:
        break;
    }
    return QString::fromStdString(status.formatTitle);
}

QString fileDetail(const engine::SourceStatus &status)
{
    QString text = stateText(status);
    if (status.error && status.state != engine::SourceState::Failed)
        text += QStringLiteral(" · ") + QString::fromStdString(status.error->what);
    if (status.malformed > 0)
        text += SourceModel::tr(" · %n line(s) not understood", nullptr, int(status.malformed));
    if (status.lostBytes > 0)
        text += SourceModel::tr(" · %1 lost").arg(QLocale().formattedDataSize(qint64(status.lostBytes)));
    return text;
}

QString fileTitle(const SourceNode &node)
{
    const bool belowBot = node.parent != nullptr && node.parent->kind == SourceKind::Bot;
    return belowBot && !node.file.category.isEmpty() ? node.file.category
                                                     : QFileInfo(node.file.path).fileName();
}

QString botDetail(const SourceNode &node)
{
    if (!node.live)
        return SourceModel::tr("ended");
    if (!node.bot.responding)
        return SourceModel::tr("does not answer");
    QString text = SourceModel::tr("%1/s").arg(QLocale().toString(node.bot.recordsPerSecond, 'f', 0));
    if (node.bot.metrics && node.bot.metrics->dropped > 0)
        text +=
            SourceModel::tr(" · %1 dropped").arg(QLocale().toString(qulonglong(node.bot.metrics->dropped)));
    return text;
}

SourceItemState botState(const SourceNode &node)
{
    if (!node.live)
        return SourceItemState::Gone;
    if (!node.bot.responding)
        return SourceItemState::Waiting;
    return node.bot.recordsPerSecond > 0 ? SourceItemState::Live : SourceItemState::Idle;
}

auto shown(const SourceNode &node)
{
    return std::tuple(node.title, node.detail, node.state, node.records, node.warnings, node.errors);
}

} // namespace

int SourceNode::row() const
{
    int row = 0;
    while (parent != nullptr && parent->children[std::size_t(row)].get() != this)
        ++row;
    return row;
}

bool readFile(SourceNode &node, const engine::Source &source)
{
    const auto before = shown(node);
    const engine::SourceStatus status = source.status();
    const auto counts = source.store().countsByLevel();
    node.title = fileTitle(node);
    node.detail = fileDetail(status);
    node.state = itemState(status.state);
    node.records = source.store().rows();
    node.warnings = counts[std::size_t(Level::Warning)];
    node.errors = counts[std::size_t(Level::Error)] + counts[std::size_t(Level::Critical)];
    return shown(node) != before;
}

bool readBot(SourceNode &node)
{
    const auto before = shown(node);
    node.title = node.bot.instance();
    node.detail = botDetail(node);
    node.state = botState(node);
    node.records = node.warnings = node.errors = 0;
    node.forEachFile([&node](const SourceNode &file) {
        if (file.file.errorCopy)
            return;
        node.records += file.records;
        node.warnings += file.warnings;
        node.errors += file.errors;
    });
    return shown(node) != before;
}

} // namespace tapewatch::models
