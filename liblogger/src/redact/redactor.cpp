// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "redact/redactor.h"

#include <algorithm>

namespace tapewatch::redact {

using tapewatch::detail::Pattern;

namespace {

constexpr std::size_t kMostKept = 64 * 1024; // memory of a text that is kept for the next record

void appendMasked(std::string_view text, std::span<const Span> secrets, std::string &out)
{
    std::size_t from = 0;
    for (const Span &secret : secrets) {
        out.append(text, from, secret.begin - from);
        out.append(kMask);
        from = secret.end;
    }
    out.append(text, from);
}

/// The places that `pattern` matches; all of `text` where that cannot be told in time.
std::vector<Span> matchesOf(const Pattern &pattern, std::string_view text)
{
    std::vector<Span> found;
    for (std::size_t from = 0; from <= text.size();) {
        const Pattern::Match match = pattern.find(text, from);
        if (match.outcome == Pattern::Outcome::TooCostly)
            return {{0, text.size()}};
        if (match.outcome == Pattern::Outcome::Nothing)
            break;
        const std::size_t begin = std::max(match.begin, from);
        if (begin < match.end)
            found.push_back({begin, match.end});
        from = std::max(match.end, from + 1);
    }
    return found;
}

} // namespace

void Redactor::reconfigure(const RedactionConfig &config)
{
    m_enabled = config.enabled;
    m_names = std::make_unique<KeyNames>(config.keys, config.allow);
    m_scanner = std::make_unique<TextScanner>(*m_names);
    m_patterns.clear();
    for (const std::string &text : config.patterns)
        if (auto pattern = Pattern::compile(text); std::holds_alternative<Pattern>(pattern))
            m_patterns.push_back(std::get<Pattern>(std::move(pattern)));
}

std::string &Redactor::nextText()
{
    if (m_textsUsed == m_texts.size())
        m_texts.emplace_back();
    std::string &text = m_texts[m_textsUsed++];
    text.clear();
    return text;
}

/// Those of the last record; a large one's memory goes back.
void Redactor::forgetTexts()
{
    for (; m_textsUsed > 0; --m_textsUsed)
        if (std::string &text = m_texts[m_textsUsed - 1]; text.capacity() > kMostKept)
            text = std::string();
}

void Redactor::applyPatterns(std::string &text) const
{
    for (const Pattern &pattern : m_patterns)
        if (const auto found = matchesOf(pattern, text); !found.empty()) {
            std::string masked;
            appendMasked(text, found, masked);
            text = std::move(masked);
        }
}

std::optional<std::string_view> Redactor::redacted(std::string_view text)
{
    const auto secrets = m_scanner->scan(text);
    if (secrets.empty() && std::ranges::none_of(m_patterns, [text](const Pattern &pattern) {
            return pattern.find(text, 0).outcome != Pattern::Outcome::Nothing;
        }))
        return std::nullopt;
    std::string &out = nextText();
    appendMasked(text, secrets, out);
    applyPatterns(out);
    return out;
}

std::optional<ValueView> Redactor::redacted(const FieldView &field, bool byName)
{
    const KeyKind kind = byName ? m_names->kindOf(field.name) : KeyKind::None;
    const auto *text = std::get_if<std::string_view>(&field.value);
    if (isSensitive(kind)) {
        const bool tells = text != nullptr ? !isHarmless(*text, kind)
                                           : !std::holds_alternative<std::monostate>(field.value) &&
                                                 !std::holds_alternative<bool>(field.value);
        return tells ? std::optional<ValueView>(kMask) : std::nullopt;
    }
    const auto clean = text != nullptr ? redacted(*text) : std::nullopt;
    return clean ? std::optional<ValueView>(*clean) : std::nullopt;
}

void Redactor::applyTo(std::span<const FieldView> &fields, std::vector<FieldView> &copy, bool byName)
{
    bool copied = false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto clean = redacted(fields[i], byName);
        if (!clean)
            continue;
        if (!std::exchange(copied, true))
            copy.assign(fields.begin(), fields.end());
        copy[i].value = *clean;
    }
    if (copied)
        fields = copy;
}

void Redactor::apply(RecordView &record)
{
    if (!m_enabled)
        return;
    forgetTexts();
    if (const auto clean = redacted(record.message))
        record.message = *clean;
    applyTo(record.fields, m_fields, true);
    applyTo(record.event, m_event, false); // its members' names are ours
}

} // namespace tapewatch::redact
