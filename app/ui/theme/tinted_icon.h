// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIconEngine>
#include <QPointer>

namespace tapewatch::ui {

class Theme;

/// Draws one SVG of resources/icons with `currentColor` replaced by the theme's colour for the icon's mode.
class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(const Theme &theme, QString name);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override { return new TintedIconEngine(*this); }
    QString key() const override;

private:
    QPointer<const Theme> m_theme;
    QString m_name;
    QByteArray m_svg;
};

} // namespace tapewatch::ui
