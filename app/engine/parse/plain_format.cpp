// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/parse/plain_format.h"

#include "engine/parse/text.h"

namespace tapewatch::engine {

std::unique_ptr<LineFormat::Scratch> PlainFormat::makeScratch() const
{
    return std::make_unique<Scratch>();
}

ParsedLine PlainFormat::parse(std::string_view, const LineContext &context, Scratch &) const
{
    ParsedLine line;
    line.kind = ParsedLine::Kind::Record;
    line.category = context.category;
    line.bot = context.bot;
    return line;
}

Record PlainFormat::decode(std::string_view text, const LineContext &context) const
{
    Record record;
    record.message = withoutAnsi(repairedUtf8(withoutCarriageReturn(text)));
    record.category = context.category;
    record.bot = context.bot;
    return record;
}

std::string PlainFormat::explain(std::string_view, const LineContext &) const
{
    return {};
}

} // namespace tapewatch::engine
