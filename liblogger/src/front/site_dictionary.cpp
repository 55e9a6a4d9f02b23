// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "front/site_dictionary.h"

#include "journal/dictionary.h"

#include <tapewatch/detail/submit.h>

namespace tapewatch::front {

SiteDictionary &SiteDictionary::instance()
{
    static auto *dictionary = new SiteDictionary;
    return *dictionary;
}

std::uint32_t SiteDictionary::store(Site site)
{
    site.literal = site.format.find_first_of("{}") == std::string::npos;
    m_sites.push_back(std::move(site));
    const auto id = static_cast<std::uint32_t>(m_sites.size());
    publish(m_sites.back(), id);
    return id;
}

void SiteDictionary::publish(const Site &site, std::uint32_t id)
{
    if (m_writer != nullptr)
        m_writer->add(journal::SiteEntry{id, site.line, static_cast<std::uint32_t>(site.eventMembers),
                                         site.format, site.file, site.function, site.eventKey, site.names});
}

void SiteDictionary::publishTo(journal::DictionaryWriter *writer)
{
    const std::lock_guard lock(m_mutex);
    m_writer = writer;
    for (std::size_t i = 0; i < m_sites.size(); ++i)
        publish(m_sites[i], static_cast<std::uint32_t>(i + 1));
}

std::uint32_t SiteDictionary::add(detail::CallSite &site, const detail::SiteShape &shape)
{
    const std::lock_guard lock(m_mutex);
    if (const std::uint32_t id = site.id.load(std::memory_order_relaxed); id != 0)
        return id; // another thread was first
    Site copy{site.format,
              site.file,
              site.function,
              site.line,
              {shape.names.begin(), shape.names.end()},
              std::string(shape.eventKey),
              shape.eventMembers};
    const std::uint32_t id = store(std::move(copy));
    site.id.store(id, std::memory_order_relaxed);
    return id;
}

std::uint32_t SiteDictionary::addForeign(std::string_view file, std::uint32_t line, std::string_view function)
{
    const std::lock_guard lock(m_mutex);
    auto [place, isNew] = m_foreign.try_emplace({std::string(file), line, std::string(function)}, 0);
    if (isNew)
        place->second = store({"{}", std::string(file), std::string(function), line, {""}, {}, 0});
    return place->second;
}

void SiteDictionary::refresh(std::vector<const Site *> &known) const
{
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = known.size(); i < m_sites.size(); ++i)
        known.push_back(&m_sites[i]);
}

} // namespace tapewatch::front

std::uint32_t tapewatch::detail::registerSite(CallSite &site, const SiteShape &shape)
{
    return front::SiteDictionary::instance().add(site, shape);
}
