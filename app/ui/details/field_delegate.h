// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace tapewatch::ui {

class Theme;

/// Fields of a record: quiet names, values in monospace; events (trade, compliance, error) stand out.
class FieldDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit FieldDelegate(const Theme &theme, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace tapewatch::ui
