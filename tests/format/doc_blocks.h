// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <vector>

/// A fenced block of a page in docs/.
struct DocBlock {
    QString heading; ///< the last one above it
    QString language;
    QString text; ///< without the newline at its end
};

inline QStringList docLines(const QString &page)
{
    QFile file(QStringLiteral(TAPEWATCH_SOURCE_DIR "/docs/") + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n') : QStringList();
}

inline std::vector<DocBlock> docBlocks(const QString &page)
{
    std::vector<DocBlock> blocks;
    QString heading;
    bool inside = false;
    for (const QString &line : docLines(page)) {
        if (line.startsWith("```") && !inside)
            blocks.push_back({heading, line.mid(3), {}});
        else if (line.startsWith('#') && !inside)
            heading = line.section(' ', 1);
        else if (inside && !line.startsWith("```"))
            blocks.back().text += (blocks.back().text.isEmpty() ? "" : "\n") + line;
        if (line.startsWith("```"))
            inside = !inside;
    }
    return blocks;
}
