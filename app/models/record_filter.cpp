// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/record_filter.h"

#include <QStringList>

#include <algorithm>

#include <utility>
#include <variant>

namespace tapewatch::models {

namespace {

FilterError errorIn(const std::string &text, const engine::QueryError &error)
{
    const auto units = [&text](std::size_t from, std::size_t length) {
        return int(QString::fromStdString(text.substr(std::min(from, text.size()), length)).size());
    };
    return {units(0, error.column), units(error.column, error.length), QString::fromStdString(error.message)};
}

} // namespace

RecordFilter::RecordFilter(QObject *parent)
    : QObject(parent)
{
}

bool RecordFilter::isActive() const
{
    return !m_query.matchesEverything();
}

void RecordFilter::setTrades(bool on)
{
    setToggle(m_trades, on);
}

void RecordFilter::setErrors(bool on)
{
    setToggle(m_errors, on);
}

void RecordFilter::setCompliance(bool on)
{
    setToggle(m_compliance, on);
}

void RecordFilter::setToggle(bool &toggle, bool on)
{
    if (std::exchange(toggle, on) != on)
        rebuild();
}

void RecordFilter::setMinimumLevel(Level level)
{
    if (std::exchange(m_minimumLevel, level) != level)
        rebuild();
}

void RecordFilter::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    refresh();
}

void RecordFilter::refresh()
{
    if (parseText())
        rebuild();
}

void RecordFilter::clear()
{
    m_trades = m_errors = m_compliance = false;
    m_minimumLevel = Level::Trace;
    m_text.clear();
    parseText();
    rebuild();
}

bool RecordFilter::parseText()
{
    const std::string text = m_text.toStdString();
    const auto parsed = engine::Query::parse(text, Timestamp::now());
    const bool hadError = m_error.has_value();
    m_error.reset();
    if (const auto *error = std::get_if<engine::QueryError>(&parsed))
        m_error = errorIn(text, *error);
    else
        m_textQuery = std::get<engine::Query>(parsed);
    if (hadError || m_error)
        emit errorChanged();
    return !m_error;
}

void RecordFilter::rebuild()
{
    m_query = quickQuery() && m_textQuery;
    emit queryChanged(m_query);
}

engine::Query RecordFilter::quickQuery() const
{
    QStringList kinds;
    if (m_trades)
        kinds.append(QStringLiteral("category:trade"));
    if (m_errors)
        kinds.append(QStringLiteral("level>=error"));
    if (m_compliance)
        kinds.append(QStringLiteral("category:compliance"));
    QString text = kinds.isEmpty() ? QString() : u'(' + kinds.join(QStringLiteral(" or ")) + u')';
    if (m_minimumLevel != Level::Trace) {
        const std::string_view level = levelName(m_minimumLevel);
        text += QStringLiteral(" level>=") + QString::fromLatin1(level.data(), qsizetype(level.size()));
    }
    const auto parsed = engine::Query::parse(text.toStdString(), Timestamp::now());
    const auto *query = std::get_if<engine::Query>(&parsed);
    Q_ASSERT(query != nullptr);
    return query == nullptr ? engine::Query() : *query;
}

} // namespace tapewatch::models
