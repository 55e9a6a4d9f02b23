// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "models/row_cache.h"

#include <utility>

namespace tapewatch::models {

const PreparedRow *RowCache::find(engine::RowRef ref) const
{
    if (const auto young = m_young.find(ref); young != m_young.end())
        return &young->second;
    const auto old = m_old.find(ref);
    return old == m_old.end() ? nullptr : &old->second;
}

const PreparedRow *RowCache::use(engine::RowRef ref)
{
    if (const auto young = m_young.find(ref); young != m_young.end())
        return &young->second;
    auto old = m_old.extract(ref);
    if (old.empty())
        return nullptr;
    put(ref, std::move(old.mapped()));
    return &m_young.find(ref)->second;
}

void RowCache::put(engine::RowRef ref, PreparedRow row)
{
    if (m_young.size() >= m_capacity) {
        m_old = std::move(m_young);
        m_young.clear();
    }
    m_old.erase(ref);
    m_young.insert_or_assign(ref, std::move(row));
}

void RowCache::clear()
{
    m_young.clear();
    m_old.clear();
}

} // namespace tapewatch::models
