// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "sinks/losses.h"

#include <algorithm>
#include <unistd.h>

namespace tapewatch::sinks {

namespace {

constexpr std::array<std::string_view, kLevelCount> kLevelFields{
    "dropped_trace", "dropped_debug", "dropped_info", "dropped_warning", "dropped_error", "dropped_critical"};

} // namespace

void Losses::add(Level level, std::uint64_t count, std::optional<Timestamp> at)
{
    m_total += count;
    m_byLevel[static_cast<std::size_t>(level)] += count;
    if (!at)
        return;
    m_first = std::min(m_first.value_or(*at), *at);
    m_last = std::max(m_last.value_or(*at), *at);
}

LossReport::LossReport(const Losses &losses, std::string_view bot, Timestamp at)
    : m_bot(bot)
    , m_at(at)
    , m_message("records dropped: " + std::to_string(losses.m_total))
{
    m_fields.push_back({"event", std::string_view("records_dropped")});
    m_fields.push_back({"dropped", losses.m_total});
    for (std::size_t level = 0; level < kLevelCount; ++level) {
        if (losses.m_byLevel[level] > 0)
            m_fields.push_back({kLevelFields[level], losses.m_byLevel[level]});
    }
    addTime("first_dropped", losses.m_first, m_first);
    addTime("last_dropped", losses.m_last, m_last);
}

void LossReport::addTime(std::string_view name, std::optional<Timestamp> time, std::string &text)
{
    if (!time)
        return;
    text = toRfc3339(*time);
    m_fields.push_back({name, std::string_view(text)});
}

RecordView LossReport::record() const
{
    RecordView record;
    record.timestamp = m_at;
    record.level = Level::Warning;
    record.logger = "tapewatch";
    record.message = m_message;
    record.bot = m_bot;
    record.pid = static_cast<std::uint32_t>(::getpid());
    record.thread = static_cast<std::uint32_t>(::gettid());
    record.fields = m_fields;
    return record;
}

} // namespace tapewatch::sinks
