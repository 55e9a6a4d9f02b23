// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/name_table.h"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tapewatch::engine {

/// One reader's cache in front of the shared NameTable, so that a line costs no lock.
class LocalNames {
public:
    enum class Column : std::size_t { Category, Bot, Logger };

    explicit LocalNames(NameTable &names)
        : m_names(names)
    {
    }

    [[nodiscard]] NameId intern(Column column, std::string_view name)
    {
        Last &last = m_last[static_cast<std::size_t>(column)];
        if (name == last.name)
            return last.id; // most columns say the same line after line
        auto found = m_ids.find(name);
        if (found == m_ids.end())
            found = m_ids.emplace(std::string(name), m_names.intern(name)).first;
        last = {found->first, found->second};
        return last.id;
    }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    struct Last {
        std::string_view name; ///< into m_ids, whose keys do not move
        NameId id{};
    };

    NameTable &m_names;
    std::unordered_map<std::string, NameId, Hash, std::equal_to<>> m_ids;
    std::array<Last, 3> m_last;
};

} // namespace tapewatch::engine
