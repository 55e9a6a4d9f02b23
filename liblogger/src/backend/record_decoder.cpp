// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "backend/record_decoder.h"

#include "backend/event_message.h"
#include <tapewatch/detail/submit.h>

#include <charconv>

namespace tapewatch::backend {

using detail::RecordHeader;
using detail::Tag;

namespace {

RecordHeader headerOf(std::span<const std::byte> record)
{
    RecordHeader header{};
    std::memcpy(&header, record.data(), sizeof header);
    return header;
}

/// The double that reads like the float: 0.1f is 0.1 in the log, not 0.10000000149011612.
double widen(float value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    double wide = static_cast<double>(value);
    std::from_chars(text, end, wide);
    return wide;
}

std::span<const std::byte> bytesOf(const std::string &text)
{
    return std::as_bytes(std::span(text));
}

} // namespace

std::optional<detail::Box> RecordDecoder::boxOf(std::span<const std::byte> record)
{
    if ((headerOf(record).level & detail::kBoxed) == 0)
        return std::nullopt;
    detail::Box box;
    std::memcpy(&box, record.data() + sizeof(RecordHeader), sizeof box);
    return box;
}

std::span<const std::byte> RecordDecoder::bodyOf(std::span<const std::byte> record)
{
    if (const auto box = boxOf(record))
        return {box->bytes, static_cast<std::size_t>(box->length)};
    return record.subspan(sizeof(RecordHeader));
}

const front::Site &RecordDecoder::site(std::uint32_t id)
{
    if (id > m_sites.size())
        learnSites();
    return *m_sites[id - 1];
}

void RecordDecoder::learnSites()
{
    m_source.refresh(m_sites);
    for (std::size_t i = m_formats.size(); i < m_sites.size(); ++i)
        m_formats.emplace_back(m_sites[i]->format);
}

const detail::LoggerNode *RecordDecoder::logger(std::uint32_t id)
{
    if (id > m_loggers.size())
        m_source.refresh(m_loggers);
    return m_loggers[id - 1];
}

std::string_view RecordDecoder::keep(std::string text)
{
    return m_kept.emplace_back(std::move(text));
}

/// Makes the value in its place in the vector: a variant that is returned and copied stalls the processor,
/// which then reads in one piece what it has just written in two.
void RecordDecoder::append(std::string_view name, const WireReader::Value &value,
                           std::vector<FieldView> &fields)
{
    FieldView &field = fields.emplace_back();
    field.name = name;
    ValueView &view = field.value; // null so far
    switch (value.tag) {
    case Tag::Null:
        break;
    case Tag::Bool:
        view.emplace<bool>(value.boolean);
        break;
    case Tag::Char:
        view.emplace<std::string_view>(keep(std::string(1, value.character)));
        break;
    case Tag::Int:
        view.emplace<std::int64_t>(value.integer);
        break;
    case Tag::Unsigned:
        view.emplace<std::uint64_t>(value.unsignedInteger);
        break;
    case Tag::Float:
        view.emplace<double>(widen(value.single));
        break;
    case Tag::Double:
        view.emplace<double>(value.real);
        break;
    case Tag::Decimal:
        view.emplace<Decimal>(value.decimal);
        break;
    case Tag::String:
        view.emplace<std::string_view>(value.string.data(), value.string.size());
        break;
    case Tag::Pointer:
        view.emplace<std::string_view>(keep(fmt::format("{}", value.pointer)));
        break;
    }
}

void RecordDecoder::pushArgument(const WireReader::Value &value)
{
    switch (value.tag) {
    case Tag::Null:
        m_arguments.push_back(fmt::string_view("null"));
        break;
    case Tag::Bool:
        m_arguments.push_back(value.boolean);
        break;
    case Tag::Char:
        m_arguments.push_back(value.character);
        break;
    case Tag::Int:
        m_arguments.push_back(value.integer);
        break;
    case Tag::Unsigned:
        m_arguments.push_back(value.unsignedInteger);
        break;
    case Tag::Float:
        m_arguments.push_back(value.single);
        break;
    case Tag::Double:
        m_arguments.push_back(value.real);
        break;
    case Tag::Decimal:
        m_arguments.push_back(fmt::string_view(keep(value.decimal.toString())));
        break;
    case Tag::String:
        m_arguments.push_back(fmt::string_view(value.string.data(), value.string.size()));
        break;
    case Tag::Pointer:
        m_arguments.push_back(value.pointer);
        break;
    }
}

void RecordDecoder::readArguments(const front::Site &site, const MessageFormat &format,
                                  std::span<const std::byte> encoded)
{
    WireReader reader(encoded);
    const bool onlyText = site.format == "{}";
    std::size_t named = 0;
    for (const std::string &name : site.names) {
        const WireReader::Value value = reader.next();
        if (reader.corrupt())
            return;
        if (name.empty()) {
            if (onlyText && value.tag == Tag::String)
                m_onlyText = value.string;
            else if (format.isPlain())
                format.putArgument(m_positional, value, m_message);
            else
                pushArgument(value);
            ++m_positional;
        } else if (named++ < site.eventMembers)
            append(name, value, m_event);
        else
            append(name, value, m_fields);
    }
}

void RecordDecoder::readContext(std::span<const std::byte> encoded)
{
    WireReader reader(encoded);
    while (!reader.atEnd()) {
        const std::string_view name = reader.next().string;
        const WireReader::Value value = reader.next();
        if (!reader.corrupt())
            append(name, value, m_fields);
    }
}

std::string_view RecordDecoder::finishMessage(const front::Site &site, const MessageFormat &format)
{
    if (m_positional == 0 && site.literal)
        return site.format;
    if (m_onlyText.data() != nullptr)
        return m_onlyText;
    if (!format.isPlain() || m_positional < format.placeholders()) // fewer: the record is damaged
        return formatMessage(site);
    format.putEnd(m_message);
    return {m_message.data(), m_message.size()};
}

std::string_view RecordDecoder::formatMessage(const front::Site &site)
{
    m_message.clear();
    try {
        fmt::vformat_to(std::back_inserter(m_message), site.format, m_arguments);
    } catch (const std::exception
                 &e) { // a dynamic width that is negative, say: the rest is checked while compiling
        m_message.clear();
        fmt::format_to(std::back_inserter(m_message), "{} [cannot format: {}]", site.format, e.what());
    }
    return {m_message.data(), m_message.size()};
}

RecordView RecordDecoder::decode(std::span<const std::byte> record, std::uint32_t thread, Timestamp time)
{
    const RecordHeader header = headerOf(record);
    const std::span<const std::byte> body = bodyOf(record);

    m_fields.clear();
    m_event.clear();
    m_arguments.clear();
    m_kept.clear();
    m_message.clear();
    m_positional = 0;
    m_onlyText = {};
    const front::Site &callSite = site(header.site);
    const MessageFormat &format = m_formats[header.site - 1];
    const detail::LoggerNode *node = logger(header.logger);
    readArguments(callSite, format, body.subspan(header.contextBytes));
    readContext(bytesOf(node->context));
    readContext(body.first(header.contextBytes));

    std::string_view message;
    if (callSite.eventKey.empty() || m_positional != 0) {
        message = finishMessage(callSite, format);
    } else {
        appendEventMessage(callSite.eventKey, m_event, m_message);
        message = {m_message.data(), m_message.size()};
    }
    return {.timestamp = time,
            .level = static_cast<Level>(header.level & detail::kLevelBits),
            .category = {},
            .logger = node->name,
            .message = message,
            .bot = m_bot,
            .pid = m_pid,
            .thread = thread,
            .seq = 0,
            .sourceFile = callSite.file,
            .sourceLine = callSite.line,
            .function = callSite.function,
            .fields = m_fields,
            .eventKey = callSite.eventKey,
            .event = m_event,
            .recovered = false,
            .backtrace = false};
}

} // namespace tapewatch::backend
