// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/main_window/window_state.h"

#include <QMainWindow>
#include <QTimer>

class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace tapewatch {
struct Error;
}
namespace tapewatch::bridge {
class BotDirectory;
class LogSession;
} // namespace tapewatch::bridge
namespace tapewatch::models {
class RecordFilter;
class RecordModel;
class SourceModel;
} // namespace tapewatch::models

namespace tapewatch::ui {

class ConfigPanel;
class DetailsPanel;
class DropTarget;
class EmptyState;
class FilterBar;
class LogView;
class MessageStrip;
class RecordReader;
class Sidebar;
class SourceSummary;
class WindowActions;

/// Puts the panels together. It knows nothing of logs: each panel has its model, the engine is behind them.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// What the panels show; all of it outlives the window.
    struct Services {
        bridge::BotDirectory &bots;
        bridge::LogSession &session;
        models::SourceModel &sources;
        models::RecordModel &records;
        models::RecordFilter &filter;
    };

    MainWindow(const Services &services, Theme &theme, const WindowState &state, QWidget *parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] WindowState state() const;
    void openPaths(const QStringList &paths);

    [[nodiscard]] LogView &log() const { return *m_log; }
    [[nodiscard]] const SourceSummary &summary() const { return *m_summary; }
    [[nodiscard]] MessageStrip &strip() const { return *m_strip; }
    void showDetails(bool shown);
    /// Of a live bot; an empty key takes the first.
    void showConfig(const QString &botKey);
    [[nodiscard]] ConfigPanel &config() const { return *m_config; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

signals:
    void closing();

private:
    void buildCenter();
    void buildStatusBar();
    void connectActions();
    void connectPanels();
    void connectSession();
    void applyState(const WindowState &state);

    void chooseFiles();
    void chooseFolder();
    void openPath(const QString &path);
    void selectRecord(int row);
    void arrangeDetails();
    void arrangeDetailsLater();
    void setUtc(bool utc);
    void updateCounts();
    void updatePage();
    void showOpenFailed(const QString &path, const Error &error);
    void showCopied(const QString &text, int lines, bool cut);
    void showLogMenu(const QPoint &point);
    void showShortcuts();
    void showAbout();

    Services m_services;
    Theme &m_theme;
    WindowActions *m_actions;
    Sidebar *m_sidebar;
    FilterBar *m_filterBar;
    MessageStrip *m_strip;
    LogView *m_log;
    DetailsPanel *m_details;
    ConfigPanel *m_config;
    RecordReader *m_reader;
    SourceSummary *m_summary;
    QSplitter *m_areas = nullptr;       ///< sidebar, log, configuration
    QSplitter *m_logSplitter = nullptr; ///< log and details
    QStackedWidget *m_pages = nullptr;
    EmptyState *m_nothingOpen = nullptr;
    EmptyState *m_nothingFound = nullptr;
    DropTarget *m_dropTarget;
    QLabel *m_sourcesLabel = nullptr;
    QLabel *m_recordsLabel = nullptr;
    QLabel *m_droppedLabel = nullptr;
    QLabel *m_followLabel = nullptr;
    QToolButton *m_zone = nullptr;
    QTimer m_countsTimer;   ///< records come in faster than numbers can be read
    QStringList m_failures; ///< of what was opened last
    QString m_waitingText;  ///< of the strip while an opened folder is empty
    QStringList m_recent;
    bool m_detailsPlaced = false; ///< beside or below the log, with a size
    bool m_detailsWanted = true;  ///< selecting a record shows its details
};

} // namespace tapewatch::ui
