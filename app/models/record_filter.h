// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/query/query.h"

#include <tapewatch/format/level.h>

#include <QObject>
#include <QString>

#include <optional>

namespace tapewatch::models {

/// Where the filter's text is wrong, in the text that the user typed.
struct FilterError {
    int column = 0; ///< 0-based, in UTF-16 units as QString and QLineEdit count
    int length = 0;
    QString message;
};

/// Puts the quick filters and the filter bar's text together to one query.
///
/// Trades, errors and compliance add up (any of those that are on); level and text narrow. A text that is no
/// query leaves the last good one in force.
class RecordFilter : public QObject {
    Q_OBJECT

public:
    explicit RecordFilter(QObject *parent = nullptr);

    [[nodiscard]] bool trades() const { return m_trades; }
    [[nodiscard]] bool errors() const { return m_errors; }
    [[nodiscard]] bool compliance() const { return m_compliance; }
    [[nodiscard]] Level minimumLevel() const { return m_minimumLevel; }
    [[nodiscard]] QString text() const { return m_text; }
    /// Nothing where text() is a query.
    [[nodiscard]] const std::optional<FilterError> &error() const { return m_error; }
    [[nodiscard]] bool isActive() const;

    [[nodiscard]] engine::Query query() const { return m_query; }

public slots:
    void setTrades(bool on);
    void setErrors(bool on);
    void setCompliance(bool on);
    /// Level::Trace shows every level, and records that have none.
    void setMinimumLevel(tapewatch::Level level);
    void setText(const QString &text);
    /// Everything off; one queryChanged().
    void clear();
    /// Reads the text again, so that `last:15m` counts from now.
    void refresh();

signals:
    /// To LogSession::setQuery().
    void queryChanged(const tapewatch::engine::Query &query);
    /// error() came, went or changed.
    void errorChanged();

private:
    void setToggle(bool &toggle, bool on);
    bool parseText();
    void rebuild();
    [[nodiscard]] engine::Query quickQuery() const;

    bool m_trades = false;
    bool m_errors = false;
    bool m_compliance = false;
    Level m_minimumLevel = Level::Trace;
    QString m_text;
    std::optional<FilterError> m_error;
    engine::Query m_textQuery;
    engine::Query m_query;
};

} // namespace tapewatch::models
