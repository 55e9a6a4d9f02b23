// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "ui/common/record_text.h"

#include "engine/domain/record.h"

#include <tapewatch/format/level.h>
#include <tapewatch/format/timestamp.h>

#include <QStringList>

#include <nlohmann/json.hpp>

namespace tapewatch::ui {

namespace {

using engine::RecordField;
using Kind = engine::RecordField::Kind;

void appendQuoted(std::string &out, const std::string &text)
{
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void appendMembers(std::string &out, const std::vector<RecordField> &fields, bool named);

void appendValue(std::string &out, const RecordField &field)
{
    switch (field.kind) {
    case Kind::Null:
        out += "null";
        return;
    case Kind::Bool:
    case Kind::Number:
        out += field.value;
        return; // digit for digit, as the line has it
    case Kind::String:
        appendQuoted(out, field.value);
        return;
    case Kind::Object:
        appendMembers(out, field.children, true);
        return;
    case Kind::Array:
        appendMembers(out, field.children, false);
        return;
    }
}

void appendMembers(std::string &out, const std::vector<RecordField> &fields, bool named)
{
    out += named ? '{' : '[';
    bool first = true;
    for (const RecordField &field : fields) {
        if (!std::exchange(first, false))
            out += ',';
        if (named) {
            appendQuoted(out, field.name);
            out += ':';
        }
        appendValue(out, field);
    }
    out += named ? '}' : ']';
}

} // namespace

QString recordLine(const engine::Record &record)
{
    QStringList parts;
    if (record.time)
        parts << QString::fromStdString(toRfc3339(*record.time));
    if (record.level) {
        const std::string_view name = levelName(*record.level);
        parts << QString::fromLatin1(name.data(), qsizetype(name.size())).toUpper();
    }
    if (!record.category.empty())
        parts << QStringLiteral("[%1]").arg(QString::fromStdString(record.category));
    for (const std::string *name : {&record.bot, &record.logger})
        if (!name->empty())
            parts << QString::fromStdString(*name);
    const QString message = QString::fromStdString(record.message);
    return parts.isEmpty() ? message : parts.join(u' ') + QStringLiteral(": ") + message;
}

QString recordJson(const engine::Record &record, const QString &rawText)
{
    const QString raw = rawText.trimmed();
    if (raw.startsWith(u'{') && raw.endsWith(u'}'))
        return raw;
    std::string out;
    if (!record.fields.empty())
        appendMembers(out, record.fields, true);
    else
        appendMembers(out, {RecordField{"message", rawText.toStdString(), Kind::String, {}}}, true);
    return QString::fromStdString(out);
}

} // namespace tapewatch::ui
