// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/follow_pill.h"

namespace tapewatch::ui {

FollowPill::FollowPill(QWidget *parent)
    : QPushButton(parent)
{
    setProperty("kind", "pill");
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Go to the end and follow it (End)"));
    setNewRows(0);
    hide();
}

void FollowPill::setNewRows(int rows)
{
    setText(rows > 0 ? tr("▼ %Ln new line(s)", nullptr, rows) : tr("▼ Follow the end"));
    setAccessibleName(rows > 0 ? tr("%Ln new line(s), go to the end", nullptr, rows)
                               : tr("Go to the end and follow it"));
    adjustSize();
}

} // namespace tapewatch::ui
