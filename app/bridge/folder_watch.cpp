// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/folder_watch.h"

#include "engine/source/log_family.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace tapewatch::bridge {

namespace {

/// A rotation is several changes in a row; they cost one look.
constexpr std::chrono::milliseconds kGather{100};

bool isWithin(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder.endsWith('/') ? folder : folder + '/');
}

} // namespace

FolderWatch::FolderWatch(QObject *parent)
    : QObject(parent)
{
    m_scans.setMaxThreadCount(1);
    m_scanTimer.setSingleShot(true);
    m_scanTimer.setInterval(kGather);
    connect(&m_scanTimer, &QTimer::timeout, this, &FolderWatch::scanStale);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatch::noteChange);
}

FolderWatch::~FolderWatch()
{
    m_scans.waitForDone();
}

void FolderWatch::follow(const QString &folder, const std::vector<engine::SourceSpec> &known)
{
    Folder &followed = m_folders[folder];
    for (const engine::SourceSpec &spec : known)
        followed.known.insert(spec.path);
    scan(folder); // finds what to watch
}

void FolderWatch::forget(const QString &folder)
{
    if (m_folders.erase(folder) == 0)
        return;
    QStringList unused;
    for (const QString &watched : m_watcher.directories()) {
        const auto keeps = [&](const auto &entry) { return isWithin(watched, entry.first); };
        if (std::none_of(m_folders.begin(), m_folders.end(), keeps))
            unused << watched;
    }
    if (!unused.isEmpty())
        m_watcher.removePaths(unused);
}

QStringList FolderWatch::folders() const
{
    QStringList folders;
    for (const auto &[folder, state] : m_folders)
        folders << folder;
    return folders;
}

void FolderWatch::noteChange(const QString &changed)
{
    for (auto &[folder, state] : m_folders)
        state.stale = state.stale || isWithin(changed, folder);
    if (!m_scanTimer.isActive())
        m_scanTimer.start();
}

void FolderWatch::scanStale()
{
    for (const QString &folder : folders()) {
        const Folder &state = m_folders.at(folder);
        if (state.stale && !state.scanning)
            scan(folder);
    }
}

void FolderWatch::scan(const QString &folder)
{
    Folder &state = m_folders.at(folder);
    state.stale = false;
    state.scanning = true;
    m_scans.start([this, folder] {
        QStringList inner;
        for (const auto &path : engine::logFolders(folder.toStdString()))
            inner << QString::fromStdString(path.string());
        auto found = engine::discoverSources(folder.toStdString());
        auto all = found ? *std::move(found) : std::vector<engine::SourceSpec>();
        QMetaObject::invokeMethod(
            this, [this, folder, inner, all = std::move(all)] { scanned(folder, inner, all); });
    });
}

void FolderWatch::scanned(const QString &folder, const QStringList &inner,
                          const std::vector<engine::SourceSpec> &all)
{
    const auto entry = m_folders.find(folder);
    if (entry == m_folders.end())
        return;
    Folder &state = entry->second;
    state.scanning = false;
    const QStringList watched = m_watcher.directories();
    for (const QString &path : inner)
        // What came in before the watch began was missed: look once more.
        if (!watched.contains(path) && m_watcher.addPath(path))
            state.stale = true;
    std::vector<engine::SourceSpec> news;
    for (const engine::SourceSpec &spec : all)
        if (isNews(state, spec))
            news.push_back(spec);
    for (const engine::SourceSpec &spec : news)
        state.known.insert(spec.path);
    if (state.stale)
        m_scanTimer.start();
    if (!news.empty())
        emit appeared(news);
}

bool FolderWatch::isNews(const Folder &folder, const engine::SourceSpec &spec) const
{
    if (folder.known.contains(spec.path))
        return false;
    // Between the two steps of a rotation the renamed file looks like a log of its own; its lines are read.
    const auto rotated = engine::parseRotatedName(spec.path.filename().string());
    return !rotated || !folder.known.contains(spec.path.parent_path() / rotated->active);
}

} // namespace tapewatch::bridge
