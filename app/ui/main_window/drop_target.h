// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace tapewatch::ui {

class Theme;

/// Covers the window while files are dragged over it and says what dropping them does.
class DropTarget final : public QWidget {
    Q_OBJECT

public:
    DropTarget(const Theme &theme, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace tapewatch::ui
