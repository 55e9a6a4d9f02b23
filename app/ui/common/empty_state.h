// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tapewatch::ui {

class Theme;

/// Stands where content would be: a symbol, what is missing, what to do, and buttons that do it.
class EmptyState final : public QFrame {
    Q_OBJECT

public:
    EmptyState(const Theme &theme, const QString &icon, const QString &heading, const QString &text,
               QWidget *parent = nullptr);

    void setTexts(const QString &heading, const QString &text);
    QPushButton *addButton(const QString &text, bool primary = false);

private:
    void updateIcon();

    const Theme &m_theme;
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_heading;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace tapewatch::ui
