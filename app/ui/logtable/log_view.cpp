// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/logtable/log_view.h"

#include "ui/logtable/follow_pill.h"
#include "ui/logtable/log_header.h"
#include "ui/logtable/log_row_painter.h"
#include "ui/logtable/log_view_accessible.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QFocusEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace tapewatch::ui {

LogView::LogView(const Theme &theme, QWidget *parent)
    : QAbstractItemView(parent)
    , m_theme(theme)
    , m_header(new LogHeader(theme, this))
    , m_pill(new FollowPill(this))
    , m_painter(std::make_unique<LogRowPainter>(theme, *m_header))
{
    LogViewAccessible::install();
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerItem);
    setAccessibleName(tr("Log"));
    setAccessibleDescription(
        tr("Records by time. End follows the newest, Ctrl+C copies the selected lines."));
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    verticalScrollBar()->setSingleStep(1);
    connect(m_header, &QHeaderView::sectionResized, this, [this] { updateGeometries(); });
    connect(m_header, &QHeaderView::sectionMoved, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &LogHeader::columnsChanged, viewport(), qOverload<>(&QWidget::update));
    connect(m_pill, &QPushButton::clicked, this, &LogView::followEnd);
    connect(&theme, &Theme::changed, this, &LogView::updateMetrics);
    updateMetrics();
}

LogView::~LogView() = default;

void LogView::setModel(QAbstractItemModel *newModel)
{
    Q_ASSERT(!model()); // one model for life
    QAbstractItemView::setModel(newModel);
    m_header->setModel(newModel);
    m_header->resetColumns();
    if (newModel) {
        connect(newModel, &QAbstractItemModel::modelAboutToBeReset, this, &LogView::rememberPlace);
        connect(newModel, &QAbstractItemModel::layoutAboutToBeChanged, this, &LogView::keepTop);
        connect(newModel, &QAbstractItemModel::layoutChanged, this, &LogView::restoreTop);
    }
    followEnd();
}

QHeaderView *LogView::header() const
{
    return m_header;
}

QByteArray LogView::saveColumns() const
{
    return m_header->save();
}

bool LogView::restoreColumns(const QByteArray &state)
{
    return m_header->restore(state);
}

int LogView::rows() const
{
    return model() ? model()->rowCount() : 0;
}

int LogView::fullRows() const
{
    return viewport()->height() / m_rowHeight;
}

int LogView::topRow() const
{
    return verticalScrollBar()->value();
}

int LogView::bottomRow() const
{
    return std::min(rows() - 1, topRow() + (viewport()->height() - 1) / m_rowHeight);
}

int LogView::rowAt(int y) const
{
    const int row = topRow() + y / m_rowHeight;
    return y >= 0 && row < rows() ? row : -1;
}

int LogView::clampedRowAt(int y) const
{
    const int offset = y < 0 ? -1 : std::min(y, viewport()->height()) / m_rowHeight;
    return std::clamp(topRow() + offset, 0, std::max(0, rows() - 1));
}

QRect LogView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const qint64 y = (qint64(index.row()) - topRow()) * m_rowHeight;
    constexpr qint64 kFar = 1 << 24; // a widget is never that tall, and an int holds it
    return QRect(m_header->sectionViewportPosition(index.column()), int(std::clamp(y, -kFar, kFar)),
                 m_header->sectionSize(index.column()), m_rowHeight);
}

QModelIndex LogView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    const int column = m_header->logicalIndexAt(point.x());
    return row < 0 || column < 0 ? QModelIndex() : model()->index(row, column);
}

void LogView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int row = index.row();
    const int last = topRow() + fullRows() - 1;
    if (hint == PositionAtTop || (hint == EnsureVisible && row < topRow()))
        setTopRow(row);
    else if (hint == PositionAtBottom || (hint == EnsureVisible && row > last))
        setTopRow(row - fullRows() + 1);
    else if (hint == PositionAtCenter)
        setTopRow(row - fullRows() / 2);
}

void LogView::setTopRow(int row)
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    verticalScrollBar()->setValue(row);
}

void LogView::updateScrollBars()
{
    const QScopedValueRollback adjusting(m_adjusting, true);
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, std::max(0, rows() - fullRows()));
    bar->setPageStep(std::max(1, fullRows()));
    if (m_following)
        bar->setValue(bar->maximum());
    const int hidden = std::max(0, m_header->length() - viewport()->width());
    horizontalScrollBar()->setRange(0, hidden);
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(20);
}

void LogView::updateGeometries()
{
    const int height = m_header->sizeHint().height();
    if (viewportMargins().top() != height)
        setViewportMargins(0, height, 0, 0);
    const QRect view = viewport()->geometry();
    m_header->setGeometry(view.left(), view.top() - height, view.width(), height);
    m_header->fit(view.width());
    QAbstractItemView::updateGeometries();
    updateScrollBars();
    placePill();
    viewport()->update();
}

void LogView::updateMetrics()
{
    m_rowHeight = m_painter->rowHeight();
    updateGeometries();
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void LogView::focusInEvent(QFocusEvent *event)
{
    const Qt::FocusReason reason = event->reason();
    m_focusByKey =
        reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
    QAbstractItemView::focusInEvent(event);
}

void LogView::scrollContentsBy(int dx, int)
{
    if (dx)
        m_header->setOffset(horizontalScrollBar()->value());
    m_hoverRow = -1;
    if (!m_adjusting && !dx) {
        m_place = {};
        setFollowing(topRow() == verticalScrollBar()->maximum());
    }
    viewport()->update();
}

void LogView::rowsInserted(const QModelIndex &, int first, int last)
{
    const int count = last - first + 1;
    const bool wasEmpty = rows() == count;
    if (!m_following && !wasEmpty) {
        if (first <= topRow()) { // keeps in place what is on screen
            const int top = topRow() + count;
            updateScrollBars();
            setTopRow(top);
        } else {
            m_newRows += count;
        }
    }
    afterRowsChanged();
    if (m_place.current)
        restorePlace(false);
}

void LogView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
    const int above = std::min(last + 1, topRow()) - first;
    if (!m_following && above > 0)
        setTopRow(topRow() - above);
    QMetaObject::invokeMethod(this, &LogView::afterRowsChanged, Qt::QueuedConnection);
}

void LogView::afterRowsChanged()
{
    updateScrollBars();
    m_newRows = std::clamp(m_newRows, 0, rows());
    placePill();
    viewport()->update(); // coalesced by Qt to one paint a frame
}

void LogView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &)
{
    if (topLeft.row() <= bottomRow() && bottomRight.row() >= topRow())
        viewport()->update();
}

void LogView::keepTop()
{
    m_top = m_following ? QModelIndex() : model()->index(topRow(), 0);
}

void LogView::restoreTop()
{
    if (m_top.isValid())
        setTopRow(m_top.row());
    m_top = QModelIndex();
}

void LogView::rememberPlace()
{
    m_place = {};
    if (!m_names.nameOf || m_following || rows() == 0)
        return;
    m_place.top = m_names.nameOf(topRow());
    if (const QModelIndex current = currentIndex(); current.isValid()) {
        m_place.current = m_names.nameOf(current.row());
        m_place.rowsAboveCurrent = current.row() - topRow();
    }
}

void LogView::reset()
{
    QAbstractItemView::reset();
    m_selection.clear();
    m_anchor = QModelIndex();
    m_newRows = 0;
    m_hoverRow = -1;
    setFollowing(true);
    updateScrollBars();
    restorePlace(true);
    viewport()->update();
}

void LogView::restorePlace(bool afterReset)
{
    const int top = afterReset && m_place.top ? m_names.rowOf(*m_place.top) : -1;
    const int current = m_place.current ? m_names.rowOf(*m_place.current) : -1;
    if (top < 0 && current < 0)
        return;
    setFollowing(false);
    updateScrollBars();
    setTopRow(top >= 0 ? top : current - m_place.rowsAboveCurrent);
    if (current >= 0) {
        m_place = {};
        m_selection.set(*model(), current, current);
        m_anchor = model()->index(current, 0);
        moveTo(current);
    }
}

void LogView::followEnd()
{
    m_place = {};
    setFollowing(true);
    updateScrollBars();
}

void LogView::setFollowing(bool following)
{
    if (following)
        m_newRows = 0;
    const bool changed = following != m_following;
    m_following = following;
    placePill();
    if (changed)
        emit followingChanged(following);
}

void LogView::placePill()
{
    const bool hadFocus = m_pill->hasFocus();
    m_pill->setVisible(!m_following && rows() > 0 && (m_newRows > 0 || bottomRow() < rows() - 1));
    if (!m_pill->isVisibleTo(this)) {
        if (hadFocus)
            setFocus(Qt::OtherFocusReason);
        return;
    }
    m_pill->setNewRows(m_newRows);
    const QRect view = viewport()->geometry();
    m_pill->move(view.center().x() - m_pill->width() / 2,
                 view.bottom() - m_pill->height() - spacing::kMedium);
    m_pill->raise();
}

int LogView::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

bool LogView::isIndexHidden(const QModelIndex &index) const
{
    return m_header->isSectionHidden(index.column());
}

QRegion LogView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect();
}

void LogView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    viewport()->update();
    if (QAccessible::isActive() && current.isValid()) {
        QAccessibleEvent moved(this, QAccessible::Focus);
        moved.setChild(LogViewAccessible::childOf(*this, current.row(), current.column()));
        QAccessible::updateAccessibility(&moved);
    }
    emit currentRowChanged(current.isValid() ? current.row() : -1);
}

void LogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), m_theme.colors().surface);
    const int last = bottomRow();
    if (last >= 0)
        emit aboutToShow(topRow(), last);
    const int width = viewport()->width();
    for (int row = topRow(); row <= last; ++row) {
        const QRect rect(0, (row - topRow()) * m_rowHeight, width, m_rowHeight);
        if (!rect.intersects(event->rect()))
            continue;
        const QModelIndex index = model()->index(row, 0);
        m_painter->paint(painter, {.index = index,
                                   .rect = rect,
                                   .selected = m_selection.contains(row),
                                   .current = currentIndex().row() == row,
                                   .hovered = row == m_hoverRow,
                                   .active = hasFocus()});
    }
    paintFocus(painter, last);
}

void LogView::paintFocus(QPainter &painter, int lastRow) const
{
    const int current = currentIndex().row();
    if (!hasFocus() || !m_focusByKey || (current >= topRow() && current <= lastRow))
        return; // a row on screen shows where the keyboard is
    painter.setPen(QPen(m_theme.colors().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

bool LogView::showToolTip(const QPoint &viewportPoint, const QPoint &globalPoint)
{
    const QModelIndex index = indexAt(viewportPoint);
    const QString text = index.isValid() ? m_painter->hiddenText(index) : QString();
    if (text.isEmpty())
        QToolTip::hideText();
    else // a rich text wraps; the message itself is plain
        QToolTip::showText(globalPoint,
                           QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text.toHtmlEscaped()),
                           viewport(), visualRect(index));
    return true;
}

bool LogView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        return showToolTip(help->pos(), help->globalPos());
    }
    case QEvent::Leave:
        m_hoverRow = -1;
        viewport()->update();
        break;
    default:
        break;
    }
    return QAbstractItemView::viewportEvent(event);
}

} // namespace tapewatch::ui
