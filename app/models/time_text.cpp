// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/time_text.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace tapewatch::models {

namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr std::int64_t kZoneStep = 900; ///< no zone changes its offset but at a quarter of an hour

std::int64_t floorDiv(std::int64_t value, std::int64_t by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

} // namespace

QString TimeText::text(Timestamp time) const
{
    const std::int64_t offset = utc ? 0 : localOffsetSeconds(floorDiv(time.ns, kNsPerSecond));
    std::array<char, kRfc3339Length> out{};
    writeRfc3339({time.ns + offset * kNsPerSecond}, out.data());
    out[10] = ' ';
    const int digits = fullPrecision ? 9 : 3;
    return QString::fromLatin1(out.data(), 20 + digits);
}

std::int64_t TimeText::localOffsetSeconds(std::int64_t utcSeconds) const
{
    const std::int64_t quarter = floorDiv(utcSeconds, kZoneStep);
    const auto known = m_offsets.find(quarter);
    if (known != m_offsets.end())
        return known->second;
    const std::int64_t offset = QDateTime::fromSecsSinceEpoch(utcSeconds, Qt::LocalTime).offsetFromUtc();
    m_offsets.emplace(quarter, offset);
    return offset;
}

} // namespace tapewatch::models
