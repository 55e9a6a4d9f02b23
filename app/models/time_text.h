// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/timestamp.h>

#include <QString>

#include <cstdint>
#include <unordered_map>

namespace tapewatch::models {

/// Writes times as people read them: "2026-01-05 10:15:30.123". Keeps the offsets of the local zone that it
/// has asked for, since asking takes a lock. One thread.
class TimeText {
public:
    bool utc = false;
    bool fullPrecision = false; ///< nine digits of a second instead of three

    [[nodiscard]] QString text(Timestamp time) const;

private:
    [[nodiscard]] std::int64_t localOffsetSeconds(std::int64_t utcSeconds) const;

    mutable std::unordered_map<std::int64_t, std::int64_t> m_offsets; ///< by quarter of an hour
};

} // namespace tapewatch::models
