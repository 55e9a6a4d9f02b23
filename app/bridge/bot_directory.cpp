// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/bot_directory.h"

#include "bridge/bot_watch.h"

#include <tapewatch/format/control.h>

#include <QFileInfo>

#include <utility>

namespace tapewatch::bridge {

BotDirectory::BotDirectory(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    if (m_options.folder.isEmpty())
        m_options.folder = QString::fromStdString(control::runtimeFolder().string());
    m_scanTimer.setInterval(m_options.scanEvery);
    connect(&m_scanTimer, &QTimer::timeout, this, &BotDirectory::scan);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &BotDirectory::scan);
}

BotDirectory::~BotDirectory()
{
    for (const auto &[path, watch] : m_watches)
        watch->disconnect(this);
}

void BotDirectory::start()
{
    m_scanTimer.start();
    scan();
}

QList<BotInfo> BotDirectory::bots() const
{
    QList<BotInfo> live;
    for (const auto &[path, watch] : m_watches)
        if (watch->isLive())
            live.append(watch->info());
    return live;
}

std::optional<BotInfo> BotDirectory::find(const QString &key) const
{
    for (const auto &[path, watch] : m_watches)
        if (watch->isLive() && watch->info().key == key)
            return watch->info();
    return {};
}

void BotDirectory::scan()
{
    watchFolder();
    std::map<QString, QDeadlineTimer> waiting;
    for (const control::BotSocket &socket : control::listBots(m_options.folder.toStdString())) {
        const QString path = QString::fromStdString(socket.path.string());
        if (m_watches.contains(path))
            continue;
        const auto retry = m_retryAt.find(path);
        if (retry != m_retryAt.end() && !retry->second.hasExpired())
            waiting.insert(*retry);
        else
            add(socket);
    }
    m_retryAt = std::move(waiting);
}

void BotDirectory::watchFolder()
{
    // The watch goes with the folder; one that is made anew needs another.
    if (!m_watcher.directories().contains(m_options.folder) && QFileInfo(m_options.folder).isDir())
        m_watcher.addPath(m_options.folder);
}

void BotDirectory::add(const control::BotSocket &socket)
{
    auto *watch = new BotWatch(socket, m_options, this);
    const QString path = watch->info().socketPath;
    m_watches.emplace(path, watch);
    connect(watch, &BotWatch::appeared, this, [this, watch] { emit botAppeared(watch->info()); });
    connect(watch, &BotWatch::changed, this, [this, watch] { emit botChanged(watch->info()); });
    connect(watch, &BotWatch::ended, this, [this, path](bool answered) { drop(path, answered); });
}

void BotDirectory::drop(const QString &path, bool answered)
{
    const auto node = m_watches.extract(path);
    if (node.empty())
        return;
    BotWatch *watch = node.mapped();
    watch->disconnect(this);
    watch->deleteLater();
    if (watch->isLive())
        emit botGone(watch->info().key);
    else if (answered)
        m_retryAt.insert_or_assign(path, QDeadlineTimer(m_options.retryAfter));
}

} // namespace tapewatch::bridge
