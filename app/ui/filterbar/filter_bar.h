// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QTimer>

#include <array>

class QComboBox;
class QLabel;
class QProgressBar;
class QToolButton;

namespace tapewatch::models {
class RecordFilter;
}

namespace tapewatch::ui {

class QueryEdit;
class Theme;

/// What of the log is shown: a text in the query language, quick filters, a minimum level, and what came of
/// it.
class FilterBar final : public QFrame {
    Q_OBJECT

public:
    /// Both must outlive the bar.
    FilterBar(models::RecordFilter &filter, const Theme &theme, QWidget *parent = nullptr);

    /// "12,345 of 1,234,567 records".
    void setCounts(qulonglong shown, qulonglong total);
    /// Of a filter that still runs, 0 to 1.
    void setProgress(bool complete, double progress);

    [[nodiscard]] QStringList history() const;
    void setHistory(const QStringList &history);

    /// Adds a term to the text, as "filter by this value" does, and applies it.
    void addTerm(const QString &term);

public slots:
    void focusText();
    void clear();

signals:
    void left(); ///< back to the log

private:
    QToolButton *addToggle(const QString &icon, const QString &text, const QKeySequence &shortcut);
    void buildLayout();
    void applyText();
    void showFilter();
    void showError();
    void showCounts();
    void showSyntax();

    models::RecordFilter &m_filter;
    const Theme &m_theme;
    QueryEdit *m_edit;
    QToolButton *m_help;
    QToolButton *m_trades;
    QToolButton *m_errors;
    QToolButton *m_compliance;
    QComboBox *m_level;
    QToolButton *m_clear;
    QLabel *m_counts;
    QLabel *m_error;
    QProgressBar *m_progress;
    QTimer m_debounce;
    qulonglong m_shown = 0;
    qulonglong m_total = 0;
};

/// `field:"value"` in the query language, negated by `exclude`.
[[nodiscard]] QString queryTerm(const QString &field, const QString &value, bool exclude);

} // namespace tapewatch::ui
