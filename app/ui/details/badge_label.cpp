// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/details/badge_label.h"

#include "ui/theme/badges.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace tapewatch::ui {

BadgeLabel::BadgeLabel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BadgeLabel::setBadges(int level, const QString &category, bool wellFormed)
{
    m_level = level;
    m_category = category;
    m_wellFormed = wellFormed;
    setAccessibleName(QStringList{levelBadgeText(level), category}.join(u' ').trimmed());
    updateGeometry();
    update();
}

int BadgeLabel::levelWidth() const
{
    const QString text = m_wellFormed ? levelBadgeText(m_level) : QStringLiteral("RAW");
    return text.isEmpty() ? 0 : QFontMetrics(m_theme.fonts().badge).horizontalAdvance(text) + 34;
}

QSize BadgeLabel::sizeHint() const
{
    const int category =
        m_category.isEmpty() ? 0 : QFontMetrics(m_theme.fonts().badge).horizontalAdvance(m_category) + 16;
    return {levelWidth() + category, 20};
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    BadgePainter badges(m_theme, painter);
    const int level = levelWidth();
    if (!m_wellFormed)
        badges.unreadable(rect());
    else
        badges.level(rect(), m_level);
    badges.category(rect().adjusted(level, 0, 0, 0), m_category);
}

} // namespace tapewatch::ui
