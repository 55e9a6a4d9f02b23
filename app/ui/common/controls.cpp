// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/common/controls.h"

#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace tapewatch::ui {

QLabel *makeSectionLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("kind", "section");
    return label;
}

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("kind", "line");
    line->setFixedHeight(1);
    return line;
}

QToolButton *makeIconButton(const Theme &theme, const QString &icon, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(theme.icon(icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

void setStyleProperty(QWidget *widget, const char *name, const QString &value)
{
    if (widget->property(name).toString() == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace tapewatch::ui
