// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>
#include <QStringList>

class QCompleter;
class QStringListModel;

namespace tapewatch::ui {

class Theme;

/// The field for a query: marks the part that is wrong and remembers what was asked before (Down, or the
/// clock, shows it).
class QueryEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit QueryEdit(const Theme &theme, QWidget *parent = nullptr);

    /// Underlines `length` characters at `column`; a length of 0 takes the mark away.
    void markError(int column, int length);

    [[nodiscard]] QStringList history() const;
    void setHistory(const QStringList &history);
    /// Puts the text in front of the history.
    void remember();

signals:
    /// Esc in an empty field: back to the log.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showHistory();

    const Theme &m_theme;
    QStringListModel *m_history;
    QCompleter *m_completer;
};

} // namespace tapewatch::ui
