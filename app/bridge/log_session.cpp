// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "bridge/log_session.h"

#include "bridge/bot_directory.h"
#include "bridge/engine_relay.h"

#include <tapewatch/format/config.h>
#include <tapewatch/format/file_name.h>

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace tapewatch::bridge {

namespace {

/// One key for a file, whatever way leads to it.
QString canonicalPath(const std::filesystem::path &path)
{
    const QFileInfo file(QString::fromStdString(path.string()));
    const QString canonical = file.canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(file.absoluteFilePath()) : canonical;
}

SourceInfo infoOf(engine::SourceId id, const engine::SourceSpec &spec, const QString &botKey)
{
    SourceInfo info;
    info.id = id;
    info.path = canonicalPath(spec.path);
    info.botKey = botKey;
    if (const auto name = parseLogFileName(spec.path.filename().string())) {
        info.instance = QString::fromStdString(name->instance);
        info.category = QString::fromStdString(name->category);
    }
    return info;
}

bool belongsTo(const engine::SourceSpec &spec, const std::string &instance)
{
    const auto name = parseLogFileName(spec.path.filename().string());
    return name && name->instance == instance;
}

/// The active files that the bot names and that are there.
std::set<QString> existingFiles(const BotInfo &bot)
{
    std::set<QString> files;
    if (!bot.metrics)
        return files;
    const QDir folder(QString::fromStdString(bot.hello.directory));
    for (const CategoryMetrics &category : bot.metrics->categories) {
        const QString path = folder.absoluteFilePath(QString::fromStdString(category.file));
        if (!category.file.empty() && QFileInfo(path).isFile())
            files.insert(path);
    }
    return files;
}

} // namespace

LogSession::LogSession(QObject *parent)
    : QObject(parent)
    , m_names(std::make_shared<engine::NameTable>())
    , m_formats(std::make_shared<engine::FormatCatalog>())
    , m_relay(std::make_unique<EngineRelay>())
    , m_view(std::make_unique<engine::LiveView>(
          m_names, [relay = m_relay.get()](engine::ViewDelta delta) { relay->takeDelta(std::move(delta)); }))
    , m_pipeline(std::make_unique<engine::Pipeline>(
          m_formats, m_names, [relay = m_relay.get(), view = m_view.get()](engine::SourceId id) {
              relay->touchSource(id);
              view->wake();
          }))
{
    m_discovery.setMaxThreadCount(1);
    m_updateTimer.setSingleShot(true);
    m_updateTimer.setInterval(0);
    connect(&m_updateTimer, &QTimer::timeout, this, &LogSession::updateView);
    connect(m_relay.get(), &EngineRelay::sourcesTouched, this, &LogSession::relayChanges);
    connect(&m_folders, &FolderWatch::appeared, this,
            [this](const std::vector<engine::SourceSpec> &specs) { openAll(specs, {}); });
    connect(m_relay.get(), &EngineRelay::deltaReady, this, &LogSession::viewChanged);
}

LogSession::~LogSession()
{
    m_discovery.waitForDone();
}

void LogSession::followBots(BotDirectory &bots)
{
    connect(&bots, &BotDirectory::botAppeared, this, &LogSession::followBot);
    connect(&bots, &BotDirectory::botChanged, this, &LogSession::followBot);
    connect(&bots, &BotDirectory::botGone, this, [this](const QString &key) { m_botFiles.erase(key); });
    for (const BotInfo &bot : bots.bots())
        followBot(bot);
}

void LogSession::followBot(const BotInfo &bot)
{
    BotFiles &files = m_botFiles[bot.key];
    std::set<QString> named = existingFiles(bot);
    const bool allSeen = std::includes(files.seen.begin(), files.seen.end(), named.begin(), named.end());
    if (files.scanning || (files.scanned && allSeen))
        return;
    files.scanning = true;
    files.seen = std::move(named);
    m_discovery.start([this, bot] {
        auto found = engine::discoverSources(bot.hello.directory);
        // A folder that is not there yet is looked through again when the bot names files.
        auto specs = found ? *std::move(found) : std::vector<engine::SourceSpec>();
        QMetaObject::invokeMethod(this, [this, bot, specs = std::move(specs)] { botFilesFound(bot, specs); });
    });
}

void LogSession::botFilesFound(const BotInfo &bot, const std::vector<engine::SourceSpec> &specs)
{
    std::vector<engine::SourceSpec> own;
    std::copy_if(specs.begin(), specs.end(), std::back_inserter(own),
                 [&bot](const engine::SourceSpec &spec) { return belongsTo(spec, bot.hello.instance); });
    openAll(own, bot.key);
    if (const auto files = m_botFiles.find(bot.key); files != m_botFiles.end()) {
        files->second.scanning = false;
        files->second.scanned = true;
    }
}

void LogSession::openPath(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_discovery.start([this, path, absolute] {
        auto found = engine::discoverSources(absolute.toStdString());
        QMetaObject::invokeMethod(this, [this, path, found = std::move(found)] { discovered(path, found); });
    });
}

void LogSession::discovered(const QString &path, const Result<std::vector<engine::SourceSpec>> &found)
{
    // An empty folder too: the bot that will log there may start later.
    if (const QFileInfo folder(path); folder.isDir())
        m_folders.follow(QDir::cleanPath(folder.absoluteFilePath()),
                         found ? *found : std::vector<engine::SourceSpec>());
    if (!found) {
        emit openFailed(path, found.error());
    } else if (found->empty()) {
        emit openFailed(path, {Error::Code::NotFound,
                               tr("Nothing to open in %1").arg(path).toStdString(),
                               tr("no log file is in it").toStdString(),
                               {},
                               {}});
    } else {
        emit pathOpened(path, openAll(*found, {}));
    }
}

QList<engine::SourceId> LogSession::openAll(const std::vector<engine::SourceSpec> &specs,
                                            const QString &botKey)
{
    QList<engine::SourceId> all;
    std::vector<engine::SourceId> added;
    std::vector<engine::SourceId> claimed;
    for (const engine::SourceSpec &spec : specs) {
        const QString path = canonicalPath(spec.path);
        if (const auto open = m_byPath.find(path); open != m_byPath.end()) {
            all.append(open->second);
            QString &owner = m_sources.at(open->second).botKey;
            if (!botKey.isEmpty() && owner != botKey) {
                owner = botKey;
                claimed.push_back(open->second);
            }
            continue;
        }
        const engine::SourceId id = m_pipeline->open(spec)->id();
        m_sources.emplace(id, infoOf(id, spec, botKey));
        m_byPath.emplace(path, id);
        all.append(id);
        added.push_back(id);
    }
    for (const engine::SourceId id : added) {
        SourceInfo &info = m_sources.at(id);
        info.errorCopy = isErrorCopy(info);
        info.visible = !info.errorCopy;
    }
    if (!added.empty())
        updateViewLater();
    for (const engine::SourceId id : added)
        emit sourceAdded(id);
    for (const engine::SourceId id : claimed)
        emit sourceChanged(id);
    return all;
}

bool LogSession::isErrorCopy(const SourceInfo &info) const
{
    if (info.category.toStdString() != kErrorCategory)
        return false;
    const QString folder = QFileInfo(info.path).path();
    return std::any_of(m_sources.begin(), m_sources.end(), [&](const auto &entry) {
        const SourceInfo &other = entry.second;
        return other.instance == info.instance && other.category != info.category &&
               QFileInfo(other.path).path() == folder;
    });
}

void LogSession::close(engine::SourceId id)
{
    const auto node = m_sources.extract(id);
    if (node.empty())
        return;
    m_byPath.erase(node.mapped().path);
    m_pipeline->close(id);
    forgetEmptyFolders(node.mapped().path);
    updateViewLater();
    emit sourceRemoved(id);
}

void LogSession::forgetEmptyFolders(const QString &closed)
{
    for (const QString &folder : m_folders.folders()) {
        const QString prefix = QFileInfo(folder).canonicalFilePath() + '/';
        const auto isIn = [&prefix](const auto &entry) { return entry.first.startsWith(prefix); };
        if (closed.startsWith(prefix) && std::none_of(m_byPath.begin(), m_byPath.end(), isIn))
            m_folders.forget(folder);
    }
}

void LogSession::setQuery(engine::Query query)
{
    m_view->setQuery(std::move(query));
}

void LogSession::setVisible(engine::SourceId id, bool visible)
{
    const auto found = m_sources.find(id);
    if (found == m_sources.end() || std::exchange(found->second.visible, visible) == visible)
        return;
    updateViewLater();
    emit sourceChanged(id);
}

void LogSession::setVisibleSources(const QList<engine::SourceId> &ids)
{
    for (const SourceInfo &info : sources())
        setVisible(info.id, ids.contains(info.id));
}

void LogSession::updateViewLater()
{
    // Files of a folder come one after the other; the timeline starts anew once for all of them.
    m_updateTimer.start();
}

void LogSession::updateView()
{
    std::vector<std::shared_ptr<const engine::Source>> visible;
    for (const auto &[id, info] : m_sources)
        if (info.visible)
            visible.push_back(m_pipeline->source(id));
    m_view->setSources(std::move(visible));
}

void LogSession::relayChanges(const std::set<engine::SourceId> &ids)
{
    for (const engine::SourceId id : ids)
        if (m_sources.contains(id))
            emit sourceChanged(id);
}

QList<SourceInfo> LogSession::sources() const
{
    QList<SourceInfo> infos;
    for (const auto &[id, info] : m_sources)
        infos.append(info);
    return infos;
}

std::optional<SourceInfo> LogSession::info(engine::SourceId id) const
{
    const auto found = m_sources.find(id);
    return found == m_sources.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const engine::Source> LogSession::source(engine::SourceId id) const
{
    return m_pipeline->source(id);
}

std::shared_ptr<const engine::NameTable> LogSession::names() const
{
    return m_names;
}

const engine::FormatCatalog &LogSession::formats() const
{
    return *m_formats;
}

} // namespace tapewatch::bridge
