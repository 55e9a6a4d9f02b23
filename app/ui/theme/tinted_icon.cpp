// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/theme/tinted_icon.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

namespace tapewatch::ui {

namespace {

QColor tint(const Colors &colors, QIcon::Mode mode, QIcon::State state)
{
    if (mode == QIcon::Disabled)
        return colors.borderStrong;
    if (state == QIcon::On || mode == QIcon::Selected)
        return colors.accent;
    return mode == QIcon::Active ? colors.text : colors.textSecondary;
}

} // namespace

TintedIconEngine::TintedIconEngine(const Theme &theme, QString name)
    : m_theme(&theme)
    , m_name(std::move(name))
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
    if (file.open(QIODevice::ReadOnly))
        m_svg = file.readAll();
}

void TintedIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    if (!m_theme)
        return;
    QByteArray svg = m_svg;
    svg.replace("currentColor", tint(m_theme->colors(), mode, state).name().toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(painter, rect);
}

QPixmap TintedIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

QString TintedIconEngine::key() const
{
    return QStringLiteral("tapewatch-tinted:") + m_name;
}

} // namespace tapewatch::ui
