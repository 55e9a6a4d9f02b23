// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/record_model.h"

#include "bridge/log_session.h"
#include "models/level_title.h"
#include "models/row_splice.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tapewatch::models {

namespace {

/// Up to this many runs are signalled one by one; interleaved ones of several busy sources all at once.
constexpr std::size_t kSingleRuns = 8;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

RecordModel::RecordModel(std::shared_ptr<const engine::NameTable> names, SourceLookup sources,
                         QObject *parent)
    : QAbstractTableModel(parent)
    , m_names(std::move(names))
    , m_lookup(std::move(sources))
{
    connect(&m_loader, &RowLoader::loaded, this, &RecordModel::showLoaded);
}

RecordModel::RecordModel(bridge::LogSession &session, QObject *parent)
    : RecordModel(
          session.names(), [&session](engine::SourceId id) { return session.source(id); }, parent)
{
    connect(&session, &bridge::LogSession::viewChanged, this, &RecordModel::apply);
}

int RecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(RecordColumn::Count);
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (RecordColumn(section)) {
    case RecordColumn::Time:
        return m_time.utc ? tr("Time (UTC)") : tr("Time");
    case RecordColumn::Level:
        return tr("Level");
    case RecordColumn::Category:
        return tr("Category");
    case RecordColumn::Bot:
        return tr("Bot");
    case RecordColumn::Logger:
        return tr("Logger");
    case RecordColumn::Message:
        return tr("Message");
    case RecordColumn::Count:
        break;
    }
    return {};
}

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const engine::RowRef ref = m_rows[std::size_t(index.row())];
    const engine::Source *source = sourceOf(ref.source);
    if (source == nullptr)
        return {};
    const engine::RowColumns columns = source->store().columns(ref.row);
    switch (role) {
    case Qt::DisplayRole:
        return columnText(ref, columns, RecordColumn(index.column()));
    case LevelRole:
        return columns.hasLevel ? int(columns.level) : -1;
    case CategoryRole:
        return toQString(m_names->name(columns.category));
    case WellFormedRole:
        return columns.wellFormed;
    case LoadedRole: {
        const PreparedRow *row = m_cache.find(ref);
        return row != nullptr && row->loaded;
    }
    default:
        return {};
    }
}

QString RecordModel::columnText(engine::RowRef ref, const engine::RowColumns &columns,
                                RecordColumn column) const
{
    switch (column) {
    case RecordColumn::Time:
        return columns.time == Timestamp() ? QString() : m_time.text(columns.time);
    case RecordColumn::Level:
        return columns.hasLevel ? levelTitle(columns.level) : QString();
    case RecordColumn::Category:
        return toQString(m_names->name(columns.category));
    case RecordColumn::Bot:
        return toQString(m_names->name(columns.bot));
    case RecordColumn::Logger:
        return toQString(m_names->name(columns.logger));
    case RecordColumn::Message:
        if (const PreparedRow *row = m_cache.find(ref))
            return row->message;
        return {};
    case RecordColumn::Count:
        break;
    }
    return {};
}

const engine::Source *RecordModel::sourceOf(engine::SourceId id) const
{
    const auto known = m_sources.find(id);
    return known == m_sources.end() ? nullptr : known->second.get();
}

void RecordModel::meetSources(Runs runs)
{
    for (const engine::ViewDelta::Run &run : runs)
        for (const engine::RowRef ref : run.rows)
            if (!m_sources.contains(ref.source))
                m_sources.emplace(ref.source, m_lookup(ref.source));
}

void RecordModel::apply(const engine::ViewDelta &delta)
{
    if (delta.reset)
        beginRestart();
    for (Runs rest = delta.runs; !rest.empty();) {
        const std::size_t count = ascendingRuns(rest);
        const Runs runs = rest.first(count);
        rest = rest.subspan(count);
        meetSources(runs);
        if (delta.reset)
            splice(m_rows, runs);
        else if (count <= kSingleRuns)
            insertRuns(runs);
        else
            mergeRuns(runs);
    }
    if (delta.reset)
        endResetModel();
    setProgress(delta);
}

void RecordModel::beginRestart()
{
    beginResetModel();
    m_rows.clear();
    m_cache.clear();
    m_sources.clear();
    m_loader.setWishes({});
    m_firstPrepared = 0;
    m_lastPrepared = -1;
}

void RecordModel::insertRuns(Runs runs)
{
    for (const engine::ViewDelta::Run &run : runs) {
        if (run.rows.empty())
            continue;
        beginInsertRows({}, int(run.at), int(run.at + run.rows.size()) - 1);
        splice(m_rows, {&run, 1});
        endInsertRows();
    }
}

void RecordModel::mergeRuns(Runs runs)
{
    const std::size_t before = m_rows.size();
    beginInsertRows({}, int(before), int(before + rowsIn(runs)) - 1);
    for (const engine::ViewDelta::Run &run : runs)
        m_rows.insert(m_rows.end(), run.rows.begin(), run.rows.end());
    endInsertRows();

    emit layoutAboutToBeChanged({}, VerticalSortHint);
    m_rows.resize(before);
    splice(m_rows, runs);
    const SplicePlaces places(before, runs);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &row : from)
        to.append(index(int(places.placeOf(std::size_t(row.row()))), row.column()));
    changePersistentIndexList(from, to);
    emit layoutChanged({}, VerticalSortHint);
}

void RecordModel::setProgress(const engine::ViewDelta &delta)
{
    const bool same = m_complete == delta.complete && qFuzzyCompare(1 + m_progress, 1 + delta.progress);
    m_complete = delta.complete;
    m_progress = delta.progress;
    if (!same)
        emit progressChanged();
}

void RecordModel::prepare(int first, int last)
{
    first = std::max(first, 0);
    last = std::min({last, rowCount() - 1, first + kCachedRows - 1});
    m_firstPrepared = first;
    m_lastPrepared = last;
    std::vector<RowLoader::Wish> wishes;
    for (int row = first; row <= last; ++row) {
        const engine::RowRef ref = m_rows[std::size_t(row)];
        const PreparedRow *known = m_cache.use(ref);
        const auto source = m_sources.find(ref.source);
        if (source->second == nullptr || (known != nullptr && known->loaded))
            continue;
        PreparedRow prepared = prepareRow(*source->second, ref.row, true);
        if (!prepared.loaded)
            wishes.push_back({ref, source->second});
        m_cache.put(ref, std::move(prepared));
    }
    m_loader.setWishes(std::move(wishes));
}

void RecordModel::showLoaded(const RowLoader::Rows &rows)
{
    for (const auto &[ref, row] : rows)
        m_cache.put(ref, row);
    const int last = std::min(m_lastPrepared, rowCount() - 1);
    if (m_firstPrepared > last)
        return;
    const int message = int(RecordColumn::Message);
    emit dataChanged(index(m_firstPrepared, message), index(last, message), {Qt::DisplayRole, LoadedRole});
}

void RecordModel::setUtc(bool utc)
{
    if (std::exchange(m_time.utc, utc) == utc)
        return;
    timesChanged();
    emit headerDataChanged(Qt::Horizontal, int(RecordColumn::Time), int(RecordColumn::Time));
}

void RecordModel::setFullPrecision(bool full)
{
    if (std::exchange(m_time.fullPrecision, full) != full)
        timesChanged();
}

void RecordModel::timesChanged()
{
    if (!m_rows.empty())
        emit dataChanged(index(0, int(RecordColumn::Time)), index(rowCount() - 1, int(RecordColumn::Time)),
                         {Qt::DisplayRole});
}

std::optional<engine::Record> RecordModel::record(int row) const
{
    const engine::RowRef ref = rowRef(row);
    const engine::Source *source = sourceOf(ref.source);
    return source == nullptr ? std::nullopt : source->record(ref.row, false);
}

QString RecordModel::rawText(int row) const
{
    const engine::RowRef ref = rowRef(row);
    const engine::Source *source = sourceOf(ref.source);
    return source == nullptr ? QString() : toQString(source->store().text(ref.row).value_or(std::string()));
}

engine::RowRef RecordModel::rowRef(int row) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    return m_rows[std::size_t(row)];
}

Timestamp RecordModel::timeOf(engine::RowRef ref) const
{
    const engine::Source *source = sourceOf(ref.source);
    return source == nullptr ? Timestamp() : source->store().time(ref.row);
}

int RecordModel::rowOf(engine::RowRef ref) const
{
    if (sourceOf(ref.source) == nullptr)
        return -1;
    const auto before = [this](engine::RowRef a, engine::RowRef b) {
        return std::pair(timeOf(a), a) < std::pair(timeOf(b), b);
    };
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), ref, before);
    return found != m_rows.end() && *found == ref ? int(found - m_rows.begin()) : -1;
}

int RecordModel::firstRowAt(Timestamp time) const
{
    const auto found =
        std::lower_bound(m_rows.begin(), m_rows.end(), time,
                         [this](engine::RowRef ref, Timestamp wanted) { return timeOf(ref) < wanted; });
    return int(found - m_rows.begin());
}

} // namespace tapewatch::models
