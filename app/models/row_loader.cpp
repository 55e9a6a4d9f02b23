// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/row_loader.h"

#include <QMetaObject>

#include <algorithm>
#include <iterator>
#include <optional>

namespace tapewatch::models {

namespace {

constexpr qsizetype kShownLength = 2000; ///< of a message in the table; the detail pane has it whole

QString oneLine(const std::string &message)
{
    QString text = QString::fromUtf8(message.data(), qsizetype(message.size())).left(kShownLength);
    text.replace(QStringLiteral("\r\n"), QStringLiteral(" ↵ "));
    text.replace(u'\n', QStringLiteral(" ↵ "));
    text.replace(u'\t', u' ');
    return text;
}

} // namespace

PreparedRow prepareRow(const engine::Source &source, engine::RowId row, bool residentOnly)
{
    const std::optional<engine::Record> record = source.record(row, residentOnly);
    if (!record)
        return {residentOnly ? QString() : RowLoader::tr("(the file no longer has this record)"),
                !residentOnly};
    return {oneLine(record->message), true};
}

RowLoader::RowLoader(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

RowLoader::~RowLoader()
{
    m_thread.waitForDone();
}

void RowLoader::setWishes(std::vector<Wish> wishes)
{
    m_wishes = std::move(wishes);
    startNext();
}

void RowLoader::startNext()
{
    if (m_busy || m_wishes.empty())
        return;
    m_busy = true;
    const auto end = m_wishes.begin() + std::ptrdiff_t(std::min(kRowsAtOnce, m_wishes.size()));
    std::vector<Wish> batch(std::make_move_iterator(m_wishes.begin()), std::make_move_iterator(end));
    m_wishes.erase(m_wishes.begin(), end);
    m_thread.start([this, batch = std::move(batch)] {
        Rows rows;
        for (const Wish &wish : batch)
            rows.emplace_back(wish.ref, prepareRow(*wish.source, wish.ref.row, false));
        QMetaObject::invokeMethod(this, [this, rows = std::move(rows)] { finished(rows); });
    });
}

void RowLoader::finished(const Rows &rows)
{
    m_busy = false;
    emit loaded(rows);
    startNext();
}

} // namespace tapewatch::models
