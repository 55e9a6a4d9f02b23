// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/pipeline/format_chooser.h"

namespace tapewatch::engine {

namespace {

// Whole lines at the start of `text`; all of it where no more will come.
std::string_view wholeLines(std::string_view text, bool complete)
{
    text = text.substr(0, FormatChooser::kSampleBytes);
    if (complete || text.size() == FormatChooser::kSampleBytes)
        return text;
    const std::size_t newline = text.rfind('\n');
    return newline == std::string_view::npos ? std::string_view() : text.substr(0, newline + 1);
}

} // namespace

FormatChooser::FormatChooser(std::shared_ptr<const FormatCatalog> formats, std::string name,
                             std::string fileName)
    : m_formats(std::move(formats))
    , m_name(std::move(name))
    , m_fileName(std::move(fileName))
{
}

std::optional<FormatChooser::Choice> FormatChooser::look(std::string_view fresh, bool complete)
{
    if (m_settled)
        return std::nullopt;
    if (!m_name.empty()) {
        m_chosen = m_formats->find(m_name);
        m_settled = m_chosen != nullptr;
        m_name.clear();
        if (m_settled)
            return Choice{m_chosen, "chosen by name"};
    }
    const std::string_view lines = wholeLines(fresh, complete);
    if (lines.find_first_not_of("\r\n") == std::string_view::npos)
        return std::nullopt;
    if (!m_chosen)
        m_sample.clear(); // nothing was taken so far
    m_sample.append(lines.substr(0, kSampleBytes - m_sample.size()));
    if (m_sample.size() < m_nextAttempt)
        return std::nullopt;
    m_nextAttempt = m_sample.size() * 2;
    return detect(m_sample);
}

std::optional<FormatChooser::Choice> FormatChooser::detect(std::string_view sample)
{
    const auto scores = m_formats->detect(sample, m_fileName);
    if (scores.empty())
        return std::nullopt;
    // Plain text reads everything: in front, it only says that nothing else fits yet.
    const auto &best = scores.front();
    const bool lastResort = best.format->name() == "plain";
    m_settled = !lastResort || sample.size() >= kSampleBytes;
    if (best.format == m_chosen)
        return std::nullopt;
    m_chosen = best.format;
    std::string reason;
    if (scores.size() > 1 && !scores[1].reason.empty())
        reason = std::string(scores[1].format->title()) + ": " + scores[1].reason;
    return Choice{m_chosen, std::move(reason)};
}

} // namespace tapewatch::engine
