// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
// What the user does to the log table with keyboard and mouse.

#include "ui/logtable/log_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>

namespace tapewatch::ui {

namespace {

constexpr int kAutoScrollMs = 30;

} // namespace

std::optional<LogView::CursorAction> LogView::cursorAction(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Up:
        return MoveUp;
    case Qt::Key_Down:
        return MoveDown;
    case Qt::Key_PageUp:
        return MovePageUp;
    case Qt::Key_PageDown:
        return MovePageDown;
    case Qt::Key_Home:
        return MoveHome;
    case Qt::Key_End:
        return MoveEnd;
    default:
        return std::nullopt;
    }
}

QModelIndex LogView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (rows() == 0)
        return {};
    const int last = rows() - 1;
    const bool placed = currentIndex().isValid();
    if (!placed && action == MoveNext)
        return {}; // asked when the keyboard arrives: that alone selects no record
    const int here = placed ? currentIndex().row() : std::min(bottomRow(), topRow() + fullRows() - 1);
    const int page = std::max(1, fullRows() - 1);
    int row = here;
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft:
        row = placed ? here - 1 : here;
        break;
    case MoveDown:
    case MoveNext:
    case MoveRight:
        row = placed ? here + 1 : here;
        break;
    case MovePageUp:
        row = here - page;
        break;
    case MovePageDown:
        row = here + page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    }
    return model()->index(std::clamp(row, 0, last), 0);
}

bool LogView::navigate(QKeyEvent *event)
{
    const auto action = cursorAction(*event);
    if (!action)
        return false;
    if (*action == MoveEnd && !currentIndex().isValid() && !(event->modifiers() & Qt::ShiftModifier)) {
        followEnd(); // nobody looks at a record
        return true;
    }
    const QModelIndex target = moveCursor(*action, event->modifiers());
    if (!target.isValid())
        return true;
    if (event->modifiers() & Qt::ShiftModifier)
        extendSelection(target.row());
    else
        selectRow(target.row(), Qt::NoModifier);
    if (*action == MoveEnd && !(event->modifiers() & Qt::ShiftModifier))
        followEnd();
    return true;
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyAsText();
    else if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        copyAsJson();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (!navigate(event)) {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            emit activated(currentIndex());
        else
            event->ignore(); // the window's shortcuts
        return;
    }
    event->accept();
}

void LogView::moveTo(int row)
{
    selectionModel()->setCurrentIndex(model()->index(row, 0),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    viewport()->update();
}

void LogView::selectAll()
{
    if (rows() == 0)
        return;
    m_place = {};
    setFollowing(false);
    m_selection.set(*model(), 0, rows() - 1);
    viewport()->update();
}

void LogView::selectRow(int row, Qt::KeyboardModifiers modifiers)
{
    m_place = {};
    setFollowing(false);
    if (modifiers & Qt::ControlModifier)
        m_selection.toggle(*model(), row);
    else
        m_selection.set(*model(), row, row);
    m_anchor = model()->index(row, 0);
    moveTo(row);
    scrollTo(currentIndex());
    placePill();
}

void LogView::extendSelection(int row)
{
    m_place = {};
    setFollowing(false);
    if (!m_anchor.isValid())
        m_anchor = currentIndex().isValid() ? currentIndex() : model()->index(row, 0);
    const int from = m_anchor.row();
    m_selection.set(*model(), std::min(from, row), std::max(from, row));
    moveTo(row);
    scrollTo(currentIndex());
    placePill();
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().toPoint().y());
    if (row < 0)
        return;
    const bool left = event->button() == Qt::LeftButton;
    const bool onSelected = m_selection.contains(row);
    if (event->button() != Qt::RightButton && !left)
        return;
    if (left && event->modifiers() & Qt::ShiftModifier)
        extendSelection(row);
    else if (left || !onSelected) // a context menu acts on a selection that is there
        selectRow(row, left ? event->modifiers() : Qt::NoModifier);
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    const int y = event->position().toPoint().y();
    if (event->buttons() & Qt::LeftButton && rows() > 0) {
        m_dragY = y;
        const bool outside = y < 0 || y >= viewport()->height();
        if (outside && !m_autoScroll.isActive())
            m_autoScroll.start(kAutoScrollMs, this);
        else if (!outside)
            m_autoScroll.stop();
        if (const int row = clampedRowAt(y); row != currentIndex().row())
            extendSelection(row);
        return;
    }
    if (const int row = rowAt(y); row != m_hoverRow) {
        const auto repaint = [this](int changed) {
            if (changed >= 0)
                viewport()->update(0, (changed - topRow()) * m_rowHeight, viewport()->width(), m_rowHeight);
        };
        repaint(m_hoverRow);
        repaint(row);
        m_hoverRow = row;
    }
}

void LogView::mouseReleaseEvent(QMouseEvent *)
{
    m_autoScroll.stop();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton)
        emit activated(index);
}

void LogView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_autoScroll.timerId()) {
        QAbstractItemView::timerEvent(event);
        return;
    }
    setTopRow(topRow() + (m_dragY < 0 ? -1 : 1));
    if (const int row = clampedRowAt(m_dragY); row != currentIndex().row())
        extendSelection(row);
}

void LogView::requestCopy(CopyFormat format)
{
    if (const QList<RowRange> ranges = selectedRows(); !ranges.isEmpty())
        emit copyRequested(ranges, format);
}

void LogView::copyAsText()
{
    requestCopy(CopyFormat::Text);
}

void LogView::copyAsJson()
{
    requestCopy(CopyFormat::Json);
}

} // namespace tapewatch::ui
