// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/details/fitted_text.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetrics>
#include <QScrollBar>

#include <cmath>

namespace tapewatch::ui {

namespace {

constexpr int kFewestLines = 2; ///< that stay in sight where there is little room
constexpr int kSlack = 4;

} // namespace

FittedText::FittedText(const QString &name, LineWrapMode wrap, QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setProperty("kind", "plain");
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(name);
    setTabChangesFocus(true);
    setLineWrapMode(wrap);
    // A wrapped text has nothing to the right; Qt's rounding would show a bar all the same.
    setHorizontalScrollBarPolicy(wrap == NoWrap ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    document()->setDocumentMargin(0);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &FittedText::noteChange);
}

int FittedText::lines() const
{
    return std::max(1,
                    int(document()->documentLayout()->documentSize().height())); // in lines, wrapped ones too
}

int FittedText::heightOf(int lines) const
{
    const int around = height() - viewport()->height(); // the style sheet's border, a scroll bar
    // A line is as high as its font says, in fractions; short of one, Qt scrolls.
    return int(std::ceil(lines * QFontMetricsF(font()).lineSpacing())) + kSlack + std::max(2, around);
}

QSize FittedText::sizeHint() const
{
    return {QPlainTextEdit::sizeHint().width(), heightOf(lines())};
}

QSize FittedText::minimumSizeHint() const
{
    return {80, heightOf(std::min(lines(), kFewestLines))};
}

void FittedText::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    noteChange();
}

void FittedText::noteChange()
{
    updateGeometry();
    emit sizeHintChanged();
}

} // namespace tapewatch::ui
