// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace tapewatch::models {
class LoggerLevelModel;
}

namespace tapewatch::ui {

class Theme;

/// The loggers of a bot with their levels; a field finds one or adds one that the bot has not made yet.
class LoggerSection final : public QWidget {
    Q_OBJECT

public:
    LoggerSection(models::LoggerLevelModel &model, const Theme &theme, QWidget *parent = nullptr);

    /// Says why the bot refused the level of `logger`; an empty text takes it away.
    void showRefusal(const QString &logger, const QString &text);

private:
    void fitHeight();
    void findOrAdd();

    models::LoggerLevelModel &m_model;
    QSortFilterProxyModel *m_found;
    QLineEdit *m_find;
    QTableView *m_table;
    QLabel *m_error;
};

} // namespace tapewatch::ui
