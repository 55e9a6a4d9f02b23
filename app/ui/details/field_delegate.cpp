// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/details/field_delegate.h"

#include "models/record_fields_model.h"
#include "ui/theme/theme.h"

namespace tapewatch::ui {

FieldDelegate::FieldDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void FieldDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Colors &colors = m_theme.colors();
    const bool container = index.model()->rowCount(index.siblingAtColumn(0)) > 0;
    const bool name = models::FieldColumn(index.column()) == models::FieldColumn::Name;
    QColor text = name ? colors.textSecondary : colors.text;
    option->font = name ? m_theme.fonts().small : m_theme.fonts().mono;
    if (container && name) {
        const QString group = index.data().toString();
        option->font = m_theme.fonts().badge;
        text =
            index.parent().isValid() || group == u"fields" ? colors.text : categoryTone(colors, group).text;
    } else if (container) {
        option->font = m_theme.fonts().small;
        text = colors.textMuted;
    }
    option->palette.setColor(QPalette::Text, text);
    option->palette.setColor(QPalette::HighlightedText, text);
}

} // namespace tapewatch::ui
