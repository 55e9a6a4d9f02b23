// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace tapewatch::detail {
struct CallSite;
struct SiteShape;
} // namespace tapewatch::detail

namespace tapewatch::journal {
class DictionaryWriter;
}

namespace tapewatch::front {

/// Everything a reader of a ring must know of a call site; a copy, so that it outlives an unloaded library.
struct Site {
    std::string format;
    std::string file;
    std::string function;
    std::uint32_t line = 0;
    std::vector<std::string> names; ///< of the arguments; empty for one of the message
    std::string eventKey;
    std::size_t eventMembers = 0;
    bool literal = false; ///< the message is the format: nothing in it to fill
};

/// The call sites of the process, by the id that records carry: 1, 2, 3 ... Sites are added and never change.
class SiteDictionary {
public:
    /// Never destroyed: destructors of static objects may log.
    [[nodiscard]] static SiteDictionary &instance();

    /// Gives the site its id, once; any thread.
    std::uint32_t add(detail::CallSite &site, const detail::SiteShape &shape);

    /// A site that is known only at run time (fed from another logger); equal places share an id.
    std::uint32_t addForeign(std::string_view file, std::uint32_t line, std::string_view function);

    /// Appends pointers to the sites that `known` lacks; known[id - 1] is the site of `id`. They stay valid
    /// forever.
    void refresh(std::vector<const Site *> &known) const;

    /// Writes every site, and from now on each new one before it is used. Null: no longer.
    void publishTo(journal::DictionaryWriter *writer);

    void lockForFork() { m_mutex.lock(); }
    void unlockAfterFork() { m_mutex.unlock(); }

private:
    std::uint32_t store(Site site);                   // m_mutex held
    void publish(const Site &site, std::uint32_t id); // m_mutex held

    mutable std::mutex m_mutex;
    std::deque<Site> m_sites;
    journal::DictionaryWriter *m_writer = nullptr;
    std::map<std::tuple<std::string, std::uint32_t, std::string>, std::uint32_t> m_foreign;
};

} // namespace tapewatch::front
