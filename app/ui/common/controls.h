// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QFrame;
class QLabel;
class QToolButton;
class QWidget;

namespace tapewatch::ui {

class Theme;

/// A caption over a group of controls.
[[nodiscard]] QLabel *makeSectionLabel(const QString &text, QWidget *parent);
/// A one pixel line between groups.
[[nodiscard]] QFrame *makeLine(QWidget *parent);
/// A button with a symbol only; `text` is its tooltip and what a screen reader says.
[[nodiscard]] QToolButton *makeIconButton(const Theme &theme, const QString &icon, const QString &text,
                                          QWidget *parent);
/// Sets a property that the style sheet looks at, and has it look again.
void setStyleProperty(QWidget *widget, const char *name, const QString &value);

} // namespace tapewatch::ui
