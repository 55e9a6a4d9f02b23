// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/level.h>
#include <tapewatch/format/record.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tapewatch::sinks {

/// What was refused since the last `records_dropped` record.
class Losses {
public:
    [[nodiscard]] bool any() const { return m_total > 0; }

    /// Records lost at a known time, or (no value) at some time before they were counted.
    void add(Level level, std::uint64_t count, std::optional<Timestamp> at);
    [[nodiscard]] const std::array<std::uint64_t, kLevelCount> &byLevel() const { return m_byLevel; }

private:
    friend class LossReport;
    std::uint64_t m_total = 0;
    std::array<std::uint64_t, kLevelCount> m_byLevel{};
    std::optional<Timestamp> m_first;
    std::optional<Timestamp> m_last;
};

/// The `records_dropped` record that tells of losses (docs/rotation-and-retention.md). Owns what record()
/// borrows.
class LossReport {
public:
    LossReport(const Losses &losses, std::string_view bot, Timestamp at);
    LossReport(const LossReport &) = delete;
    LossReport &operator=(const LossReport &) = delete;

    [[nodiscard]] RecordView record() const;

private:
    void addTime(std::string_view name, std::optional<Timestamp> time, std::string &text);

    std::string_view m_bot;
    Timestamp m_at;
    std::string m_message;
    std::string m_first;
    std::string m_last;
    std::vector<FieldView> m_fields;
};

} // namespace tapewatch::sinks
