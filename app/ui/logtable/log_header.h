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
    /// Narrows bot and logger, where nobody has set a width, so that the message keeps room in `width`.
    void fit(int width);
    /// The user's widths, order and visibility.
    [[nodiscard]] QByteArray save() const;
    bool restore(const QByteArray &state);

signals:
    void columnsChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setColumnShown(int column, bool shown);

    [[nodiscard]] int naturalWidth(int column) const;
    [[nodiscard]] int leastWidth(int column) const;
    void noteResize(int column, int before, int after);

    const Theme &m_theme;
    bool m_fitting = false; ///< the header sets the widths itself
    bool m_setByUser = false;
};

} // namespace tapewatch::ui
