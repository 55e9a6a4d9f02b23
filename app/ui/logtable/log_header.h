// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

namespace tapewatch::ui {

class Theme;

/// Columns of the log table: moved by dragging, hidden by the context menu.
class LogHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit LogHeader(const Theme &theme, QWidget *parent = nullptr);

    /// Widths, order and visibility as a new user finds them.
    void resetColumns();

signals:
    void columnsChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setColumnShown(int column, bool shown);

    const Theme &m_theme;
};

} // namespace tapewatch::ui
