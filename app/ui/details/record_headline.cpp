// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/details/record_headline.h"

#include "models/time_text.h"
#include "ui/common/elided_label.h"
#include "ui/details/badge_label.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tapewatch::ui {

RecordHeadline::RecordHeadline(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_badges(new BadgeLabel(theme, this))
    , m_time(new QLabel(this))
    , m_origin(new ElidedLabel(Qt::ElideMiddle, this))
{
    m_time->setFont(theme.fonts().mono);
    m_time->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_time->setAccessibleName(tr("Time"));
    m_origin->setProperty("kind", "small");
    auto *first = new QHBoxLayout;
    first->setSpacing(spacing::kSmall);
    first->addWidget(m_badges);
    first->addWidget(m_origin, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::kTight);
    layout->addLayout(first);
    layout->addWidget(m_time);
}

void RecordHeadline::setRecord(const engine::Record &record)
{
    m_badges->setBadges(record.level ? int(*record.level) : -1, QString::fromStdString(record.category),
                        record.wellFormed);
    QStringList origin;
    for (const std::string *name : {&record.bot, &record.logger})
        if (!name->empty())
            origin << QString::fromStdString(*name);
    m_origin->setFullText(origin.join(QStringLiteral("  ›  ")));
    m_origin->setVisible(!origin.isEmpty());
    m_recordTime = record.time;
    showTime();
}

void RecordHeadline::setUtc(bool utc)
{
    m_utc = utc;
    showTime();
}

void RecordHeadline::showTime()
{
    if (!m_recordTime) {
        m_time->setText(tr("no time"));
        return;
    }
    models::TimeText text;
    text.utc = m_utc;
    text.fullPrecision = true;
    const QString time = text.text(*m_recordTime);
    m_time->setText(m_utc ? tr("%1 UTC").arg(time) : time);
}

} // namespace tapewatch::ui
