// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/config/category_section.h"

#include "models/level_title.h"
#include "ui/common/controls.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace tapewatch::ui {

using models::CategoryColumn;

namespace {

/// "0" and "0s" stand for never and no limit: the field is empty then and its placeholder says so.
QString zeroText(CategoryColumn column)
{
    const bool duration = column == CategoryColumn::RotateEvery || column == CategoryColumn::KeepAge;
    return duration ? QStringLiteral("0s") : QStringLiteral("0");
}

QString fieldText(const QString &value)
{
    return value == u"0" || value == u"0s" ? QString() : value;
}

} // namespace

CategorySection::CategorySection(models::CategoryConfigModel &model, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_category(new QComboBox(this))
{
    Q_UNUSED(theme);
    m_category->setAccessibleName(tr("Category"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::kMedium);
    grid->setVerticalSpacing(spacing::kTight);
    grid->setColumnStretch(1, 1);
    QList<QPair<QString, QString>> levels;
    for (int level = 0; level <= int(Level::Off); ++level) {
        const std::string_view name = levelName(Level(level));
        levels.append(
            {models::levelTitle(Level(level)), QString::fromLatin1(name.data(), qsizetype(name.size()))});
    }
    addChoice(*grid, CategoryColumn::Level, tr("Level"), levels);
    addChoice(*grid, CategoryColumn::Layout, tr("Layout"),
              {{tr("JSON lines"), QStringLiteral("json")}, {tr("Text"), QStringLiteral("text")}});
    addText(*grid, CategoryColumn::RotateBytes, tr("New file after"), tr("never; or 64MiB, 500KB"));
    addText(*grid, CategoryColumn::RotateEvery, tr("New file every"), tr("never; or 1d, 12h, 15m"));
    addText(*grid, CategoryColumn::KeepFiles, tr("Keep files"), tr("no limit; or 20"));
    addText(*grid, CategoryColumn::KeepAge, tr("Keep for"), tr("no limit; or 7d, 12h"));
    addText(*grid, CategoryColumn::KeepBytes, tr("Keep at most"), tr("no limit; or 10GiB"));

    auto *header = new QHBoxLayout;
    header->addWidget(makeSectionLabel(tr("Categories"), this), 1);
    header->addWidget(m_category);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::kSmall);
    layout->addLayout(header);
    layout->addLayout(grid);

    connect(m_category, &QComboBox::currentIndexChanged, this, &CategorySection::show);
    connect(&model, &QAbstractItemModel::dataChanged, this, &CategorySection::show);
    connect(&model, &QAbstractItemModel::modelReset, this, &CategorySection::fillNames);
    fillNames();
}

void CategorySection::addChoice(QGridLayout &grid, CategoryColumn column, const QString &label,
                                const QList<QPair<QString, QString>> &choices)
{
    auto *combo = new QComboBox(this);
    for (const auto &[text, value] : choices)
        combo->addItem(text, value);
    connect(combo, &QComboBox::activated, this,
            [this, combo, column] { store(column, combo->currentData().toString()); });
    addField(grid, column, label, combo);
}

void CategorySection::addText(QGridLayout &grid, CategoryColumn column, const QString &label,
                              const QString &hint)
{
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(hint);
    edit->setToolTip(hint);
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, column] {
        if (edit->isModified())
            store(column, edit->text().trimmed().isEmpty() ? zeroText(column) : edit->text().trimmed());
    });
    addField(grid, column, label, edit);
}

void CategorySection::addField(QGridLayout &grid, CategoryColumn column, const QString &label,
                               QWidget *editor)
{
    auto *caption = new QLabel(label, this);
    caption->setProperty("kind", "body");
    caption->setBuddy(editor);
    auto *error = new QLabel(this);
    error->setProperty("kind", "error");
    error->setWordWrap(true);
    error->hide();
    editor->setAccessibleName(label);
    const int row = grid.rowCount();
    grid.addWidget(caption, row, 0);
    grid.addWidget(editor, row, 1);
    grid.addWidget(error, row + 1, 1);
    m_fields.append({column, editor, error});
}

QModelIndex CategorySection::cell(CategoryColumn column) const
{
    return m_model.index(m_category->currentIndex(), int(column));
}

void CategorySection::fillNames()
{
    const QString chosen =
        m_category->count() == 0 ? QStringLiteral("main") : m_category->currentData().toString();
    const QSignalBlocker blocker(m_category);
    m_category->clear();
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QString name = m_model.index(row, 0).data(models::CategoryNameRole).toString();
        m_category->addItem(name, name);
    }
    m_category->setCurrentIndex(std::max(0, m_category->findData(chosen)));
    show();
}

void CategorySection::show()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const bool edited = m_model.index(row, 0).data(models::CategoryEditedRole).toBool();
        const QString name = m_model.index(row, 0).data(models::CategoryNameRole).toString();
        const bool refused = std::ranges::any_of(m_fields, [&](const Field &field) {
            const QModelIndex cell = m_model.index(row, int(field.column));
            return !cell.data(models::CategoryErrorRole).toString().isEmpty();
        });
        m_category->setItemText(row, name + (refused  ? QStringLiteral(" !")
                                             : edited ? QStringLiteral(" •")
                                                      : QString()));
    }
    for (const Field &field : std::as_const(m_fields))
        showField(field);
}

void CategorySection::showField(const Field &field)
{
    const QModelIndex index = cell(field.column);
    const QString value = index.data(Qt::EditRole).toString();
    const QString error = index.data(models::CategoryErrorRole).toString();
    const bool edited = index.data(models::CategoryEditedRole).toBool();
    if (auto *combo = qobject_cast<QComboBox *>(field.editor))
        combo->setCurrentIndex(combo->findData(value));
    if (auto *edit = qobject_cast<QLineEdit *>(field.editor)) {
        if (!edit->hasFocus() || !edit->isModified()) // what is being typed stays
            edit->setText(error.isEmpty() ? fieldText(value)
                                          : index.data(models::CategoryRefusedTextRole).toString());
    }
    field.error->setText(error);
    field.error->setVisible(!error.isEmpty());
    setStyleProperty(field.editor, "state",
                     !error.isEmpty() ? QStringLiteral("error")
                     : edited         ? QStringLiteral("pending")
                                      : QString());
}

void CategorySection::store(CategoryColumn column, const QString &text)
{
    m_model.setData(cell(column), text, Qt::EditRole);
    for (const Field &field : std::as_const(m_fields)) {
        if (field.column != column)
            continue;
        if (auto *edit = qobject_cast<QLineEdit *>(field.editor))
            edit->setModified(false);
        showField(field);
    }
}

void CategorySection::showRefusal(const QModelIndex &refused, const QString &text)
{
    if (refused.isValid())
        m_category->setCurrentIndex(refused.row());
    show();
    for (const Field &field : std::as_const(m_fields)) {
        if (!refused.isValid() || int(field.column) != refused.column())
            continue;
        field.error->setText(text);
        field.error->show();
        setStyleProperty(field.editor, "state", QStringLiteral("error"));
        field.editor->setFocus();
    }
}

} // namespace tapewatch::ui
