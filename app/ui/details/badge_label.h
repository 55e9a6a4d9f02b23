// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace tapewatch::ui {

class Theme;

/// A record's level and category as the table shows them.
class BadgeLabel final : public QWidget {
    Q_OBJECT

public:
    explicit BadgeLabel(const Theme &theme, QWidget *parent = nullptr);

    /// `level` as in LevelRole: -1 where the line has none.
    void setBadges(int level, const QString &category, bool wellFormed);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int levelWidth() const;

    const Theme &m_theme;
    int m_level = -1;
    QString m_category;
    bool m_wellFormed = true;
};

} // namespace tapewatch::ui
