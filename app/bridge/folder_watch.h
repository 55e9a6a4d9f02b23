// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pipeline/pipeline.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <map>
#include <set>
#include <vector>

namespace tapewatch::bridge {

/// Tells of log files that appear in folders, and in those below them, after they were opened.
///
/// Looks through a folder on a thread of its own when the system says that something in it came or went; on a
/// file system that gives no notices (some network shares) nothing comes.
class FolderWatch : public QObject {
    Q_OBJECT

public:
    explicit FolderWatch(QObject *parent = nullptr);
    ~FolderWatch() override;

    /// `known`: what was found when the folder was opened; a file is told of once, however often it goes and
    /// comes back.
    void follow(const QString &folder, const std::vector<engine::SourceSpec> &known);
    void forget(const QString &folder);
    [[nodiscard]] QStringList folders() const;

signals:
    void appeared(const std::vector<tapewatch::engine::SourceSpec> &specs);

private:
    struct Folder {
        std::set<std::filesystem::path> known;
        bool stale = false;    ///< something happened since the last look
        bool scanning = false; ///< looked through just now
    };

    void noteChange(const QString &changed);
    void scanStale();
    void scan(const QString &folder);
    void scanned(const QString &folder, const QStringList &inner, const std::vector<engine::SourceSpec> &all);
    [[nodiscard]] bool isNews(const Folder &folder, const engine::SourceSpec &spec) const;

    std::map<QString, Folder> m_folders; ///< by absolute path
    QFileSystemWatcher m_watcher;
    QTimer m_scanTimer;
    QThreadPool m_scans;
};

} // namespace tapewatch::bridge
