// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/filterbar/filter_bar.h"

#include "models/level_title.h"
#include "models/record_filter.h"
#include "ui/common/controls.h"
#include "ui/filterbar/query_edit.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWhatsThis>

namespace tapewatch::ui {

namespace {

constexpr int kDebounceMs = 150;

} // namespace

FilterBar::FilterBar(models::RecordFilter &filter, const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_filter(filter)
    , m_theme(theme)
    , m_edit(new QueryEdit(theme, this))
    , m_help(makeIconButton(theme, QStringLiteral("help"), tr("How to write a filter"), this))
    , m_trades(addToggle(QStringLiteral("trade"), tr("Trades"), QKeySequence(Qt::CTRL | Qt::Key_1)))
    , m_errors(addToggle(QStringLiteral("error"), tr("Errors"), QKeySequence(Qt::CTRL | Qt::Key_2)))
    , m_compliance(addToggle(QStringLiteral("shield"), tr("Compliance"), QKeySequence(Qt::CTRL | Qt::Key_3)))
    , m_level(new QComboBox(this))
    , m_clear(new QToolButton(this))
    , m_counts(new QLabel(this))
    , m_error(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setProperty("kind", "panel");
    setAccessibleName(tr("Filters"));
    m_level->setFixedHeight(m_trades->sizeHint().height());
    m_level->setAccessibleName(tr("Lowest level shown"));
    m_level->setToolTip(tr("Lowest level shown"));
    m_level->addItem(tr("All levels"), int(Level::Trace));
    for (const Level level : {Level::Debug, Level::Info, Level::Warning, Level::Error, Level::Critical})
        m_level->addItem(tr("%1 and above").arg(models::levelTitle(level)), int(level));
    m_clear->setText(tr("Clear"));
    m_clear->setToolTip(tr("Take every filter away (Esc in the field clears its text)"));
    m_error->setProperty("kind", "error");
    m_error->setWordWrap(true);
    m_error->hide();
    m_counts->setProperty("kind", "small");
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Progress of the filter"));
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(kDebounceMs);
    buildLayout();

    connect(m_edit, &QueryEdit::textChanged, &m_debounce, qOverload<>(&QTimer::start));
    connect(&m_debounce, &QTimer::timeout, this, &FilterBar::applyText);
    connect(m_edit, &QueryEdit::returnPressed, this, [this] {
        applyText();
        m_edit->remember();
    });
    connect(m_edit, &QueryEdit::left, this, &FilterBar::left);
    connect(m_help, &QToolButton::clicked, this, &FilterBar::showSyntax);
    connect(m_trades, &QToolButton::toggled, &filter, &models::RecordFilter::setTrades);
    connect(m_errors, &QToolButton::toggled, &filter, &models::RecordFilter::setErrors);
    connect(m_compliance, &QToolButton::toggled, &filter, &models::RecordFilter::setCompliance);
    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this] { m_filter.setMinimumLevel(Level(m_level->currentData().toInt())); });
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);
    connect(&filter, &models::RecordFilter::queryChanged, this, &FilterBar::showFilter);
    connect(&filter, &models::RecordFilter::errorChanged, this, &FilterBar::showError);
    connect(&theme, &Theme::changed, this, &FilterBar::showError);
    showFilter();
    setProgress(true, 1);
}

QToolButton *FilterBar::addToggle(const QString &icon, const QString &text, const QKeySequence &shortcut)
{
    auto *button = new QToolButton(this);
    button->setProperty("kind", "chip");
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(m_theme.icon(icon));
    button->setText(text);
    button->setCheckable(true);
    button->setShortcut(shortcut);
    button->setToolTip(tr("Show %1 only; with others, any of them (%2)")
                           .arg(text, shortcut.toString(QKeySequence::NativeText)));
    return button;
}

void FilterBar::buildLayout()
{
    auto *textRow = new QHBoxLayout;
    textRow->setSpacing(spacing::kTight);
    textRow->addWidget(m_edit, 1);
    textRow->addWidget(m_help);
    auto *quickRow = new QHBoxLayout;
    quickRow->setSpacing(spacing::kSmall);
    for (QToolButton *toggle : {m_trades, m_errors, m_compliance})
        quickRow->addWidget(toggle);
    quickRow->addWidget(m_level);
    quickRow->addWidget(m_clear);
    quickRow->addStretch();
    quickRow->addWidget(m_counts);
    auto *rows = new QVBoxLayout;
    rows->setContentsMargins(spacing::kMedium, spacing::kSmall, spacing::kMedium, spacing::kSmall);
    rows->setSpacing(spacing::kSmall);
    rows->addLayout(textRow);
    rows->addWidget(m_error);
    rows->addLayout(quickRow);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(rows);
    layout->addWidget(m_progress);
}

void FilterBar::applyText()
{
    m_debounce.stop();
    m_filter.setText(m_edit->text());
    showError();
}

void FilterBar::showFilter()
{
    const QSignalBlocker blockers[] = {QSignalBlocker(m_trades), QSignalBlocker(m_errors),
                                       QSignalBlocker(m_compliance), QSignalBlocker(m_level)};
    m_trades->setChecked(m_filter.trades());
    m_errors->setChecked(m_filter.errors());
    m_compliance->setChecked(m_filter.compliance());
    m_level->setCurrentIndex(m_level->findData(int(m_filter.minimumLevel())));
    m_clear->setVisible(m_filter.isActive());
    showCounts();
}

void FilterBar::showError()
{
    const auto &error = m_filter.error();
    m_error->setVisible(error.has_value());
    setStyleProperty(m_edit, "state", error ? QStringLiteral("error") : QString());
    if (!error) {
        m_edit->markError(0, 0);
        return;
    }
    m_edit->markError(error->column, std::max(1, error->length));
    m_error->setText(tr("Column %1: %2").arg(error->column + 1).arg(error->message));
    m_edit->setAccessibleDescription(m_error->text());
}

void FilterBar::setCounts(qulonglong shown, qulonglong total)
{
    m_shown = shown;
    m_total = total;
    showCounts();
}

void FilterBar::showCounts()
{
    const QLocale locale;
    m_counts->setText(m_filter.isActive()
                          ? tr("%1 of %2 records").arg(locale.toString(m_shown), locale.toString(m_total))
                          : tr("%1 records").arg(locale.toString(m_shown)));
}

void FilterBar::setProgress(bool complete, double progress)
{
    m_progress->setValue(complete ? 0 : std::max(20, int(progress * 1000)));
}

QStringList FilterBar::history() const
{
    return m_edit->history();
}

void FilterBar::setHistory(const QStringList &history)
{
    m_edit->setHistory(history);
}

void FilterBar::addTerm(const QString &term)
{
    const QString text = m_edit->text().trimmed();
    m_edit->setText(text.isEmpty() ? term : text + u' ' + term);
    applyText();
    m_edit->remember();
}

void FilterBar::focusText()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FilterBar::clear()
{
    m_edit->clear();
    m_debounce.stop();
    m_filter.clear();
    showError();
}

void FilterBar::showSyntax()
{
    const auto row = [](const QString &example, const QString &meaning) {
        return QStringLiteral("<tr><td><code>%1</code>&nbsp;&nbsp;</td><td>%2</td></tr>")
            .arg(example.toHtmlEscaped(), meaning);
    };
    QWhatsThis::showText(
        m_help->mapToGlobal(QPoint(0, m_help->height())),
        QStringLiteral("<h4>%1</h4><table cellpadding='2'>").arg(tr("How to write a filter")) +
            row(QStringLiteral("rejected"), tr("a word anywhere in the record")) +
            row(QStringLiteral("\"insufficient funds\""), tr("words in this order")) +
            row(QStringLiteral("/reject(ed)?/i"), tr("a regular expression")) +
            row(QStringLiteral("level>=warning"), tr("a level and above")) +
            row(QStringLiteral("category:trade symbol:BTCUSDT"), tr("fields; all of them must match")) +
            row(QStringLiteral("price>=50000"), tr("numbers compare exactly")) +
            row(QStringLiteral("-logger:heartbeat"), tr("without these")) +
            row(QStringLiteral("(a or b) and not c"), tr("combinations")) +
            row(QStringLiteral("last:15m"), tr("the last quarter of an hour")) + QStringLiteral("</table>"),
        m_help);
}

QString queryTerm(const QString &field, const QString &value, bool exclude)
{
    QString quoted = value;
    quoted.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return QStringLiteral("%1%2:\"%3\"").arg(exclude ? QStringLiteral("-") : QString(), field, quoted);
}

} // namespace tapewatch::ui
