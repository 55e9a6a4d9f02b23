// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/logger_level_model.h"

#include "models/config_draft.h"
#include "models/level_title.h"

#include <tapewatch/format/file_name.h>

#include <algorithm>
#include <set>
#include <utility>

namespace tapewatch::models {

namespace {

constexpr int kInherited = -1;

/// Orders "a", "a.b", "a-b" as a tree is read: a name, what is below it, its neighbour.
bool treeOrder(const QString &a, const QString &b)
{
    return a.split(u'.') < b.split(u'.');
}

void insertWithAncestors(std::set<QString> &names, QString name)
{
    while (names.insert(name).second && !name.isEmpty())
        name.truncate(std::max<qsizetype>(name.lastIndexOf(u'.'), 0));
}

std::optional<Level> entryOf(const Config &config, const QString &logger)
{
    const auto found = config.levels.find(logger.toStdString());
    return found == config.levels.end() ? std::nullopt : std::optional(found->second);
}

/// A level of its own, or none: inherited.
using Choice = std::optional<Level>;

/// From an int of Level, kInherited, or a name; nothing where it is none of these.
std::optional<Choice> choiceFrom(const QVariant &value)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    const QString text = value.toString().trimmed();
    if (text.isEmpty() || (isNumber && number == kInherited))
        return std::optional<Choice>(std::in_place);
    const bool isLevel = number >= 0 && number <= int(Level::Off);
    const Choice level = isNumber ? Choice(Level(number)) : parseLevel(text.toStdString());
    if (!level || (isNumber && !isLevel))
        return {};
    return std::optional<Choice>(std::in_place, level);
}

} // namespace

LoggerLevelModel::LoggerLevelModel(ConfigDraft &draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
    , m_names(wantedNames())
{
    connect(&m_draft, &ConfigDraft::editedChanged, this, &LoggerLevelModel::follow);
}

void LoggerLevelModel::setLoggers(const QList<bridge::LoggerInfo> &loggers)
{
    m_made.clear();
    for (const bridge::LoggerInfo &logger : loggers)
        m_made.append(logger.name);
    follow();
}

bool LoggerLevelModel::addLogger(const QString &name)
{
    if (name.isEmpty() || !isValidLoggerName(name.toStdString()))
        return refuse(
            tr("\"%1\" is no logger's name: use letters, digits, _ and -, with dots between the parts")
                .arg(name));
    refuse({});
    m_made.append(name);
    follow();
    return true;
}

QStringList LoggerLevelModel::wantedNames() const
{
    std::set<QString> names{QString()};
    for (const QString &name : m_made)
        insertWithAncestors(names, name);
    for (const Config *config : {&m_draft.base(), &m_draft.edited()})
        for (const auto &[name, level] : config->levels)
            insertWithAncestors(names, QString::fromStdString(name));
    QStringList sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end(), treeOrder);
    return sorted;
}

void LoggerLevelModel::follow()
{
    QStringList names = wantedNames();
    if (names != m_names) {
        beginResetModel();
        m_names = std::move(names);
        endResetModel();
        return;
    }
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int LoggerLevelModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_names.size());
}

int LoggerLevelModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(LoggerColumn::Count);
}

QVariant LoggerLevelModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString &logger = m_names.at(index.row());
    const std::optional<Level> own = entryOf(m_draft.edited(), logger);
    switch (role) {
    case Qt::DisplayRole:
        return shownText(logger, LoggerColumn(index.column()));
    case Qt::EditRole:
        if (LoggerColumn(index.column()) != LoggerColumn::Level)
            return shownText(logger, LoggerColumn(index.column()));
        return own ? int(*own) : kInherited;
    case LoggerNameRole:
        return logger;
    case OwnLevelRole:
        return own ? int(*own) : kInherited;
    case EffectiveLevelRole:
        return int(effectiveLevel(m_draft.edited(), logger.toStdString()));
    case LoggerEditedRole:
        return own != entryOf(m_draft.base(), logger);
    default:
        return {};
    }
}

QString LoggerLevelModel::shownText(const QString &logger, LoggerColumn column) const
{
    switch (column) {
    case LoggerColumn::Name:
        return logger.isEmpty() ? tr("(root)") : logger;
    case LoggerColumn::Level: {
        const std::optional<Level> own = entryOf(m_draft.edited(), logger);
        return own ? levelTitle(*own) : tr("inherited");
    }
    case LoggerColumn::Effective:
        return levelTitle(effectiveLevel(m_draft.edited(), logger.toStdString()));
    case LoggerColumn::Count:
        break;
    }
    return {};
}

bool LoggerLevelModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole ||
        LoggerColumn(index.column()) != LoggerColumn::Level)
        return false;
    const std::optional<Choice> level = choiceFrom(value);
    if (!level)
        return refuse(tr("\"%1\" is no level: use trace, debug, info, warning, error, critical or off")
                          .arg(value.toString()));
    const QString &logger = m_names.at(index.row());
    if (logger.isEmpty() && !*level)
        return refuse(tr("The root logger has nobody to inherit from"));
    refuse({});
    Config edited = m_draft.edited();
    if (*level)
        edited.levels.insert_or_assign(logger.toStdString(), **level);
    else
        edited.levels.erase(logger.toStdString());
    m_draft.setEdited(edited);
    return true;
}

bool LoggerLevelModel::refuse(const QString &text)
{
    if (std::exchange(m_errorText, text) != text)
        emit errorTextChanged(text);
    return false;
}

Qt::ItemFlags LoggerLevelModel::flags(const QModelIndex &index) const
{
    const bool editable = index.isValid() && LoggerColumn(index.column()) == LoggerColumn::Level;
    return QAbstractTableModel::flags(index) | (editable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant LoggerLevelModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (LoggerColumn(section)) {
    case LoggerColumn::Name:
        return tr("Logger");
    case LoggerColumn::Level:
        return tr("Level");
    case LoggerColumn::Effective:
        return tr("In effect");
    case LoggerColumn::Count:
        break;
    }
    return {};
}

QModelIndex LoggerLevelModel::indexOf(const QString &logger) const
{
    const qsizetype row = m_names.indexOf(logger);
    return row < 0 ? QModelIndex() : index(int(row), 0);
}

} // namespace tapewatch::models
