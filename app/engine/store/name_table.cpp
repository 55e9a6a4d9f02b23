// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "engine/store/name_table.h"

#include "engine/store/stable_vector.h"

#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tapewatch::engine {

class NameTable::Impl {
public:
    Impl() { m_ids.emplace(m_names.grow(), NameId{}); }

    NameId intern(std::string_view name)
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_ids.find(name); known != m_ids.end())
            return known->second;
        const auto id = static_cast<NameId>(m_names.size());
        std::string &kept = m_names.grow();
        kept.assign(name);
        m_ids.emplace(kept, id);
        m_count.store(m_names.size(), std::memory_order_release);
        return id;
    }

    std::string_view name(NameId id) const { return m_names[static_cast<std::size_t>(id)]; }
    std::size_t size() const { return m_count.load(std::memory_order_acquire); }

private:
    std::mutex m_mutex; // guards m_ids and growth of m_names
    StableVector<std::string> m_names;
    std::unordered_map<std::string_view, NameId> m_ids; // views into m_names
    std::atomic<std::size_t> m_count{1};
};

NameTable::NameTable()
    : m_impl(std::make_unique<Impl>())
{
}

NameTable::~NameTable() = default;

NameId NameTable::intern(std::string_view name)
{
    return name.empty() ? NameId{} : m_impl->intern(name);
}

std::string_view NameTable::name(NameId id) const
{
    return m_impl->name(id);
}

std::size_t NameTable::size() const
{
    return m_impl->size();
}

} // namespace tapewatch::engine
