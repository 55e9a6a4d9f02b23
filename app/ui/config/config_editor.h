// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <nlohmann/json.hpp>

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tapewatch::models {
class CategoryConfigModel;
class ConfigDraft;
class LoggerLevelModel;
} // namespace tapewatch::models

namespace tapewatch::ui {

class CategorySection;
class LoggerSection;
class MessageStrip;
class Theme;

/// Edits a draft of one bot's logger configuration and says what became of it. Knows no bot: whoever holds
/// the draft sends what applyRequested() carries and reports back.
class ConfigEditor final : public QFrame {
    Q_OBJECT

public:
    /// All must outlive the editor.
    struct Models {
        models::ConfigDraft &draft;
        models::LoggerLevelModel &loggers;
        models::CategoryConfigModel &categories;
    };

    ConfigEditor(const Models &models, const Theme &theme, QWidget *parent = nullptr);

    /// Nothing can be applied while the bot works on a change or has gone.
    void setReady(bool ready);
    void setRevision(quint64 revision);

    void showApplied(quint64 revision);
    /// At the value that Error::pointer names, and above all.
    void showRefused(const Error &error);
    void showConflict(quint64 revision);
    void showGone(const Error &reason);

signals:
    /// RFC 7396; `reason` may be empty.
    void applyRequested(const nlohmann::json &mergePatch, const QString &reason);

private:
    QWidget *buildForm();
    QWidget *buildFooter();
    void updatePending();
    void clearRefusals();
    void apply();

    Models m_models;
    const Theme &m_theme;
    LoggerSection *m_loggers;
    CategorySection *m_categories;
    MessageStrip *m_strip;
    QLabel *m_revision;
    QLabel *m_pending;
    QLineEdit *m_reason;
    QPushButton *m_revert;
    QPushButton *m_apply;
    bool m_ready = false;
};

/// How many values a merge patch sets or removes.
[[nodiscard]] int countChanges(const nlohmann::json &mergePatch);

} // namespace tapewatch::ui
