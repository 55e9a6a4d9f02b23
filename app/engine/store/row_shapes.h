// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/row.h"
#include "engine/store/stable_vector.h"

#include <cstdint>
#include <map>
#include <tuple>

namespace tapewatch::engine {

/// Numbers for the combinations of columns that repeat in a source: level, category, bot, logger. A source
/// has few of them and millions of rows.
///
/// One thread asks for ids; any thread reads the columns of an id that reached it with a published row.
class RowShapes {
public:
    [[nodiscard]] std::uint32_t idOf(const RowColumns &columns)
    {
        const Key key = keyOf(columns);
        if (m_shapes.size() > 0 && key == m_lastKey)
            return m_lastId;
        const auto next = static_cast<std::uint32_t>(m_shapes.size());
        const auto [known, isNew] = m_ids.emplace(key, next);
        if (isNew)
            m_shapes.grow() = columns;
        m_lastKey = key;
        m_lastId = known->second;
        return m_lastId;
    }

    /// All but the time.
    [[nodiscard]] const RowColumns &columns(std::uint32_t id) const { return m_shapes[id]; }

private:
    using Key = std::tuple<NameId, NameId, NameId, Level, bool, bool>;

    static Key keyOf(const RowColumns &c)
    {
        return {c.logger, c.category, c.bot, c.level, c.hasLevel, c.wellFormed};
    }

    StableVector<RowColumns> m_shapes;
    std::map<Key, std::uint32_t> m_ids;
    Key m_lastKey{};
    std::uint32_t m_lastId = 0;
};

} // namespace tapewatch::engine
