// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/common/message_strip.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace tapewatch::ui {

MessageStrip::MessageStrip(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_close->setIcon(theme.icon(QStringLiteral("close")));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(m_close->toolTip());
    connect(m_close, &QToolButton::clicked, this, &MessageStrip::dismiss);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::kMedium, spacing::kTight, spacing::kSmall, spacing::kTight);
    layout->setSpacing(spacing::kSmall);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);
    hide();
}

void MessageStrip::showMessage(Kind kind, const QString &what, const QString &detail)
{
    struct Look {
        const char *frame;
        const char *icon;
    };
    const Look look = kind == Kind::Error     ? Look{"strip-error", "error"}
                      : kind == Kind::Warning ? Look{"strip-warning", "warning"}
                                              : Look{"strip-info", "info"};
    setProperty("kind", QLatin1String(look.frame));
    style()->unpolish(this);
    style()->polish(this);
    m_icon->setPixmap(m_theme.icon(QLatin1String(look.icon)).pixmap(QSize(16, 16), devicePixelRatioF()));
    QString html = QStringLiteral("<b>%1</b>").arg(what.toHtmlEscaped());
    if (!detail.isEmpty())
        html += QStringLiteral("<br>%1").arg(detail.toHtmlEscaped().replace(u'\n', QLatin1String("<br>")));
    m_text->setText(html);
    setAccessibleName(detail.isEmpty() ? what : what + QStringLiteral(". ") + detail);
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageStrip::dismiss()
{
    hide();
    m_text->clear();
}

QString MessageStrip::text() const
{
    return isHidden() ? QString() : accessibleName();
}

} // namespace tapewatch::ui
