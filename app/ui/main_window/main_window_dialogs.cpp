// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
// What the main window opens and says: files, messages, help.

#include "ui/main_window/main_window.h"

#include "bridge/log_session.h"
#include "models/record_roles.h"
#include "ui/common/message_strip.h"
#include "ui/filterbar/filter_bar.h"
#include "ui/logtable/log_view.h"
#include "ui/main_window/record_reader.h"
#include "ui/main_window/window_actions.h"

#include <tapewatch/format/error.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QStatusBar>

namespace tapewatch::ui {

namespace {

constexpr int kNoticeMs = 4000;
constexpr int kMostFailures = 5; ///< told one by one

} // namespace

void MainWindow::chooseFiles()
{
    auto *dialog = new QFileDialog(this, tr("Open log files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Logs (*.log *.jsonl *.json *.txt *.zst *.gz)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::openPaths);
    dialog->open();
}

void MainWindow::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Open a folder of logs"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::openPaths);
    dialog->open();
}

void MainWindow::openPaths(const QStringList &paths)
{
    m_failures.clear();
    for (const QString &path : paths)
        openPath(path);
}

void MainWindow::openPath(const QString &path)
{
    m_services.session.openPath(path);
}

void MainWindow::showOpenFailed(const QString &path, const Error &error)
{
    if (error.code == Error::Code::NotFound && QFileInfo(path).isDir()) {
        m_strip->showMessage(MessageStrip::Kind::Info, tr("No logs in %1 yet").arg(path),
                             tr("Log files that appear there are opened by themselves. Open a file itself if "
                                "its name is not that of a log."));
        m_waitingText = m_strip->text();
        return;
    }
    QString detail = QString::fromStdString(error.why);
    if (!error.hint.empty())
        detail += QStringLiteral(". ") + QString::fromStdString(error.hint);
    QString what = QString::fromStdString(error.what);
    if (what.isEmpty())
        what = tr("Cannot open %1").arg(path);
    m_failures << what + QStringLiteral(": ") + detail;
    if (m_failures.size() == 1)
        m_strip->showMessage(MessageStrip::Kind::Error, what, detail);
    else // one must not hide the other
        m_strip->showMessage(MessageStrip::Kind::Error,
                             tr("%Ln path(s) could not be opened", nullptr, int(m_failures.size())),
                             m_failures.mid(0, kMostFailures).join(u'\n'));
}

void MainWindow::showCopied(const QString &text, int lines, bool cut)
{
    QApplication::clipboard()->setText(text);
    if (cut)
        m_strip->showMessage(
            MessageStrip::Kind::Warning, tr("Copied the first %Ln line(s) only", nullptr, lines),
            tr("The clipboard holds no more than that. Narrow the selection or the filter."));
    else
        statusBar()->showMessage(tr("Copied %Ln line(s)", nullptr, lines), kNoticeMs);
}

void MainWindow::showLogMenu(const QPoint &point)
{
    using models::RecordColumn;
    const QModelIndex index = m_log->indexAt(point);
    QMenu menu(this);
    const auto addTerms = [&](RecordColumn column, const QString &field) {
        const QString value = index.siblingAtColumn(int(column)).data().toString();
        if (value.isEmpty())
            return;
        QMenu *terms = menu.addMenu(QStringLiteral("%1: %2").arg(field, value));
        terms->addAction(tr("Filter by this value"), this,
                         [=, this] { m_filterBar->addTerm(queryTerm(field, value, false)); });
        terms->addAction(tr("Exclude this value"), this,
                         [=, this] { m_filterBar->addTerm(queryTerm(field, value, true)); });
    };
    if (index.isValid()) {
        menu.addAction(tr("Details of the record"), this, [this] { showDetails(true); });
        menu.addSeparator();
        addTerms(RecordColumn::Category, QStringLiteral("category"));
        addTerms(RecordColumn::Bot, QStringLiteral("bot"));
        addTerms(RecordColumn::Logger, QStringLiteral("logger"));
        menu.addSeparator();
    }
    menu.addActions({m_actions->copyText, m_actions->copyJson, m_actions->selectAll});
    menu.exec(m_log->viewport()->mapToGlobal(point));
}

void MainWindow::showShortcuts()
{
    const auto row = [](const QString &keys, const QString &what) {
        return QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>").arg(keys, what);
    };
    const auto keys = [](const QAction *action) {
        return action->shortcut().toString(QKeySequence::NativeText);
    };
    QMessageBox box(QMessageBox::NoIcon, tr("Keyboard shortcuts"), {}, QMessageBox::Close, this);
    box.setTextFormat(Qt::RichText);
    box.setText(QStringLiteral("<table cellpadding='3'>") +
                row(keys(m_actions->find), tr("Write a filter; Esc clears it, Down shows earlier ones")) +
                row(QStringLiteral("Ctrl+1, 2, 3"), tr("Trades, errors, compliance")) +
                row(keys(m_actions->clearFilters), tr("Clear all filters")) +
                row(keys(m_actions->focusLog), tr("Go to the log")) +
                row(tr("Up, Down, Page Up, Page Down"), tr("Move; with Shift select")) +
                row(tr("Home, End"), tr("First record; newest record, and follow it")) +
                row(tr("Enter"), tr("Details of the record")) +
                row(QStringLiteral("Ctrl+C, Ctrl+Shift+C"), tr("Copy lines as text, as JSON")) +
                row(keys(m_actions->showSidebar), tr("Sources")) +
                row(keys(m_actions->showDetails), tr("Details of the record")) +
                row(keys(m_actions->showConfig), tr("Logger configuration of the bot")) +
                row(keys(m_actions->utc), tr("Times in UTC or local")) +
                row(keys(m_actions->openFiles), tr("Open files")) +
                row(keys(m_actions->openFolder), tr("Open a folder")) + QStringLiteral("</table>"));
    box.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Tapewatch"),
                       tr("<h3>Tapewatch %1</h3><p>A flight recorder and live monitor for trading bots.</p>"
                          "<p>MIT licence. Built with Qt %2.</p>")
                           .arg(QApplication::applicationVersion(), QLatin1String(qVersion())));
}

} // namespace tapewatch::ui
