// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/common/empty_state.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tapewatch::ui {

namespace {

constexpr int kIconSize = 48;
constexpr int kTextWidth = 440;

} // namespace

EmptyState::EmptyState(const Theme &theme, const QString &icon, const QString &heading, const QString &text,
                       QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_iconName(icon)
    , m_icon(new QLabel(this))
    , m_heading(new QLabel(this))
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    setProperty("kind", "surface");
    m_heading->setProperty("kind", "heading");
    m_text->setProperty("kind", "body");
    for (QLabel *label : {m_icon, m_heading, m_text})
        label->setAlignment(Qt::AlignCenter);
    m_heading->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setMaximumWidth(kTextWidth);
    m_text->setTextFormat(Qt::RichText);
    m_buttons->setSpacing(spacing::kSmall);

    auto *textRow = new QHBoxLayout; // centres a text that is narrower than the panel
    textRow->addStretch();
    textRow->addWidget(m_text, 100);
    textRow->addStretch();
    auto *buttonRow = new QHBoxLayout;
    buttonRow->addStretch();
    buttonRow->addLayout(m_buttons);
    buttonRow->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::kLarge, spacing::kLarge, spacing::kLarge, spacing::kLarge);
    layout->setSpacing(spacing::kMedium);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_heading);
    layout->addLayout(textRow);
    layout->addLayout(buttonRow);
    layout->addStretch(3);
    setTexts(heading, text);
    updateIcon();
    connect(&theme, &Theme::changed, this, &EmptyState::updateIcon);
}

void EmptyState::setTexts(const QString &heading, const QString &text)
{
    m_heading->setText(heading);
    m_text->setText(text);
    setAccessibleName(heading);
}

QPushButton *EmptyState::addButton(const QString &text, bool primary)
{
    auto *button = new QPushButton(text, this);
    if (primary)
        button->setProperty("kind", "primary");
    m_buttons->addWidget(button);
    return button;
}

void EmptyState::updateIcon()
{
    m_icon->setPixmap(m_theme.icon(m_iconName).pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
}

} // namespace tapewatch::ui
