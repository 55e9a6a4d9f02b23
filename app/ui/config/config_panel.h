// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_info.h"

#include <QFrame>

#include <memory>

class QStackedLayout;

namespace tapewatch::ui {

class ElidedLabel;
class EmptyState;
class Theme;

/// The logger configuration of one live bot at a time.
class ConfigPanel final : public QFrame {
    Q_OBJECT

public:
    explicit ConfigPanel(const Theme &theme, QWidget *parent = nullptr);
    ~ConfigPanel() override;

    /// Connects to the bot and shows what it has. False where the bot that is shown has pending edits: they
    /// must be applied or reverted first.
    bool openBot(const bridge::BotInfo &bot);
    /// Key of the bot shown; empty for none.
    [[nodiscard]] QString botKey() const { return m_botKey; }
    [[nodiscard]] bool hasPendingEdits() const;

signals:
    void closeRequested();
    /// The bot's configuration is on screen.
    void loaded();

private:
    struct Page;

    void connectPage();

    const Theme &m_theme;
    QString m_botKey;
    ElidedLabel *m_name;
    ElidedLabel *m_detail;
    QStackedLayout *m_pages;
    EmptyState *m_empty;
    std::unique_ptr<Page> m_page;
};

} // namespace tapewatch::ui
