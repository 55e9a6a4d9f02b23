// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/config.h>

#include <nlohmann/json.hpp>

#include <QObject>

namespace tapewatch::models {

/// A bot's configuration and the edits to it that were not applied yet; the editors' models share one.
class ConfigDraft : public QObject {
    Q_OBJECT

public:
    explicit ConfigDraft(QObject *parent = nullptr);

    /// What the bot has now. Pending edits stay pending on top of it; where they are no longer valid there,
    /// they are dropped.
    void setBase(const Config &base);
    [[nodiscard]] const Config &base() const { return m_base; }
    /// The base with the edits.
    [[nodiscard]] const Config &edited() const { return m_edited; }
    void setEdited(const Config &edited);

    [[nodiscard]] bool isDirty() const { return m_edited != m_base; }
    /// RFC 7396 merge patch from base to edited; an empty object where nothing was edited.
    [[nodiscard]] nlohmann::json patch() const;
    void revert();

signals:
    void baseChanged();
    /// edited() is another; also after baseChanged().
    void editedChanged();
    void dirtyChanged(bool dirty);

private:
    void replace(Config base, Config edited, bool baseIsNew);

    Config m_base;
    Config m_edited;
};

/// The smallest RFC 7396 merge patch that makes `to` of `from`. Both are objects whose members are never
/// null.
[[nodiscard]] nlohmann::json mergeDiff(const nlohmann::json &from, const nlohmann::json &to);

} // namespace tapewatch::models
