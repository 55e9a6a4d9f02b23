// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/row.h"
#include "engine/store/stable_vector.h"

#include <array>
#include <cstddef>
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
        Recent &recent = m_recent[slotOf(columns)];
        if (recent.used && recent.key == key)
            return recent.id;
        const auto next = static_cast<std::uint32_t>(m_shapes.size());
        const auto [known, isNew] = m_ids.emplace(key, next);
        if (isNew)
            m_shapes.grow() = columns;
        recent = {key, known->second, true};
        return recent.id;
    }

    /// All but the time.
    [[nodiscard]] const RowColumns &columns(std::uint32_t id) const { return m_shapes[id]; }

private:
    using Key = std::tuple<NameId, NameId, NameId, Level, bool, bool>;

    static Key keyOf(const RowColumns &c)
    {
        return {c.logger, c.category, c.bot, c.level, c.hasLevel, c.wellFormed};
    }

    static std::size_t slotOf(const RowColumns &c)
    {
        return (static_cast<std::size_t>(c.logger) * 7 + static_cast<std::size_t>(c.level)) % kRecent;
    }

    struct Recent {
        Key key{};
        std::uint32_t id = 0;
        bool used = false;
    };
    static constexpr std::size_t kRecent = 64;

    StableVector<RowColumns> m_shapes;
    std::map<Key, std::uint32_t> m_ids;
    std::array<Recent, kRecent> m_recent; ///< in front of m_ids
};

} // namespace tapewatch::engine
