// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace tapewatch::ui {

/// Floats over the end of the log while following is paused: "▼ 1,234 new lines".
class FollowPill final : public QPushButton {
    Q_OBJECT

public:
    explicit FollowPill(QWidget *parent);

    void setNewRows(int rows);
};

} // namespace tapewatch::ui
