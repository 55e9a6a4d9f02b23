// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/row.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace tapewatch::models {

/// What the table shows of a row beyond its columns.
struct PreparedRow {
    QString message; ///< one line
    bool loaded = false;
};

/// The rows that were prepared last, by reference. Keeps at least `capacity` of them and at most twice as
/// many; those that were not used since the younger half filled up are forgotten at once, so nothing is ever
/// sorted.
class RowCache {
public:
    explicit RowCache(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    [[nodiscard]] const PreparedRow *find(engine::RowRef ref) const;
    /// find() that keeps the row for longer.
    [[nodiscard]] const PreparedRow *use(engine::RowRef ref);
    void put(engine::RowRef ref, PreparedRow row);
    void clear();

private:
    struct Hash {
        std::size_t operator()(engine::RowRef ref) const
        {
            return std::hash<std::uint64_t>()(std::uint64_t(ref.source) << 32 | std::uint64_t(ref.row));
        }
    };
    using Map = std::unordered_map<engine::RowRef, PreparedRow, Hash>;

    std::size_t m_capacity;
    Map m_young;
    Map m_old;
};

} // namespace tapewatch::models
