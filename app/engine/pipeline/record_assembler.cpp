// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/record_assembler.h"

namespace tapewatch::engine {

namespace {

// A file of nothing but continuations must not become one record.
constexpr std::size_t kMaxRecordBytes = 1024 * 1024;

} // namespace

RecordAssembler::RecordAssembler(NameTable &names, LineContext context)
    : m_names(names)
    , m_context(std::move(context))
{
}

void RecordAssembler::setFormat(std::shared_ptr<const LineFormat> format)
{
    m_format = std::move(format);
    m_scratch = m_format->makeScratch();
    m_mayContinue = m_format->mayContinue();
}

void RecordAssembler::add(std::string_view bytes, LineBuffer::Line line)
{
    if (line.end > line.start && bytes[line.end - 1] == '\r')
        --line.end;
    if (line.end == line.start)
        return; // an empty line shows only inside a record that goes on behind it
    const ParsedLine parsed =
        m_format->parse(bytes.substr(line.start, line.end - line.start), m_context, *m_scratch);
    const bool continues = parsed.kind == ParsedLine::Kind::Continuation;
    if (continues && m_held && line.end - m_held->start <= kMaxRecordBytes) {
        m_held->end = line.end;
        return;
    }
    release();
    if (!continues)
        begin(parsed);
    m_held = Row{m_last, line.start, line.end};
    if (!m_mayContinue)
        release();
}

void RecordAssembler::begin(const ParsedLine &parsed)
{
    m_last.wellFormed = parsed.kind == ParsedLine::Kind::Record;
    m_malformed += m_last.wellFormed ? 0 : 1;
    m_last.hasLevel = parsed.hasLevel;
    m_last.level = parsed.hasLevel ? parsed.level : Level::Info;
    m_last.category = m_names.intern(LocalNames::Column::Category, parsed.category);
    m_last.bot = m_names.intern(LocalNames::Column::Bot, parsed.bot);
    m_last.logger = m_names.intern(LocalNames::Column::Logger, parsed.logger);
    if (!parsed.hasTime)
        return;
    m_last.time = parsed.time;
    if (m_timeKnown)
        return;
    m_timeKnown = true;
    // Lines before the first time (a banner) belong in front of it, not in front of all time.
    for (Row &row : m_rows)
        row.columns.time = parsed.time;
}

void RecordAssembler::release()
{
    if (m_held)
        m_rows.push_back(*m_held);
    m_held.reset();
}

void RecordAssembler::moveBack(std::size_t bytes)
{
    if (!m_held)
        return;
    m_held->start -= bytes;
    m_held->end -= bytes;
}

} // namespace tapewatch::engine
