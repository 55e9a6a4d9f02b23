// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace tapewatch::ui {

class Theme;

/// A message that does not stop the work: what happened, why, what to do; stays until closed or replaced.
class MessageStrip final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };

    explicit MessageStrip(const Theme &theme, QWidget *parent = nullptr);

    /// `detail`: why and what to do; may be empty. Replaces what is shown.
    void showMessage(Kind kind, const QString &what, const QString &detail);
    void dismiss();
    [[nodiscard]] QString text() const;

private:
    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_text;
    QToolButton *m_close;
};

} // namespace tapewatch::ui
