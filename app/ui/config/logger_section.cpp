// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/config/logger_section.h"

#include "models/logger_level_model.h"
#include "ui/common/controls.h"
#include "ui/config/logger_delegate.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

namespace tapewatch::ui {

namespace {

constexpr int kMostRows = 9; ///< then the table scrolls

} // namespace

LoggerSection::LoggerSection(models::LoggerLevelModel &model, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_found(new QSortFilterProxyModel(this))
    , m_find(new QLineEdit(this))
    , m_table(new QTableView(this))
    , m_error(new QLabel(this))
{
    m_found->setSourceModel(&model);
    m_found->setFilterRole(models::LoggerNameRole);
    m_find->setPlaceholderText(tr("Find, or add with Enter"));
    m_find->setAccessibleName(tr("Find or add a logger"));
    m_find->setClearButtonEnabled(true);
    m_error->setProperty("kind", "error");
    m_error->setWordWrap(true);
    m_error->hide();

    m_table->setModel(m_found);
    m_table->setItemDelegate(new LoggerDelegate(theme, m_table));
    m_table->setColumnHidden(int(models::LoggerColumn::Effective), true);
    m_table->setAccessibleName(tr("Levels of the loggers"));
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setProperty("kind", "card");
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(30);
    m_table->horizontalHeader()->setSectionResizeMode(int(models::LoggerColumn::Name), QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(int(models::LoggerColumn::Level), QHeaderView::Fixed);
    m_table->horizontalHeader()->resizeSection(int(models::LoggerColumn::Level),
                                               LoggerDelegate::levelWidth(theme));
    m_table->horizontalHeader()->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::kSmall);
    layout->addWidget(makeSectionLabel(tr("Loggers"), this));
    layout->addWidget(m_find);
    layout->addWidget(m_table);
    layout->addWidget(m_error);

    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (models::LoggerColumn(index.column()) == models::LoggerColumn::Level)
            m_table->edit(index);
    });
    connect(m_find, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_find, &QLineEdit::returnPressed, this, &LoggerSection::findOrAdd);
    connect(&model, &models::LoggerLevelModel::errorTextChanged, this,
            [this](const QString &text) { showRefusal({}, text); });
    connect(m_found, &QAbstractItemModel::modelReset, this, &LoggerSection::fitHeight);
    connect(m_found, &QAbstractItemModel::rowsInserted, this, &LoggerSection::fitHeight);
    connect(m_found, &QAbstractItemModel::rowsRemoved, this, &LoggerSection::fitHeight);
    fitHeight();
}

void LoggerSection::fitHeight()
{
    const int rows = std::clamp(m_found->rowCount(), 1, kMostRows);
    m_table->setFixedHeight(rows * m_table->verticalHeader()->defaultSectionSize() + 2);
}

void LoggerSection::findOrAdd()
{
    const QString name = m_find->text().trimmed();
    if (name.isEmpty())
        return;
    if (!m_model.indexOf(name).isValid() && !m_model.addLogger(name))
        return;
    m_find->clear();
    const QModelIndex row = m_found->mapFromSource(m_model.indexOf(name));
    const QModelIndex level = row.siblingAtColumn(int(models::LoggerColumn::Level));
    m_table->setCurrentIndex(level);
    m_table->scrollTo(level);
    m_table->setFocus();
}

void LoggerSection::showRefusal(const QString &logger, const QString &text)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    const QModelIndex row = m_found->mapFromSource(m_model.indexOf(logger));
    if (!text.isEmpty() && !logger.isEmpty() && row.isValid()) {
        m_table->setCurrentIndex(row);
        m_table->scrollTo(row);
    }
}

} // namespace tapewatch::ui
