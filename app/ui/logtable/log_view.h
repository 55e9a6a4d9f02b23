// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/logtable/row_selection.h"

#include <QAbstractItemView>
#include <QBasicTimer>
#include <QList>

#include <functional>
#include <memory>
#include <optional>

class QHeaderView;
class QPainter;

namespace tapewatch::ui {

class FollowPill;
class LogHeader;
class LogRowPainter;
class Theme;

enum class CopyFormat { Text, Json };

/// Names rows beyond a reset of the model, so that the place on screen survives it.
struct RowNames {
    std::function<quint64(int row)> nameOf;
    std::function<int(quint64 name)> rowOf; ///< -1 where the model does not show it
};

/// The log table: rows of one height, of which only those on screen cost anything.
///
/// Not a QTableView: its vertical header keeps eight bytes a row and looks at all of them on every append.
/// Here an append and a scroll cost the same at ten rows and at a hundred million; the scroll bar counts
/// rows.
///
/// It follows the end while it stands there. Scrolling up or selecting pauses it; a pill then counts the rows
/// that came below and leads back (as does the End key). Rows that come in above the screen leave what is on
/// screen in place.
class LogView final : public QAbstractItemView {
    Q_OBJECT

public:
    explicit LogView(const Theme &theme, QWidget *parent = nullptr);
    ~LogView() override;

    void setModel(QAbstractItemModel *model) override;
    void setRowNames(RowNames names) { m_names = std::move(names); }

    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Rows that came below the screen since following paused.
    [[nodiscard]] int newRows() const { return m_newRows; }
    [[nodiscard]] int topRow() const;
    /// The last row of which any part is on screen; -1 without rows.
    [[nodiscard]] int bottomRow() const;
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    /// In order, merged. What the selection model has is the keyboard's place only.
    [[nodiscard]] QList<RowRange> selectedRows() const { return m_selection.ranges(); }
    [[nodiscard]] bool isRowSelected(int row) const { return m_selection.contains(row); }

    [[nodiscard]] QHeaderView *header() const;
    /// Empty while the columns are as a new user finds them.
    [[nodiscard]] QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    /// Does nothing: a search by typed letters would look at every row.
    void keyboardSearch(const QString &) override {}

public slots:
    /// Goes to the end and stays there.
    void followEnd();
    /// Selects one row, as a click on it does.
    void selectRecord(int row) { selectRow(row, Qt::NoModifier); }
    void selectAll() override;
    void copyAsText();
    void copyAsJson();

signals:
    /// Just before rows are painted; whoever feeds the model may load them now.
    void aboutToShow(int first, int last);
    void followingChanged(bool following);
    /// The keyboard's place: the row whose details are of interest.
    void currentRowChanged(int row);
    void copyRequested(const QList<tapewatch::ui::RowRange> &rows, tapewatch::ui::CopyFormat format);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override { return 0; } // rows times height would pass an int
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &, QItemSelectionModel::SelectionFlags) override {} // m_selection
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void updateGeometries() override;

    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void focusInEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void reset() override;

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    [[nodiscard]] int rows() const;
    [[nodiscard]] int fullRows() const; ///< rows that fit on screen as a whole
    [[nodiscard]] int rowAt(int y) const;
    [[nodiscard]] int clampedRowAt(int y) const;
    void updateScrollBars();
    void afterRowsChanged();
    void setFollowing(bool following);
    void setTopRow(int row);
    void placePill();
    void keepTop();
    void restoreTop();
    void rememberPlace();
    void restorePlace(bool afterReset);
    void updateMetrics();

    [[nodiscard]] static std::optional<CursorAction> cursorAction(const QKeyEvent &event);
    void moveTo(int row);
    void selectRow(int row, Qt::KeyboardModifiers modifiers);
    void extendSelection(int row);
    bool navigate(QKeyEvent *event);
    void requestCopy(CopyFormat format);
    void paintFocus(QPainter &painter, int lastRow) const;
    bool showToolTip(const QPoint &viewportPoint, const QPoint &globalPoint);

    const Theme &m_theme;
    LogHeader *m_header;
    FollowPill *m_pill;
    std::unique_ptr<LogRowPainter> m_painter;
    QBasicTimer m_autoScroll; ///< while a selection is dragged beyond an edge
    int m_dragY = 0;
    int m_rowHeight = 0;
    int m_hoverRow = -1;
    RowSelection m_selection;
    QPersistentModelIndex m_anchor; ///< where a selection with Shift begins
    QPersistentModelIndex m_top;    ///< the top row while the model changes its layout
    bool m_focusByKey = false;      ///< the user looks for where the keyboard is
    bool m_following = true;
    bool m_adjusting = false; ///< the view moves the scroll bar itself
    int m_newRows = 0;

    /// Where the user stood before the last reset, until it is found again or the user moves.
    struct Place {
        std::optional<quint64> top;
        std::optional<quint64> current;
        int rowsAboveCurrent = 0; ///< from the top of the screen
    };
    RowNames m_names;
    Place m_place;
};

} // namespace tapewatch::ui
