// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/config/config_panel.h"

#include "bridge/bot_config_session.h"
#include "models/category_config_model.h"
#include "models/config_draft.h"
#include "models/logger_level_model.h"
#include "ui/common/controls.h"
#include "ui/common/elided_label.h"
#include "ui/common/empty_state.h"
#include "ui/config/config_editor.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace tapewatch::ui {

/// Everything that lives as long as one bot is shown; the editor goes first, then what it looks at.
struct ConfigPanel::Page {
    Page(const bridge::BotInfo &bot, const Theme &theme)
        : session(bot.socketPath)
        , loggers(draft)
        , categories(draft)
        , editor(std::make_unique<ConfigEditor>(ConfigEditor::Models{draft, loggers, categories}, theme))
    {
    }

    bridge::BotConfigSession session;
    models::ConfigDraft draft;
    models::LoggerLevelModel loggers;
    models::CategoryConfigModel categories;
    std::unique_ptr<ConfigEditor> editor;
};

ConfigPanel::ConfigPanel(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_name(new ElidedLabel(Qt::ElideMiddle, this))
    , m_detail(new ElidedLabel(Qt::ElideMiddle, this))
    , m_pages(new QStackedLayout)
    , m_empty(new EmptyState(theme, QStringLiteral("settings"), {}, {}, this))
{
    setProperty("kind", "panel");
    setAccessibleName(tr("Logger configuration"));
    m_name->setFont(theme.fonts().strong);
    m_detail->setProperty("kind", "muted");
    QToolButton *close = makeIconButton(theme, QStringLiteral("close"), tr("Close the configuration"), this);
    connect(close, &QToolButton::clicked, this, &ConfigPanel::closeRequested);

    auto *titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addWidget(m_name);
    titles->addWidget(m_detail);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(spacing::kMedium, spacing::kSmall, spacing::kSmall, spacing::kSmall);
    header->addLayout(titles, 1);
    header->addWidget(close, 0, Qt::AlignTop);
    m_pages->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(makeLine(this));
    layout->addLayout(m_pages, 1);
    m_name->setFullText(tr("Logger configuration"));
    m_empty->setTexts(tr("No bot selected"),
                      tr("Select a live bot on the left to see and change what it logs, while it runs."));
}

ConfigPanel::~ConfigPanel() = default;

bool ConfigPanel::hasPendingEdits() const
{
    return m_page && !m_botKey.isEmpty() && m_page->draft.isDirty();
}

bool ConfigPanel::openBot(const bridge::BotInfo &bot)
{
    if (m_botKey == bot.key)
        return true;
    if (hasPendingEdits())
        return false;
    m_botKey = bot.key;
    m_name->setFullText(bot.name());
    m_detail->setFullText(
        tr("process %1 · %2").arg(bot.hello.pid).arg(QString::fromStdString(bot.hello.directory)));
    m_empty->setTexts(tr("Asking %1").arg(bot.name()), {});
    m_pages->setCurrentWidget(m_empty);
    m_page = std::make_unique<Page>(bot, m_theme);
    m_pages->addWidget(m_page->editor.get());
    connectPage();
    return true;
}

void ConfigPanel::connectPage()
{
    using bridge::BotConfigSession;
    Page &page = *m_page;
    BotConfigSession *session = &page.session;
    ConfigEditor *editor = page.editor.get();
    connect(session, &BotConfigSession::loaded, this, [this, &page] {
        page.draft.setBase(page.session.config());
        page.loggers.setLoggers(page.session.loggers());
        page.editor->setRevision(page.session.revision());
        m_pages->setCurrentWidget(page.editor.get());
        emit loaded();
    });
    connect(session, &BotConfigSession::stateChanged, editor, [editor](BotConfigSession::State state) {
        editor->setReady(state == BotConfigSession::State::Ready);
    });
    connect(session, &BotConfigSession::applied, editor, &ConfigEditor::showApplied);
    connect(session, &BotConfigSession::refused, editor, &ConfigEditor::showRefused);
    connect(session, &BotConfigSession::conflict, editor, &ConfigEditor::showConflict);
    connect(session, &BotConfigSession::gone, this, [this, editor](const Error &reason) {
        editor->showGone(reason);
        m_empty->setTexts(tr("The bot does not answer"),
                          QString::fromStdString(reason.text()).toHtmlEscaped());
        m_botKey.clear(); // opening it again tries again
    });
    connect(editor, &ConfigEditor::applyRequested, session, &BotConfigSession::apply);
}

} // namespace tapewatch::ui
