// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/details/details_panel.h"

#include "models/record_fields_model.h"
#include "ui/common/controls.h"
#include "ui/common/empty_state.h"
#include "ui/common/record_text.h"
#include "ui/details/field_delegate.h"
#include "ui/details/fitted_text.h"
#include "ui/details/record_headline.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tapewatch::ui {

namespace {

constexpr int kWide = 640; ///< from here message and fields stand side by side
constexpr std::array<std::string_view, 6> kEvents{"trade", "compliance", "error",
                                                  "risk",  "api",        "rate_limit"};

bool isEvent(const engine::RecordField &field)
{
    return std::ranges::find(kEvents, field.name) != kEvents.end() &&
           field.kind == engine::RecordField::Kind::Object;
}

bool isFields(const engine::RecordField &field)
{
    return field.name == "fields" && field.kind == engine::RecordField::Kind::Object;
}

bool isEmptyContainer(const engine::RecordField &field)
{
    using Kind = engine::RecordField::Kind;
    return (field.kind == Kind::Object || field.kind == Kind::Array) && field.children.empty();
}

/// What the event says comes first, what the call site added next, the envelope last.
int rank(const engine::RecordField &field)
{
    return isEvent(field) ? 0 : isFields(field) ? 1 : 2;
}

QString stackOf(const engine::Record &record)
{
    for (const engine::RecordField &field : record.fields) {
        if (field.name != "error")
            continue;
        for (const engine::RecordField &member : field.children) {
            if (member.name != "stack")
                continue;
            QStringList lines{QString::fromStdString(member.value)};
            for (const engine::RecordField &frame : member.children)
                lines << QString::fromStdString(frame.value);
            return lines.join(u'\n').trimmed();
        }
    }
    return {};
}

} // namespace

DetailsPanel::DetailsPanel(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_fields(new models::RecordFieldsModel(this))
    , m_pages(new QStackedLayout(this))
    , m_headline(nullptr)
    , m_splitter(nullptr)
    , m_texts(nullptr)
    , m_message(nullptr)
    , m_stackBox(nullptr)
    , m_stack(nullptr)
    , m_tree(nullptr)
{
    setProperty("kind", "surface");
    setAccessibleName(tr("Details of the record"));
    m_pages->addWidget(new EmptyState(theme, QStringLiteral("record"), tr("No record selected"),
                                      tr("Select a line of the log to see its message and fields."), this));
    m_pages->addWidget(buildRecordPage());
    connect(&theme, &Theme::changed, this, [this] {
        m_message->setFont(m_theme.fonts().mono);
        m_stack->setFont(m_theme.fonts().mono);
    });
}

QWidget *DetailsPanel::buildRecordPage()
{
    auto *page = new QWidget(this);
    m_headline = new RecordHeadline(m_theme, page);
    QToolButton *copy = makeIconButton(m_theme, QStringLiteral("copy"), tr("Copy the record as JSON"), page);
    QToolButton *close = makeIconButton(m_theme, QStringLiteral("close"), tr("Close the details"), page);
    connect(copy, &QToolButton::clicked, this, &DetailsPanel::copyJson);
    connect(close, &QToolButton::clicked, this, &DetailsPanel::closeRequested);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(spacing::kMedium, spacing::kSmall, spacing::kSmall, spacing::kSmall);
    header->setSpacing(spacing::kTight);
    header->addWidget(m_headline, 1);
    header->addWidget(copy, 0, Qt::AlignTop);
    header->addWidget(close, 0, Qt::AlignTop);

    m_texts = new QWidget(page);
    m_message = new FittedText(tr("Message"), QPlainTextEdit::WidgetWidth, m_texts);
    m_stackBox = new QWidget(m_texts);
    m_stack = new FittedText(tr("Stack"), QPlainTextEdit::NoWrap, m_stackBox);
    auto *stackLayout = new QVBoxLayout(m_stackBox);
    stackLayout->setContentsMargins(0, spacing::kSmall, 0, 0);
    stackLayout->setSpacing(spacing::kTight);
    stackLayout->addWidget(makeSectionLabel(tr("Stack"), m_stackBox));
    stackLayout->addWidget(m_stack);
    auto *textLayout = new QVBoxLayout(m_texts);
    textLayout->setContentsMargins(spacing::kMedium, spacing::kSmall, spacing::kMedium, spacing::kSmall);
    textLayout->setSpacing(spacing::kTight);
    textLayout->addWidget(makeSectionLabel(tr("Message"), m_texts));
    textLayout->addWidget(m_message);
    textLayout->addWidget(m_stackBox);
    textLayout->addStretch(1);

    m_tree = new QTreeView(page);
    m_tree->setProperty("kind", "fields");
    m_tree->setModel(m_fields);
    m_tree->setAccessibleName(tr("Fields"));
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new FieldDelegate(m_theme, m_tree));
    m_tree->setIndentation(14);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->header()->setSectionsMovable(false);
    m_tree->header()->setHighlightSections(false);
    auto *copyAction = new QAction(tr("Copy value"), m_tree);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(copyAction);
    connect(copyAction, &QAction::triggered, this, &DetailsPanel::copyValue);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &DetailsPanel::showFieldMenu);

    m_splitter = new QSplitter(page);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_texts);
    m_splitter->addWidget(m_tree);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(makeLine(page));
    layout->addWidget(m_splitter, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_dividedByUser = true; });
    for (const FittedText *text :
         {m_message, m_stack}) // queued: a layout is at work when they learn their width
        connect(text, &FittedText::sizeHintChanged, this, &DetailsPanel::divide, Qt::QueuedConnection);
    return page;
}

void DetailsPanel::setRecord(const engine::Record &record, const QString &rawText)
{
    m_record = record;
    m_rawText = rawText;
    m_headline->setRecord(record);
    m_message->setFont(m_theme.fonts().mono);
    m_message->setPlainText(QString::fromStdString(record.message));
    showStack();
    showFields();
    m_pages->setCurrentIndex(1);
    divide();
}

void DetailsPanel::clear()
{
    m_record = {};
    m_rawText.clear();
    m_fields->clear();
    m_pages->setCurrentIndex(0);
}

void DetailsPanel::setUtc(bool utc)
{
    m_headline->setUtc(utc);
}

void DetailsPanel::showStack()
{
    const QString stack = stackOf(m_record);
    m_stack->setFont(m_theme.fonts().mono);
    m_stack->setPlainText(stack);
    m_stackBox->setVisible(!stack.isEmpty());
}

void DetailsPanel::showFields()
{
    engine::Record shown = m_record;
    std::erase_if(shown.fields, isEmptyContainer);
    std::ranges::stable_sort(shown.fields, {}, rank);
    m_fields->setRecord(shown);
    m_tree->expandAll();
    m_tree->resizeColumnToContents(0);
    m_tree->setColumnWidth(0, std::clamp(m_tree->columnWidth(0) + spacing::kSmall, 96, 220));
    m_tree->scrollToTop();
}

void DetailsPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
    divide();
}

void DetailsPanel::arrange()
{
    const bool wide = width() >= kWide;
    if (m_wide == wide)
        return;
    m_wide = wide;
    m_splitter->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
    m_dividedByUser = false;
}

void DetailsPanel::divide()
{
    if (m_dividedByUser || !m_wide)
        return;
    m_texts->layout()->activate(); // the texts wrap at the width they will have
    const int room = *m_wide ? m_splitter->width() : m_splitter->height();
    const int texts = *m_wide ? room / 2 : std::min(m_texts->sizeHint().height(), room * 3 / 5);
    m_splitter->setSizes({texts, room - texts});
}

void DetailsPanel::copyJson()
{
    QApplication::clipboard()->setText(recordJson(m_record, m_rawText));
}

void DetailsPanel::copyValue()
{
    if (const QModelIndex index = m_tree->currentIndex(); index.isValid())
        QApplication::clipboard()->setText(index.data(models::FieldTextRole).toString());
}

void DetailsPanel::showFieldMenu(const QPoint &point)
{
    const QModelIndex index = m_tree->indexAt(point);
    QMenu menu(this);
    if (index.isValid()) {
        const QString path = index.data(models::FieldPathRole).toString();
        const QString value = index.data(models::FieldTextRole).toString();
        const bool plain = m_fields->rowCount(index.siblingAtColumn(0)) == 0;
        QAction *keep = menu.addAction(tr("Filter by this value"), this,
                                       [this, path, value] { emit filterRequested(path, value, false); });
        QAction *drop = menu.addAction(tr("Exclude this value"), this,
                                       [this, path, value] { emit filterRequested(path, value, true); });
        keep->setEnabled(plain);
        drop->setEnabled(plain);
        menu.addSeparator();
        menu.addAction(tr("Copy value"), this, [value] { QApplication::clipboard()->setText(value); })
            ->setEnabled(plain);
        menu.addAction(tr("Copy field"), this,
                       [path, value] { QApplication::clipboard()->setText(path + u'=' + value); })
            ->setEnabled(plain);
    }
    menu.addAction(tr("Copy the record as JSON"), this, &DetailsPanel::copyJson);
    menu.exec(m_tree->viewport()->mapToGlobal(point));
}

} // namespace tapewatch::ui
