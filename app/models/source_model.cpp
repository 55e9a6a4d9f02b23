// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/source_model.h"

#include "bridge/bot_directory.h"
#include "bridge/log_session.h"
#include "models/source_node.h"

#include <chrono>
#include <utility>

namespace tapewatch::models {

namespace {

constexpr std::chrono::milliseconds kRefreshEvery{250};

/// Whether checking or unchecking `node` means `file`: copies of errors only where they are meant themselves.
bool concerns(const SourceNode &node, const SourceNode &file)
{
    return &node == &file || !file.file.errorCopy;
}

} // namespace

SourceModel::SourceModel(bridge::LogSession &session, bridge::BotDirectory &bots, QObject *parent)
    : SourceTreeModel(parent)
    , m_session(session)
    , m_bots(bots)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefreshEvery);
    connect(&m_refreshTimer, &QTimer::timeout, this, &SourceModel::refresh);
    connect(&bots, &bridge::BotDirectory::botAppeared, this, &SourceModel::addBot);
    connect(&bots, &bridge::BotDirectory::botChanged, this, &SourceModel::changeBot);
    connect(&bots, &bridge::BotDirectory::botGone, this, &SourceModel::endBot);
    connect(&session, &bridge::LogSession::sourceAdded, this, &SourceModel::addSource);
    connect(&session, &bridge::LogSession::sourceChanged, this, &SourceModel::changeSource);
    connect(&session, &bridge::LogSession::sourceRemoved, this, &SourceModel::removeSource);
    for (const bridge::BotInfo &bot : bots.bots())
        addBot(bot);
    for (const bridge::SourceInfo &info : session.sources())
        addSource(info.id);
}

// Bots.

void SourceModel::addBot(const bridge::BotInfo &bot)
{
    SourceNode *ended = findBot([&bot](const SourceNode &node) {
        return !node.live && node.bot.hello.instance == bot.hello.instance &&
               node.bot.hello.directory == bot.hello.directory;
    });
    auto made = makeNode(SourceKind::Bot);
    SourceNode *node = ended != nullptr ? ended : made.get();
    node->bot = bot;
    node->live = true;
    readBot(*node);
    if (ended == nullptr) {
        insertNode(live(), std::move(made));
    } else {
        moveNode(node, live());
        touch(node);
    }
}

void SourceModel::changeBot(const bridge::BotInfo &bot)
{
    SourceNode *node = findBot(bot.key);
    if (node == nullptr)
        return;
    node->bot = bot;
    if (readBot(*node))
        touch(node);
}

void SourceModel::endBot(const QString &key)
{
    SourceNode *node = findBot(key);
    if (node == nullptr)
        return;
    if (node->children.empty()) {
        removeNode(node);
        return;
    }
    node->live = false;
    readBot(*node);
    moveNode(node, files());
    touch(node);
}

// Files.

SourceNode *SourceModel::placeOf(const bridge::SourceInfo &info) const
{
    SourceNode *bot = info.botKey.isEmpty() ? nullptr : findBot(info.botKey);
    return bot != nullptr ? bot : files();
}

void SourceModel::addSource(engine::SourceId id)
{
    const auto info = m_session.info(id);
    const auto source = m_session.source(id);
    if (!info || source == nullptr)
        return;
    auto node = makeNode(SourceKind::File);
    SourceNode *parent = placeOf(*info);
    node->file = *info;
    node->parent = parent;
    readFile(*node, *source);
    insertNode(parent, std::move(node));
    updateParent(parent);
}

void SourceModel::changeSource(engine::SourceId id)
{
    SourceNode *node = findSource(id);
    const auto info = m_session.info(id);
    if (node == nullptr || !info)
        return;
    const bool toggled = node->file.visible != info->visible;
    node->file = *info;
    if (SourceNode *before = node->parent; before != placeOf(*info)) {
        moveNode(node, placeOf(*info));
        dropIfEmpty(before);
        m_stale.insert(id);
    }
    if (toggled)
        for (SourceNode *at = node; at->parent != nullptr; at = at->parent)
            touch(at);
    m_stale.insert(id);
    if (!m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void SourceModel::removeSource(engine::SourceId id)
{
    SourceNode *node = findSource(id);
    if (node == nullptr)
        return;
    SourceNode *parent = node->parent;
    removeNode(node);
    if (!dropIfEmpty(parent))
        updateParent(parent);
}

bool SourceModel::dropIfEmpty(SourceNode *node)
{
    if (node->kind != SourceKind::Bot || node->live || !node->children.empty())
        return false;
    removeNode(node);
    return true;
}

void SourceModel::updateParent(SourceNode *parent)
{
    if (parent->kind == SourceKind::Bot)
        readBot(*parent);
    touch(parent); // Its check box, if nothing else.
}

void SourceModel::refresh()
{
    std::set<SourceNode *> bots;
    for (const engine::SourceId id : std::exchange(m_stale, {})) {
        SourceNode *node = findSource(id);
        const auto source = m_session.source(id);
        if (node == nullptr || source == nullptr || !readFile(*node, *source))
            continue;
        touch(node);
        if (node->parent->kind == SourceKind::Bot)
            bots.insert(node->parent);
    }
    for (SourceNode *bot : bots)
        if (readBot(*bot))
            touch(bot);
}

// What the view asks.

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    SourceNode &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(node);
    case Qt::AccessibleTextRole:
        return spokenText(node);
    case Qt::ToolTipRole:
    case PathRole:
        return pathOf(node);
    case Qt::CheckStateRole:
        return checkState(node);
    case KindRole:
        return int(node.kind);
    case StateRole:
        return int(node.state);
    case RecordCountRole:
        return qulonglong(node.records);
    case WarningCountRole:
        return qulonglong(node.warnings);
    case ErrorCountRole:
        return qulonglong(node.errors);
    case DetailRole:
        return node.detail;
    case InstanceRole:
        return node.kind == SourceKind::Bot ? node.bot.instance() : QString();
    case BotKeyRole:
        return node.kind == SourceKind::Bot ? node.bot.key : QString();
    case SourceIdRole:
        return node.kind == SourceKind::File ? QVariant(uint(node.file.id)) : QVariant();
    default:
        return {};
    }
}

QString SourceModel::titleOf(const SourceNode &node) const
{
    if (node.kind != SourceKind::Group)
        return node.title;
    return &node == live() ? tr("Live bots") : tr("Files");
}

QString SourceModel::spokenText(const SourceNode &node) const
{
    QStringList parts{titleOf(node)};
    if (!node.detail.isEmpty())
        parts << node.detail;
    if (node.warnings > 0)
        parts << tr("%Ln warning(s)", nullptr, int(node.warnings));
    if (node.errors > 0)
        parts << tr("%Ln error(s)", nullptr, int(node.errors));
    return parts.join(QStringLiteral(", "));
}

QString SourceModel::pathOf(const SourceNode &node) const
{
    switch (node.kind) {
    case SourceKind::Bot:
        return QString::fromStdString(node.bot.hello.directory);
    case SourceKind::File:
        return node.file.path;
    case SourceKind::Group:
        break;
    }
    return {};
}

QVariant SourceModel::checkState(SourceNode &node) const
{
    int files = 0;
    int visible = 0;
    node.forEachFile([&](const SourceNode &file) {
        if (!concerns(node, file))
            return;
        ++files;
        visible += file.file.visible ? 1 : 0;
    });
    if (files == 0)
        return {};
    if (visible == 0)
        return Qt::Unchecked;
    return visible == files ? Qt::Checked : Qt::PartiallyChecked;
}

bool SourceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole)
        return false;
    const bool visible = value.toInt() != Qt::Unchecked;
    SourceNode *node = nodeOf(index);
    node->forEachFile([&](const SourceNode &file) {
        if (!visible || concerns(*node, file))
            m_session.setVisible(file.file.id, visible);
    });
    return true;
}

Qt::ItemFlags SourceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool checkable = checkState(*nodeOf(index)).isValid();
    return QAbstractItemModel::flags(index) | (checkable ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
}

QModelIndex SourceModel::liveGroup() const
{
    return indexOf(live());
}

QModelIndex SourceModel::fileGroup() const
{
    return indexOf(files());
}

QModelIndex SourceModel::indexOfBot(const QString &botKey) const
{
    return indexOf(findBot(botKey));
}

QModelIndex SourceModel::indexOfSource(engine::SourceId id) const
{
    return indexOf(findSource(id));
}

std::optional<bridge::BotInfo> SourceModel::liveBot(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    for (const SourceNode *node = nodeOf(index); node != nullptr; node = node->parent)
        if (node->kind == SourceKind::Bot)
            return node->live ? m_bots.find(node->bot.key) : std::nullopt;
    return {};
}

bool SourceModel::canClose(const QModelIndex &index) const
{
    return index.isValid() && nodeOf(index)->kind != SourceKind::Group && !liveBot(index);
}

void SourceModel::close(const QModelIndex &index)
{
    if (!canClose(index))
        return;
    QList<engine::SourceId> ids;
    nodeOf(index)->forEachFile([&ids](const SourceNode &file) { ids.append(file.file.id); });
    for (const engine::SourceId id : ids)
        m_session.close(id);
}

void SourceModel::showOnly(const QModelIndex &index)
{
    SourceNode *node = nodeOf(index);
    QList<engine::SourceId> ids;
    node->forEachFile([&](const SourceNode &file) {
        if (concerns(*node, file))
            ids.append(file.file.id);
    });
    m_session.setVisibleSources(ids);
}

void SourceModel::showAll()
{
    showOnly(QModelIndex());
}

} // namespace tapewatch::models
