// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "bridge/bot_config_session.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace tapewatch::models {

class ConfigDraft;

enum class LoggerColumn : int { Name, Level, Effective, Count };

enum LoggerRole : int {
    LoggerNameRole = Qt::UserRole + 301, ///< QString: dotted, empty for the root
    OwnLevelRole,                        ///< int of tapewatch::Level with the edits, -1: inherited
    EffectiveLevelRole,                  ///< int of tapewatch::Level with the edits
    LoggerEditedRole,                    ///< bool: differs from what the bot has
};

/// The loggers of one bot and their levels; edits go to the draft.
///
/// Column Level is editable: EditRole is an int of tapewatch::Level or its name; -1 or "" is inherited, which
/// the root cannot be.
class LoggerLevelModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `draft` must outlive the model.
    explicit LoggerLevelModel(ConfigDraft &draft, QObject *parent = nullptr);

    /// The loggers that the bot has made; those that only the configuration names are shown as well.
    void setLoggers(const QList<bridge::LoggerInfo> &loggers);
    /// Adds a row for a logger that the bot has not made yet, so that its level can be set. False where the
    /// name is not one (errorText()).
    bool addLogger(const QString &name);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    [[nodiscard]] QModelIndex indexOf(const QString &logger) const;
    /// Why the last setData() or addLogger() returned false; empty after one that worked.
    [[nodiscard]] QString errorText() const { return m_errorText; }

signals:
    void errorTextChanged(const QString &text);

private:
    void follow();
    bool refuse(const QString &text);
    [[nodiscard]] QStringList wantedNames() const;
    [[nodiscard]] QString shownText(const QString &logger, LoggerColumn column) const;

    ConfigDraft &m_draft;
    QStringList m_made;  ///< loggers that the bot has, and those added here
    QStringList m_names; ///< the rows, as a tree is read; the root first
    QString m_errorText;
};

} // namespace tapewatch::models
