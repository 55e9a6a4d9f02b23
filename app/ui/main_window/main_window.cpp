// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/main_window.h"

#include "bridge/bot_directory.h"
#include "bridge/log_session.h"
#include "models/record_filter.h"
#include "models/record_model.h"
#include "models/source_model.h"
#include "ui/common/empty_state.h"
#include "ui/common/message_strip.h"
#include "ui/config/config_panel.h"
#include "ui/details/details_panel.h"
#include "ui/filterbar/filter_bar.h"
#include "ui/logtable/log_view.h"
#include "ui/main_window/drop_target.h"
#include "ui/main_window/record_reader.h"
#include "ui/main_window/source_summary.h"
#include "ui/main_window/window_actions.h"
#include "ui/sidebar/sidebar.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLocale>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace tapewatch::ui {

namespace {

constexpr int kSidebarWidth = 240;
constexpr int kConfigWidth = 350;
constexpr int kCountsMs = 50;
constexpr int kDetailsBeside = 1160; ///< from this width of log and details they stand side by side

quint64 packed(engine::RowRef ref)
{
    return quint64(ref.source) << 32 | quint64(ref.row);
}

engine::RowRef unpacked(quint64 name)
{
    return {engine::SourceId(name >> 32), engine::RowId(name & 0xffffffffu)};
}

} // namespace

MainWindow::MainWindow(const Services &services, Theme &theme, const WindowState &state, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_theme(theme)
    , m_actions(new WindowActions(*menuBar(), *this))
    , m_sidebar(new Sidebar(services.sources, theme, this))
    , m_filterBar(new FilterBar(services.filter, theme, this))
    , m_strip(new MessageStrip(theme, this))
    , m_log(new LogView(theme, this))
    , m_details(new DetailsPanel(theme, this))
    , m_config(new ConfigPanel(theme, this))
    , m_reader(new RecordReader(services.records, services.session, this))
    , m_summary(new SourceSummary(services.sources, services.bots, this))
    , m_dropTarget(new DropTarget(theme, this))
{
    setWindowTitle(tr("Tapewatch"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/tapewatch.svg")));
    setAcceptDrops(true);
    m_log->setModel(&services.records);
    m_log->setRowNames({[this](int row) { return packed(m_services.records.rowRef(row)); },
                        [this](quint64 name) { return m_services.records.rowOf(unpacked(name)); }});
    buildCenter();
    buildStatusBar();
    m_countsTimer.setSingleShot(true);
    m_countsTimer.setInterval(kCountsMs);
    connect(&m_countsTimer, &QTimer::timeout, this, &MainWindow::updateCounts);
    connectActions();
    connectPanels();
    connectSession();
    applyState(state);
    updateCounts();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCenter()
{
    m_nothingOpen =
        new EmptyState(m_theme, QStringLiteral("tapewatch"), tr("Nothing to watch yet"),
                       tr("Bots that log with Tapewatch appear by themselves while they run. You can also "
                          "open any bot's log "
                          "files, or drop them here: JSON lines and plain text are read as they are."),
                       this);
    connect(m_nothingOpen->addButton(tr("Open files…"), true), &QPushButton::clicked, this,
            &MainWindow::chooseFiles);
    connect(m_nothingOpen->addButton(tr("Open folder…")), &QPushButton::clicked, this,
            &MainWindow::chooseFolder);
    m_nothingFound = new EmptyState(m_theme, QStringLiteral("search"), tr("No record matches"),
                                    tr("New records that match will appear here as they come."), this);
    connect(m_nothingFound->addButton(tr("Clear all filters")), &QPushButton::clicked, m_filterBar,
            &FilterBar::clear);

    m_logSplitter = new QSplitter(Qt::Vertical, this);
    m_logSplitter->setChildrenCollapsible(false);
    m_logSplitter->addWidget(m_log);
    m_logSplitter->addWidget(m_details);
    m_logSplitter->setStretchFactor(0, 1);
    m_details->setMinimumSize(280, 160);
    m_log->setMinimumSize(320, 160);
    m_details->hide();
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_logSplitter);
    m_pages->addWidget(m_nothingOpen);
    m_pages->addWidget(m_nothingFound);

    auto *center = new QWidget(this);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_pages, 1);

    m_areas = new QSplitter(Qt::Horizontal, this);
    m_areas->setChildrenCollapsible(false);
    m_areas->addWidget(m_sidebar);
    m_areas->addWidget(center);
    m_areas->addWidget(m_config);
    m_areas->setStretchFactor(1, 1);
    m_sidebar->setMinimumWidth(180);
    m_config->setMinimumWidth(300);
    m_config->hide();
    setCentralWidget(m_areas);
}

void MainWindow::buildStatusBar()
{
    m_sourcesLabel = new QLabel(this);
    m_recordsLabel = new QLabel(this);
    m_droppedLabel = new QLabel(this);
    m_followLabel = new QLabel(this);
    m_zone = new QToolButton(this);
    m_zone->setAccessibleName(tr("Time zone of the times"));
    m_zone->setToolTip(tr("Times in local time or in UTC (Ctrl+U)"));
    connect(m_zone, &QToolButton::clicked, m_actions->utc, &QAction::trigger);
    m_droppedLabel->setProperty("kind", "error");
    for (QLabel *label : {m_sourcesLabel, m_recordsLabel, m_followLabel})
        label->setProperty("kind", "small");
    for (QLabel *label : {m_sourcesLabel, m_recordsLabel, m_droppedLabel}) {
        label->setContentsMargins(spacing::kSmall, 0, spacing::kSmall, 0);
        statusBar()->addWidget(label);
    }
    statusBar()->addPermanentWidget(m_followLabel);
    statusBar()->addPermanentWidget(m_zone);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectActions()
{
    connect(m_actions->openFiles, &QAction::triggered, this, &MainWindow::chooseFiles);
    connect(m_actions->openFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->copyText, &QAction::triggered, m_log, &LogView::copyAsText);
    connect(m_actions->copyJson, &QAction::triggered, m_log, &LogView::copyAsJson);
    connect(m_actions->selectAll, &QAction::triggered, m_log, &LogView::selectAll);
    connect(m_actions->find, &QAction::triggered, m_filterBar, &FilterBar::focusText);
    connect(m_actions->clearFilters, &QAction::triggered, m_filterBar, &FilterBar::clear);
    connect(m_actions->focusLog, &QAction::triggered, this,
            [this] { m_log->setFocus(Qt::ShortcutFocusReason); });
    connect(m_actions->followEnd, &QAction::triggered, m_log, &LogView::followEnd);
    connect(m_actions->showSidebar, &QAction::toggled, m_sidebar, &QWidget::setVisible);
    connect(m_actions->showSidebar, &QAction::toggled, this, &MainWindow::arrangeDetailsLater);
    connect(m_actions->showDetails, &QAction::triggered, this, &MainWindow::showDetails);
    connect(m_actions->showConfig, &QAction::triggered, this, [this](bool shown) {
        if (shown)
            showConfig(m_sidebar->selectedBotKey());
        else
            m_config->hide();
        arrangeDetailsLater();
    });
    connect(m_actions->utc, &QAction::toggled, this, &MainWindow::setUtc);
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_actions, &WindowActions::recentChosen, this, &MainWindow::openPath);
    connect(m_actions, &WindowActions::recentCleared, this, [this] {
        m_recent.clear();
        m_actions->setRecent(m_recent);
    });
    connect(m_actions, &WindowActions::themeChosen, &m_theme, &Theme::setMode);
}

void MainWindow::connectPanels()
{
    connect(m_sidebar, &Sidebar::openFilesRequested, this, &MainWindow::chooseFiles);
    connect(m_sidebar, &Sidebar::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_sidebar, &Sidebar::configurationRequested, this, &MainWindow::showConfig);
    connect(m_sidebar, &Sidebar::botSelected, this, [this](const QString &key) {
        if (m_config->isVisible() && !m_config->hasPendingEdits())
            showConfig(key);
    });
    connect(m_filterBar, &FilterBar::left, m_log, qOverload<>(&QWidget::setFocus));

    connect(m_log, &LogView::aboutToShow, &m_services.records, &models::RecordModel::prepare);
    connect(m_log, &LogView::currentRowChanged, this, &MainWindow::selectRecord);
    connect(m_log, &LogView::activated, this, [this] { showDetails(true); });
    m_log->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_log, &QWidget::customContextMenuRequested, this, &MainWindow::showLogMenu);
    connect(m_log, &LogView::copyRequested, m_reader, &RecordReader::copy);
    connect(m_log, &LogView::followingChanged, this, &MainWindow::updateCounts);
    connect(m_reader, &RecordReader::recordRead, m_details, &DetailsPanel::setRecord);
    connect(m_reader, &RecordReader::copied, this, &MainWindow::showCopied);

    connect(m_details, &DetailsPanel::closeRequested, this, [this] {
        showDetails(false);
        m_log->setFocus();
    });
    connect(m_details, &DetailsPanel::filterRequested, this,
            [this](const QString &path, const QString &value, bool exclude) {
                m_filterBar->addTerm(queryTerm(path, value, exclude));
            });
    connect(m_config, &ConfigPanel::closeRequested, this, [this] {
        m_config->hide();
        m_actions->showConfig->setChecked(false);
        arrangeDetailsLater();
    });
    connect(m_areas, &QSplitter::splitterMoved, this, &MainWindow::arrangeDetails);
}

void MainWindow::connectSession()
{
    connect(&m_services.filter, &models::RecordFilter::queryChanged, &m_services.session,
            &bridge::LogSession::setQuery);
    connect(&m_services.session, &bridge::LogSession::openFailed, this, &MainWindow::showOpenFailed);
    connect(&m_services.session, &bridge::LogSession::pathOpened, this, [this](const QString &path) {
        addRecent(m_recent, path);
        m_actions->setRecent(m_recent);
    });
    connect(&m_services.session, &bridge::LogSession::sourceAdded, this, [this] {
        if (!m_waitingText.isEmpty() && m_strip->text() == m_waitingText)
            m_strip->dismiss();
    });
    connect(m_summary, &SourceSummary::changed, this, &MainWindow::updateCounts);
    connect(m_summary, &SourceSummary::sourceFailed, this, [this](const QString &name, const QString &why) {
        m_strip->showMessage(MessageStrip::Kind::Error, tr("Cannot read %1").arg(name), why);
    });
    models::RecordModel &records = m_services.records;
    connect(&records, &models::RecordModel::progressChanged, this, &MainWindow::updateCounts);
    connect(&records, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!m_countsTimer.isActive())
            m_countsTimer.start();
    });
    connect(&records, &QAbstractItemModel::modelReset, this, &MainWindow::updateCounts);
}

void MainWindow::applyState(const WindowState &state)
{
    resize(1280, 800);
    if (!state.geometry.isEmpty())
        restoreGeometry(state.geometry);
    m_areas->setSizes(state.widths.size() == 3 ? state.widths
                                               : QList<int>{kSidebarWidth, 1000, kConfigWidth});
    if (!state.columns.isEmpty())
        m_log->restoreColumns(state.columns);
    m_filterBar->setHistory(state.filters);
    m_recent = state.recent;
    m_actions->setRecent(m_recent);
    m_actions->setThemeMode(m_theme.mode());
    m_actions->showSidebar->setChecked(state.sidebarShown);
    m_sidebar->setVisible(state.sidebarShown);
    m_actions->utc->setChecked(state.utc);
    setUtc(state.utc);
    m_log->setFocus();
}

WindowState MainWindow::state() const
{
    return {.geometry = saveGeometry(),
            .columns = m_log->saveColumns(),
            .widths = m_areas->sizes(),
            .filters = m_filterBar->history(),
            .recent = m_recent,
            .utc = m_actions->utc->isChecked(),
            .sidebarShown = m_actions->showSidebar->isChecked(),
            .theme = m_theme.mode()};
}

void MainWindow::selectRecord(int row)
{
    if (row < 0)
        return;
    m_reader->read(row);
    if (m_detailsWanted)
        showDetails(true);
}

void MainWindow::showDetails(bool shown)
{
    m_detailsWanted = shown;
    m_details->setVisible(shown);
    m_actions->showDetails->setChecked(shown);
    arrangeDetails();
    if (shown && m_log->currentIndex().isValid())
        m_log->scrollTo(m_log->currentIndex());
}

void MainWindow::arrangeDetails()
{
    const bool beside = m_pages->width() >= kDetailsBeside;
    const auto orientation = beside ? Qt::Horizontal : Qt::Vertical;
    if (m_logSplitter->orientation() == orientation && (m_detailsPlaced || m_details->isHidden()))
        return;
    m_detailsPlaced = !m_details->isHidden();
    m_logSplitter->setOrientation(orientation);
    const int room = beside ? m_pages->width() : m_pages->height();
    const int details = beside ? 400 : room * 2 / 5;
    m_logSplitter->setSizes({room - details, details});
}

void MainWindow::showConfig(const QString &botKey)
{
    QString key = botKey;
    if (key.isEmpty() && m_config->botKey().isEmpty() && !m_services.bots.bots().isEmpty())
        key = m_services.bots.bots().constFirst().key;
    if (const auto bot = m_services.bots.find(key); bot && !m_config->openBot(*bot))
        m_strip->showMessage(MessageStrip::Kind::Warning, tr("The configuration shown has pending changes"),
                             tr("Apply or revert them before opening that of %1.").arg(bot->name()));
    m_config->show();
    m_actions->showConfig->setChecked(true);
    arrangeDetailsLater();
}

void MainWindow::setUtc(bool utc)
{
    m_services.records.setUtc(utc);
    m_details->setUtc(utc);
    m_zone->setText(utc ? tr("UTC") : tr("Local time"));
}

void MainWindow::updateCounts()
{
    const QLocale locale;
    const SourceSummary::Numbers &numbers = m_summary->numbers();
    const models::RecordModel &records = m_services.records;
    m_filterBar->setCounts(qulonglong(records.rowCount()), numbers.shownRecords);
    m_filterBar->setProgress(records.isComplete(), records.progress());
    m_sourcesLabel->setText(tr("%Ln live bot(s)", nullptr, numbers.liveBots) + QStringLiteral("  ·  ") +
                            tr("%Ln file(s)", nullptr, numbers.files));
    m_recordsLabel->setText(numbers.reading > 0
                                ? tr("%1 records, reading %Ln file(s)", nullptr, numbers.reading)
                                      .arg(locale.toString(numbers.records))
                                : tr("%1 records read").arg(locale.toString(numbers.records)));
    m_droppedLabel->setVisible(numbers.dropped > 0);
    m_droppedLabel->setText(tr("%1 records dropped by live bots").arg(locale.toString(numbers.dropped)));
    m_followLabel->setText(m_log->isFollowing() ? tr("Following the end") : tr("Paused, End follows again"));
    updatePage();
}

void MainWindow::updatePage()
{
    const bool filtered = m_services.filter.isActive();
    const bool empty = m_services.records.rowCount() == 0;
    const SourceSummary::Numbers &numbers = m_summary->numbers();
    QWidget *page = m_logSplitter;
    if (numbers.files == 0 && numbers.liveBots == 0)
        page = m_nothingOpen;
    else if (empty && filtered && m_services.records.isComplete() && numbers.reading == 0)
        page = m_nothingFound;
    m_pages->setCurrentWidget(page);
    m_filterBar->setVisible(page != m_nothingOpen);
    m_followLabel->setVisible(page != m_nothingOpen);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    m_dropTarget->setGeometry(rect());
    arrangeDetailsLater();
}

void MainWindow::arrangeDetailsLater()
{
    QMetaObject::invokeMethod(this, &MainWindow::arrangeDetails, Qt::QueuedConnection); // after the layout
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    emit closing();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls())
        return;
    event->acceptProposedAction();
    m_dropTarget->setGeometry(rect());
    m_dropTarget->show();
    m_dropTarget->raise();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropTarget->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropTarget->hide();
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    if (paths.isEmpty())
        m_strip->showMessage(MessageStrip::Kind::Error, tr("Nothing was opened"),
                             tr("Only files and folders of this computer can be opened."));
    openPaths(paths);
    event->acceptProposedAction();
}

} // namespace tapewatch::ui
