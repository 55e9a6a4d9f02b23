// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/domain/record.h"

#include <QFrame>

#include <optional>

class QSplitter;
class QStackedLayout;
class QTreeView;

namespace tapewatch::models {
class RecordFieldsModel;
}

namespace tapewatch::ui {

class EmptyState;
class FittedText;
class RecordHeadline;
class Theme;

/// The selected record: who, when, the message whole, its fields and what can be done with them.
class DetailsPanel final : public QFrame {
    Q_OBJECT

public:
    explicit DetailsPanel(const Theme &theme, QWidget *parent = nullptr);

    /// `rawText` as it stands in the file.
    void setRecord(const engine::Record &record, const QString &rawText);
    void clear();
    void setUtc(bool utc);

public slots:
    void copyJson();

signals:
    /// A field of the record by its path, its value, and whether records with it shall go.
    void filterRequested(const QString &path, const QString &value, bool exclude);
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildRecordPage();
    void showFields();
    void showStack();
    void showFieldMenu(const QPoint &point);
    void copyValue();
    void arrange();
    /// Gives the texts what they need and the fields the rest, where the user has not divided it.
    void divide();

    const Theme &m_theme;
    models::RecordFieldsModel *m_fields;
    engine::Record m_record;
    QString m_rawText;
    QStackedLayout *m_pages;
    RecordHeadline *m_headline;
    QSplitter *m_splitter;
    QWidget *m_texts; ///< message and stack
    FittedText *m_message;
    QWidget *m_stackBox;
    FittedText *m_stack;
    QTreeView *m_tree;
    std::optional<bool> m_wide; ///< texts beside the fields
    bool m_dividedByUser = false;
};

} // namespace tapewatch::ui
