// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

namespace tapewatch::ui {

/// Text to read and copy that asks for the height it has, and scrolls where it gets less.
class FittedText final : public QPlainTextEdit {
    Q_OBJECT

public:
    FittedText(const QString &name, LineWrapMode wrap, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// Other text, or another width: other lines.
    void sizeHintChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void noteChange();
    [[nodiscard]] int heightOf(int lines) const;
    [[nodiscard]] int lines() const;
};

} // namespace tapewatch::ui
