// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/category_cells.h"

#include "models/level_title.h"

#include <limits>
#include <optional>

namespace tapewatch::models {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString assignLevel(Level &level, const std::string &text)
{
    const std::optional<Level> parsed = parseLevel(text);
    if (!parsed)
        return CategoryConfigModel::tr(
            "not a level: use trace, debug, info, warning, error, critical or off");
    level = *parsed;
    return {};
}

QString assignLayout(Layout &layout, const std::string &text)
{
    if (text != "json" && text != "text")
        return CategoryConfigModel::tr("not a layout: use json or text");
    layout = text == "json" ? Layout::Json : Layout::Text;
    return {};
}

QString assignBytes(std::uint64_t &bytes, const std::string &text)
{
    const std::optional<std::uint64_t> parsed = parseBytes(text);
    if (!parsed)
        return CategoryConfigModel::tr("not a size: write for instance 64MiB, 500KB or 0");
    bytes = *parsed;
    return {};
}

QString assignDuration(std::chrono::seconds &duration, const std::string &text)
{
    const std::optional<std::chrono::seconds> parsed = parseDuration(text == "0" ? "0s" : text);
    if (!parsed)
        return CategoryConfigModel::tr("not a duration: write for instance 90s, 15m, 12h, 7d or 0s");
    duration = *parsed;
    return {};
}

QString assignCount(std::uint32_t &count, const QString &text)
{
    bool isNumber = false;
    const uint parsed = text.toUInt(&isNumber);
    if (!isNumber)
        return CategoryConfigModel::tr("not a number of files: write a whole number, 0 for no limit");
    count = parsed;
    return {};
}

QString orElse(bool none, const QString &word, const QString &text)
{
    return none ? word : text;
}

} // namespace

QString editText(const CategoryConfig &category, CategoryColumn column)
{
    switch (column) {
    case CategoryColumn::Level:
        return toQString(levelName(category.level));
    case CategoryColumn::Layout:
        return category.layout == Layout::Json ? QStringLiteral("json") : QStringLiteral("text");
    case CategoryColumn::RotateBytes:
        return toQString(formatBytes(category.rotation.maxBytes));
    case CategoryColumn::RotateEvery:
        return toQString(formatDuration(category.rotation.every));
    case CategoryColumn::KeepFiles:
        return QString::number(category.retention.maxFiles);
    case CategoryColumn::KeepAge:
        return toQString(formatDuration(category.retention.maxAge));
    case CategoryColumn::KeepBytes:
        return toQString(formatBytes(category.retention.maxBytes));
    case CategoryColumn::Name:
    case CategoryColumn::Enabled:
    case CategoryColumn::Count:
        break;
    }
    return {};
}

QString shownText(const CategoryConfig &category, CategoryColumn column)
{
    const QString never = CategoryConfigModel::tr("never");
    const QString noLimit = CategoryConfigModel::tr("no limit");
    const QString text = editText(category, column);
    switch (column) {
    case CategoryColumn::Level:
        return levelTitle(category.level);
    case CategoryColumn::Layout:
        return category.layout == Layout::Json ? CategoryConfigModel::tr("JSON lines")
                                               : CategoryConfigModel::tr("Text");
    case CategoryColumn::RotateBytes:
        return orElse(category.rotation.maxBytes == 0, never, text);
    case CategoryColumn::RotateEvery:
        return orElse(category.rotation.every.count() == 0, never, text);
    case CategoryColumn::KeepFiles:
        return orElse(category.retention.maxFiles == 0, noLimit, text);
    case CategoryColumn::KeepAge:
        return orElse(category.retention.maxAge.count() == 0, noLimit, text);
    case CategoryColumn::KeepBytes:
        return orElse(category.retention.maxBytes == 0, noLimit, text);
    case CategoryColumn::Name:
    case CategoryColumn::Enabled:
    case CategoryColumn::Count:
        break;
    }
    return text;
}

QString assignText(CategoryConfig &category, CategoryColumn column, const QString &text)
{
    const std::string trimmed = text.trimmed().toStdString();
    switch (column) {
    case CategoryColumn::Level:
        return assignLevel(category.level, trimmed);
    case CategoryColumn::Layout:
        return assignLayout(category.layout, trimmed);
    case CategoryColumn::RotateBytes:
        return assignBytes(category.rotation.maxBytes, trimmed);
    case CategoryColumn::RotateEvery:
        return assignDuration(category.rotation.every, trimmed);
    case CategoryColumn::KeepFiles:
        return assignCount(category.retention.maxFiles, text.trimmed());
    case CategoryColumn::KeepAge:
        return assignDuration(category.retention.maxAge, trimmed);
    case CategoryColumn::KeepBytes:
        return assignBytes(category.retention.maxBytes, trimmed);
    case CategoryColumn::Name:
    case CategoryColumn::Enabled:
    case CategoryColumn::Count:
        break;
    }
    return CategoryConfigModel::tr("this cell cannot be edited");
}

} // namespace tapewatch::models
