// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace tapewatch::engine {

/// The decoded frames that were used last, of all compressed files together: thousands of segments may be
/// open at a time, and memory must not grow with them. Any thread.
class FrameCache {
public:
    using Content = std::shared_ptr<const std::string>;
    struct Key {
        std::uint64_t file = 0; ///< never given twice
        std::size_t frame = 0;
        bool operator==(const Key &) const = default;
    };

    explicit FrameCache(std::size_t frames)
        : m_limit(frames)
    {
    }

    [[nodiscard]] Content find(const Key &key)
    {
        const std::lock_guard lock(m_mutex);
        for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
            if (!(entry->key == key))
                continue;
            const Entry found = *entry;
            m_entries.erase(entry);
            m_entries.push_back(found);
            return found.content;
        }
        return nullptr;
    }

    void add(const Key &key, Content content)
    {
        const std::lock_guard lock(m_mutex);
        m_entries.push_back({key, std::move(content)});
        if (m_entries.size() > m_limit)
            m_entries.pop_front();
    }

private:
    struct Entry {
        Key key;
        Content content;
    };

    const std::size_t m_limit;
    std::mutex m_mutex;
    std::deque<Entry> m_entries; ///< guarded by m_mutex; the one used last is the last
};

} // namespace tapewatch::engine
