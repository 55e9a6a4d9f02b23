// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/config/config_editor.h"

#include "models/category_config_model.h"
#include "models/config_draft.h"
#include "models/logger_level_model.h"
#include "ui/common/controls.h"
#include "ui/common/message_strip.h"
#include "ui/config/category_section.h"
#include "ui/config/logger_section.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tapewatch::ui {

namespace {

QString detailOf(const Error &error)
{
    QString text = QString::fromStdString(error.why);
    if (!error.hint.empty())
        text += QStringLiteral(". ") + QString::fromStdString(error.hint);
    if (!error.pointer.empty())
        text += QStringLiteral(" (%1)").arg(QString::fromStdString(error.pointer));
    return text;
}

/// The logger that "/levels/exchange.ws" names; nothing where the pointer names something else.
std::optional<QString> loggerOfPointer(const QString &pointer)
{
    const QString prefix = QStringLiteral("/levels/");
    if (!pointer.startsWith(prefix))
        return std::nullopt;
    QString name = pointer.mid(prefix.size());
    return name.replace(QStringLiteral("~1"), QStringLiteral("/"))
        .replace(QStringLiteral("~0"), QStringLiteral("~"));
}

} // namespace

int countChanges(const nlohmann::json &mergePatch)
{
    if (!mergePatch.is_object())
        return 1;
    int count = 0;
    for (const auto &[name, value] : mergePatch.items())
        count += countChanges(value);
    return count;
}

ConfigEditor::ConfigEditor(const Models &models, const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_models(models)
    , m_theme(theme)
    , m_loggers(new LoggerSection(models.loggers, theme, this))
    , m_categories(new CategorySection(models.categories, theme, this))
    , m_strip(new MessageStrip(theme, this))
    , m_revision(new QLabel(this))
    , m_pending(new QLabel(this))
    , m_reason(new QLineEdit(this))
    , m_revert(new QPushButton(tr("Revert"), this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    setProperty("kind", "panel");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(buildForm(), 1);
    layout->addWidget(makeLine(this));
    layout->addWidget(buildFooter());

    connect(&models.draft, &models::ConfigDraft::editedChanged, this, &ConfigEditor::updatePending);
    connect(&models.categories, &models::CategoryConfigModel::refusedChanged, this,
            &ConfigEditor::updatePending);
    connect(m_apply, &QPushButton::clicked, this, &ConfigEditor::apply);
    connect(m_reason, &QLineEdit::returnPressed, this, &ConfigEditor::apply);
    connect(m_revert, &QPushButton::clicked, this, [this] {
        clearRefusals();
        m_models.categories.forgetRefused();
        m_models.draft.revert();
    });
    updatePending();
}

QWidget *ConfigEditor::buildForm()
{
    auto *form = new QWidget(this);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(spacing::kMedium, spacing::kMedium, spacing::kMedium, spacing::kMedium);
    layout->setSpacing(spacing::kLarge);
    layout->addWidget(m_loggers);
    layout->addWidget(makeLine(form));
    layout->addWidget(m_categories);
    layout->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it scrolls to the field that has the keyboard
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(form);
    return scroll;
}

QWidget *ConfigEditor::buildFooter()
{
    m_reason->setPlaceholderText(tr("Reason, recorded with the change"));
    m_reason->setAccessibleName(tr("Reason for the change"));
    m_apply->setProperty("kind", "primary");
    m_pending->setProperty("kind", "small");
    m_revision->setProperty("kind", "muted");
    auto *texts = new QHBoxLayout;
    texts->setSpacing(spacing::kSmall);
    texts->addWidget(m_pending, 1);
    texts->addWidget(m_revision);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::kSmall);
    buttons->addStretch(1);
    buttons->addWidget(m_revert);
    buttons->addWidget(m_apply);
    auto *footer = new QWidget(this);
    auto *layout = new QVBoxLayout(footer);
    layout->setContentsMargins(spacing::kMedium, spacing::kMedium, spacing::kMedium, spacing::kMedium);
    layout->setSpacing(spacing::kSmall);
    layout->addLayout(texts);
    layout->addWidget(m_reason);
    layout->addLayout(buttons);
    return footer;
}

void ConfigEditor::setReady(bool ready)
{
    m_ready = ready;
    updatePending();
}

void ConfigEditor::setRevision(quint64 revision)
{
    m_revision->setText(tr("Revision %1").arg(QLocale().toString(revision)));
}

void ConfigEditor::updatePending()
{
    const int changes = countChanges(m_models.draft.patch());
    const int refused = m_models.categories.refusedCount();
    m_pending->setText(refused > 0   ? tr("%Ln value(s) to correct", nullptr, refused)
                       : changes > 0 ? tr("%Ln pending change(s)", nullptr, changes)
                                     : tr("No pending changes"));
    setStyleProperty(m_pending, "kind", refused > 0 ? QStringLiteral("error") : QStringLiteral("small"));
    m_apply->setEnabled(m_ready && changes > 0 && refused == 0);
    m_revert->setEnabled(changes > 0 || refused > 0);
    m_reason->setEnabled(changes > 0);
}

void ConfigEditor::apply()
{
    if (!m_apply->isEnabled()) // the reason's Enter
        return;
    clearRefusals();
    emit applyRequested(m_models.draft.patch(), m_reason->text().trimmed());
}

void ConfigEditor::clearRefusals()
{
    m_strip->dismiss();
    m_loggers->showRefusal({}, {});
    m_categories->showRefusal({}, {});
}

void ConfigEditor::showApplied(quint64 revision)
{
    setRevision(revision);
    m_reason->clear();
    m_strip->showMessage(MessageStrip::Kind::Info, tr("Applied"),
                         tr("The bot runs with revision %1 now.").arg(QLocale().toString(revision)));
}

void ConfigEditor::showRefused(const Error &error)
{
    const QString pointer = QString::fromStdString(error.pointer);
    const QString why = QString::fromStdString(error.why);
    if (const auto logger = loggerOfPointer(pointer))
        m_loggers->showRefusal(*logger, why);
    else if (const QModelIndex cell = m_models.categories.indexOfPointer(pointer); cell.isValid())
        m_categories->showRefusal(cell, why);
    m_strip->showMessage(MessageStrip::Kind::Error, QString::fromStdString(error.what), detailOf(error));
}

void ConfigEditor::showConflict(quint64 revision)
{
    setRevision(revision);
    m_strip->showMessage(MessageStrip::Kind::Warning, tr("Somebody else changed the configuration first"),
                         tr("Revision %1 is shown, with your edits still pending on top. Look them over and "
                            "apply again.")
                             .arg(QLocale().toString(revision)));
}

void ConfigEditor::showGone(const Error &reason)
{
    setReady(false);
    m_loggers->setEnabled(false);
    m_categories->setEnabled(false);
    m_strip->showMessage(MessageStrip::Kind::Warning, tr("The bot has ended; nothing can be changed"),
                         QString::fromStdString(reason.what) + QStringLiteral(": ") + detailOf(reason));
}

} // namespace tapewatch::ui
