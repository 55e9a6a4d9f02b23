// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/filterbar/query_edit.h"

#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStringListModel>
#include <QTextCharFormat>

namespace tapewatch::ui {

namespace {

constexpr int kLongestHistory = 30;

} // namespace

QueryEdit::QueryEdit(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_history(new QStringListModel(this))
    , m_completer(new QCompleter(m_history, this))
{
    setPlaceholderText(tr("Filter, for example: level>=warning symbol:BTCUSDT \"insufficient funds\""));
    setAccessibleName(tr("Filter"));
    setClearButtonEnabled(true);
    addAction(theme.icon(QStringLiteral("search")), LeadingPosition);
    QAction *clock = addAction(theme.icon(QStringLiteral("history")), TrailingPosition);
    clock->setToolTip(tr("Earlier filters (Down)"));
    connect(clock, &QAction::triggered, this, &QueryEdit::showHistory);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setWidget(this); // not setCompleter(): it would pop up with every letter
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this,
            [this](const QString &text) {
                setText(text);
                emit returnPressed();
            });
}

void QueryEdit::markError(int column, int length)
{
    // A line edit has no formats of its own; those of an input method's preview may cover its text as well.
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(m_theme.colors().levels[4].text);
        format.setForeground(m_theme.colors().levels[4].text);
        attributes.append({QInputMethodEvent::TextFormat, column - cursorPosition(), length, format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

QStringList QueryEdit::history() const
{
    return m_history->stringList();
}

void QueryEdit::setHistory(const QStringList &history)
{
    m_history->setStringList(history.mid(0, kLongestHistory));
}

void QueryEdit::remember()
{
    const QString query = text().trimmed();
    if (query.isEmpty())
        return;
    QStringList history = m_history->stringList();
    history.removeAll(query);
    history.prepend(query);
    setHistory(history);
}

void QueryEdit::showHistory()
{
    m_completer->setCompletionPrefix({});
    m_completer->complete();
}

void QueryEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_completer->popup()->isVisible() &&
        (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape)) {
        event->ignore(); // the popup's
        return;
    }
    if (event->key() == Qt::Key_Down && m_history->rowCount() > 0) {
        showHistory();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty())
            emit left();
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace tapewatch::ui
