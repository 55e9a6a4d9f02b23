// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/main_window/record_reader.h"

#include "bridge/log_session.h"
#include "models/record_model.h"
#include "ui/common/record_text.h"

#include <map>

namespace tapewatch::ui {

namespace {

using SourcePointer = std::shared_ptr<const engine::Source>;

struct Wanted {
    engine::RowRef ref;
    SourcePointer source;
};

QString rawTextOf(const Wanted &row)
{
    return QString::fromStdString(row.source->store().text(row.ref.row).value_or(std::string()));
}

QString clipboardLine(const Wanted &row, CopyFormat format)
{
    const std::optional<engine::Record> record = row.source->record(row.ref.row, false);
    if (!record)
        return {};
    return format == CopyFormat::Text ? recordLine(*record) : recordJson(*record, rawTextOf(row));
}

} // namespace

RecordReader::RecordReader(const models::RecordModel &model, const bridge::LogSession &session,
                           QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_session(session)
{
    m_threads.setMaxThreadCount(2); // a long copy must not hold up the detail pane
}

RecordReader::~RecordReader()
{
    ++*m_lastRead;
    ++*m_lastCopy;
    m_threads.waitForDone();
}

void RecordReader::read(int row)
{
    const int number = ++*m_lastRead;
    const engine::RowRef ref = m_model.rowRef(row);
    const Wanted wanted{ref, m_session.source(ref.source)};
    if (!wanted.source)
        return;
    m_threads.start([this, wanted, number, last = m_lastRead] {
        const std::optional<engine::Record> record = wanted.source->record(wanted.ref.row, false);
        if (!record || *last != number)
            return;
        QMetaObject::invokeMethod(
            this,
            [this, record = *record, raw = rawTextOf(wanted), number] {
                if (*m_lastRead == number)
                    emit recordRead(record, raw);
            },
            Qt::QueuedConnection);
    });
}

void RecordReader::copy(const QList<RowRange> &rows, CopyFormat format)
{
    std::map<engine::SourceId, SourcePointer> sources;
    std::vector<Wanted> wanted;
    bool cut = false;
    for (const RowRange &range : rows) {
        for (int row = range.first; row <= range.last && !cut; ++row) {
            cut = wanted.size() == kMostCopied;
            const engine::RowRef ref = m_model.rowRef(row);
            auto [known, isNew] = sources.try_emplace(ref.source);
            if (isNew)
                known->second = m_session.source(ref.source);
            if (!cut && known->second)
                wanted.push_back({ref, known->second});
        }
    }
    const int number = ++*m_lastCopy;
    m_threads.start([this, wanted = std::move(wanted), format, cut, number, last = m_lastCopy] {
        QStringList lines;
        for (const Wanted &row : wanted) {
            if (*last != number)
                return;
            lines << clipboardLine(row, format);
        }
        QMetaObject::invokeMethod(
            this,
            [this, text = lines.join(u'\n'), count = int(lines.size()), cut] {
                emit copied(text, count, cut);
            },
            Qt::QueuedConnection);
    });
}

} // namespace tapewatch::ui
