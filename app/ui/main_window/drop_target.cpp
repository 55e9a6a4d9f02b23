// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/drop_target.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace tapewatch::ui {

DropTarget::DropTarget(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Drop to open"));
    hide();
}

void DropTarget::paintEvent(QPaintEvent *)
{
    const Colors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colors.canvas;
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    painter.setPen(QPen(colors.accent, 2, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(24, 24, -24, -24), radius::kLarge, radius::kLarge);
    const QRect icon(rect().center().x() - 20, rect().center().y() - 52, 40, 40);
    m_theme.icon(QStringLiteral("drop")).paint(&painter, icon, Qt::AlignCenter, QIcon::Normal, QIcon::On);
    painter.setPen(colors.text);
    painter.setFont(m_theme.fonts().heading);
    painter.drawText(rect().adjusted(0, 24, 0, 24), Qt::AlignCenter,
                     tr("Drop log files or folders to open them"));
}

} // namespace tapewatch::ui
