// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_info.h"
#include "bridge/folder_watch.h"

#include "engine/parse/line_format.h"
#include "engine/pipeline/live_view.h"
#include "engine/pipeline/pipeline.h"
#include "engine/query/query.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace tapewatch::bridge {

class BotDirectory;
class EngineRelay;

/// A source as the session knows it; what it has read is asked from the engine's Source.
struct SourceInfo {
    engine::SourceId id{};
    QString path;     ///< absolute
    QString instance; ///< of a file of ours: first part of its name; empty otherwise
    QString category; ///< likewise
    QString botKey;   ///< of the live bot, or the last one, that it was opened for; empty: opened by hand
    bool errorCopy = false; ///< an `error` file that repeats records of its open siblings
    bool visible = true;
};

/// Owns the reading engine and carries what its threads publish to the GUI thread: batched, at most about 60
/// times a second. Lives on the GUI thread; every signal is emitted there.
///
/// A file is one source however often it is opened. The `error` files of ours repeat what the other
/// categories hold, so they start out invisible where those are open as well.
class LogSession : public QObject {
    Q_OBJECT

public:
    explicit LogSession(QObject *parent = nullptr);
    /// Stops every reader.
    ~LogSession() override;

    /// Opens the logs of live bots, those of the bot's own instance only, new categories as they appear, and
    /// keeps them open after the bot has gone. `bots` must outlive the session.
    void followBots(BotDirectory &bots);

    /// Opens a file or a folder. Looks for its files on another thread; then sourceAdded() for each that was
    /// not open yet and pathOpened(), or openFailed(). Files that appear in a folder later are opened as
    /// well, until the last one of it is closed.
    void openPath(const QString &path);
    void close(engine::SourceId id);

    /// Starts the timeline anew with the records that match.
    void setQuery(engine::Query query);
    /// Takes a source into the timeline or out of it.
    void setVisible(engine::SourceId id, bool visible);
    /// Exactly these.
    void setVisibleSources(const QList<engine::SourceId> &ids);

    /// In the order opened.
    [[nodiscard]] QList<SourceInfo> sources() const;
    [[nodiscard]] std::optional<SourceInfo> info(engine::SourceId id) const;
    [[nodiscard]] std::shared_ptr<const engine::Source> source(engine::SourceId id) const;
    [[nodiscard]] std::shared_ptr<const engine::NameTable> names() const;
    [[nodiscard]] const engine::FormatCatalog &formats() const;

signals:
    void sourceAdded(tapewatch::engine::SourceId id);
    /// It has more rows, another status, another bot or another visibility.
    void sourceChanged(tapewatch::engine::SourceId id);
    void sourceRemoved(tapewatch::engine::SourceId id);
    /// Apply in the order received (RecordModel::apply does).
    void viewChanged(const tapewatch::engine::ViewDelta &delta);
    /// `ids`: the sources that `path` stands for, those that were open already included.
    void pathOpened(const QString &path, const QList<tapewatch::engine::SourceId> &ids);
    void openFailed(const QString &path, const tapewatch::Error &error);

private:
    /// How far the log folder of a live bot was looked through.
    struct BotFiles {
        bool scanning = false;
        bool scanned = false;
        std::set<QString> seen; ///< files that the bot had named when it was
    };

    void discovered(const QString &path, const Result<std::vector<engine::SourceSpec>> &found);
    void followBot(const BotInfo &bot);
    void botFilesFound(const BotInfo &bot, const std::vector<engine::SourceSpec> &specs);
    QList<engine::SourceId> openAll(const std::vector<engine::SourceSpec> &specs, const QString &botKey);
    [[nodiscard]] bool isErrorCopy(const SourceInfo &info) const;
    void forgetEmptyFolders(const QString &closed);
    void updateViewLater();
    void updateView();
    void relayChanges(const std::set<engine::SourceId> &ids);

    std::shared_ptr<engine::NameTable> m_names;
    std::shared_ptr<engine::FormatCatalog> m_formats;
    std::map<engine::SourceId, SourceInfo> m_sources;
    std::map<QString, engine::SourceId> m_byPath; ///< by canonical path
    std::map<QString, BotFiles> m_botFiles;       ///< by bot key
    FolderWatch m_folders;                        ///< opened by hand
    QTimer m_updateTimer;
    QThreadPool m_discovery;
    // Order: the pipeline's readers call the view and the relay, the view's worker calls the relay.
    std::unique_ptr<EngineRelay> m_relay;
    std::unique_ptr<engine::LiveView> m_view;
    std::unique_ptr<engine::Pipeline> m_pipeline;
};

} // namespace tapewatch::bridge
