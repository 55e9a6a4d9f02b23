// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <QByteArrayList>
#include <QFile>
#include <QString>

namespace tapewatch::test {

/// A record's line as our files have it, `second` seconds into an hour.
inline QByteArray logLine(int second, const char *message, const char *level = "info",
                          const char *category = "main", const char *bot = "alpha")
{
    const Timestamp time{1767607200'000'000'000 + std::int64_t(second) * 1'000'000'000};
    return R"({"timestamp":")" + QByteArray::fromStdString(toRfc3339(time)) + R"(","level":")" + level +
           R"(","category":")" + category + R"(","logger":"strategy","message":")" + message +
           R"(","bot":")" + bot + R"(","pid":1,"thread":1,"seq":)" + QByteArray::number(second) + "}";
}

/// Appends the lines, making the file where it is missing.
inline void appendLines(const QString &path, const QByteArrayList &lines)
{
    QFile file(path);
    if (!file.open(QIODevice::Append))
        qFatal("cannot write %s", qPrintable(path));
    file.write(lines.join('\n') + '\n');
}

} // namespace tapewatch::test
