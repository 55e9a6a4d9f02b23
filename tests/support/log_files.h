// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/compressed_files.h"

#include <tapewatch/format/file_name.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

namespace tapewatch::test {

/// Paths of one file family, finished segments first, oldest first, then the active file. Of a segment that
/// is there plain and compressed, the plain one.
inline std::vector<QString> familyFiles(const QString &folder, const std::string &instance,
                                        const std::string &category)
{
    std::vector<std::pair<LogFileName, QString>> found;
    for (const QString &file : QDir(folder).entryList(QDir::Files | QDir::Hidden))
        if (const auto name = parseLogFileName(file.toStdString());
            name && name->instance == instance && name->category == category)
            found.emplace_back(*name, QDir(folder).filePath(file));
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        if (a.first.active() != b.first.active())
            return b.first.active();
        return std::tie(a.first.firstRecord, a.first.compressed) <
               std::tie(b.first.firstRecord, b.first.compressed);
    });
    const auto twins = [](const auto &a, const auto &b) {
        return a.first.firstRecord == b.first.firstRecord;
    };
    found.erase(std::unique(found.begin(), found.end(), twins), found.end());
    std::vector<QString> paths;
    for (auto &[name, path] : found)
        paths.push_back(path);
    return paths;
}

/// Every line of a family, in order.
inline std::vector<std::string> familyLines(const QString &folder, const std::string &instance,
                                            const std::string &category)
{
    std::vector<std::string> lines;
    for (const QString &path : familyFiles(folder, instance, category)) {
        QByteArray text = contentOf(path);
        if (text.endsWith('\n'))
            text.chop(1);
        else if (text.isEmpty())
            continue;
        for (const QByteArray &line : text.split('\n'))
            lines.push_back(line.toStdString());
    }
    return lines;
}

/// The same, parsed; a line that is no JSON gives a discarded value.
inline std::vector<nlohmann::json> familyRecords(const QString &folder, const std::string &instance,
                                                 const std::string &category)
{
    std::vector<nlohmann::json> records;
    for (const std::string &line : familyLines(folder, instance, category))
        records.push_back(nlohmann::json::parse(line, nullptr, false));
    return records;
}

/// Whether the two are equal; says so where they are not. (QCOMPARE cannot take a json: it converts to too
/// much.)
inline bool same(const nlohmann::json &actual, const nlohmann::json &expected)
{
    if (actual == expected)
        return true;
    qWarning("actual:   %s\nexpected: %s", actual.dump().c_str(), expected.dump().c_str());
    return false;
}

} // namespace tapewatch::test
