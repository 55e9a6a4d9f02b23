// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sinks/file_sink.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace tapewatch::test {

/// 2026-01-05T10:15:30Z, and a time that many seconds later.
inline constexpr Timestamp kStart{1'767'608'130'000'000'000};
inline Timestamp at(double seconds)
{
    return {kStart.ns + static_cast<std::int64_t>(seconds * 1e9)};
}

inline RecordView record(std::string_view message, Timestamp time = kStart, Level level = Level::Info)
{
    RecordView view;
    view.timestamp = time;
    view.level = level;
    view.logger = "strategy";
    view.message = message;
    view.bot = "alpha";
    view.pid = 4711;
    view.thread = 4712;
    return view;
}

/// A folder of log files of the bot "alpha", category "main".
class LogFolder {
public:
    [[nodiscard]] QString path() const { return m_folder.filePath("logs"); }
    [[nodiscard]] QString filePath(const QString &name) const { return path() + "/" + name; }
    [[nodiscard]] QString activePath() const { return filePath("alpha.main.log"); }

    [[nodiscard]] sinks::FileSink::Options options() const
    {
        sinks::FileSink::Options options;
        options.directory = path().toStdString();
        options.bot = "alpha";
        options.instance = "alpha";
        options.category = "main";
        return options;
    }

    /// Finished segments in the order of their names, then the active file.
    [[nodiscard]] QStringList files() const
    {
        QStringList names =
            QDir(path()).entryList({"alpha.main.*.log"}, QDir::Files | QDir::Hidden, QDir::Name);
        names.append("alpha.main.log");
        return names;
    }

    [[nodiscard]] QByteArray text(const QString &name) const
    {
        QFile file(filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void write(const QString &name, const QByteArray &bytes) const
    {
        QDir().mkpath(path());
        QFile file(filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private:
    QTemporaryDir m_folder;
};

/// The records in the lines of `text`; a line that is torn or is no JSON is a null.
inline std::vector<nlohmann::json> parseLines(const QByteArray &text)
{
    std::vector<nlohmann::json> records;
    const QList<QByteArray> lines = text.split('\n');
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        auto parsed = nlohmann::json::parse(lines[i].toStdString(), nullptr, false);
        records.push_back(parsed.is_discarded() ? nlohmann::json() : std::move(parsed));
    }
    if (!lines.last().isEmpty())
        records.emplace_back();
    return records;
}

/// The records of all files of the folder, in order.
inline std::vector<nlohmann::json> allRecords(const LogFolder &folder)
{
    std::vector<nlohmann::json> records;
    for (const QString &name : folder.files()) {
        for (nlohmann::json &record : parseLines(folder.text(name)))
            records.push_back(std::move(record));
    }
    return records;
}

/// Their messages, "?" for what is no record.
inline QStringList messages(const std::vector<nlohmann::json> &records)
{
    QStringList list;
    for (const nlohmann::json &record : records)
        list.append(record.is_object() ? QString::fromStdString(record.value("message", "?")) : "?");
    return list;
}

/// "1", "2", ... "count"
inline QStringList numbers(int count, int first = 1)
{
    QStringList list;
    for (int i = 0; i < count; ++i)
        list.append(QString::number(first + i));
    return list;
}

/// seq is 1, 2, 3 ... over all the records.
inline bool seqIsComplete(const std::vector<nlohmann::json> &records)
{
    std::uint64_t expected = 0;
    for (const nlohmann::json &record : records) {
        if (!record.is_object() || record.value("seq", std::uint64_t{0}) != ++expected)
            return false;
    }
    return true;
}

} // namespace tapewatch::test
