// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#include "front/logger_registry.h"

#include "journal/dictionary.h"

#include <tapewatch/detail/submit.h>

#include <algorithm>
#include <set>

namespace tapewatch {

namespace {
constexpr std::uint8_t rank(Level level)
{
    return static_cast<std::uint8_t>(level);
}
constexpr std::uint8_t kOff = rank(Level::Off);

template <std::size_t... Indices>
constexpr std::array<std::atomic<std::uint8_t>, 32> allOff(std::index_sequence<Indices...>)
{
    return {((void)Indices, std::atomic<std::uint8_t>(kOff))...};
}
} // namespace

constinit std::array<std::atomic<std::uint8_t>, 32> detail::categoryThresholds =
    allOff(std::make_index_sequence<32>{});

namespace front {

LoggerRegistry &LoggerRegistry::instance()
{
    static auto *registry = new LoggerRegistry;
    return *registry;
}

LoggerRegistry::LoggerRegistry()
    : m_categories{std::string(kMainCategory), std::string(kTradeCategory), std::string(kErrorCategory),
                   std::string(kComplianceCategory)}
{
}

std::uint8_t LoggerRegistry::categoryIndex(std::string_view name) const
{
    const auto found = std::find(m_categories.begin(), m_categories.end(), name);
    if (found == m_categories.end() || !m_config.categories.contains(name))
        return detail::kMainIndex;
    return static_cast<std::uint8_t>(found - m_categories.begin());
}

detail::LoggerNode *LoggerRegistry::find(std::string_view name, std::string_view category,
                                         std::string_view context)
{
    const std::lock_guard lock(m_mutex);
    auto [place, isNew] =
        m_nodes.try_emplace({std::string(name), std::string(category), std::string(context)}, nullptr);
    if (isNew) {
        auto *node = new detail::LoggerNode;
        node->name = name;
        node->categoryName = category;
        node->context = context;
        m_byId.push_back(node);
        node->id = static_cast<std::uint32_t>(m_byId.size());
        publish(*node);
        applyTo(*node);
        place->second = node;
    }
    return place->second;
}

void LoggerRegistry::publish(const detail::LoggerNode &node) const
{
    if (m_writer != nullptr)
        m_writer->add(journal::LoggerEntry{node.id, node.name, node.context});
}

void LoggerRegistry::publishTo(journal::DictionaryWriter *writer)
{
    const std::lock_guard lock(m_mutex);
    m_writer = writer;
    for (const detail::LoggerNode *node : m_byId)
        publish(*node);
}

void LoggerRegistry::applyTo(detail::LoggerNode &node)
{
    const std::uint8_t category = categoryIndex(node.categoryName);
    node.category.store(category, std::memory_order_relaxed);
    const std::uint8_t own = m_enabled ? rank(effectiveLevel(m_config, node.name)) : kOff;
    const std::uint8_t wanted = detail::categoryThresholds[category].load(std::memory_order_relaxed);
    const std::uint8_t written = std::max(own, wanted);
    node.written.store(written, std::memory_order_relaxed);
    node.threshold.store(std::min(written, heldBackFrom(m_categories[category], own)),
                         std::memory_order_relaxed);
}

/// The lowest level that the backtrace wants; kOff: none. A logger or category that is off stays off, and
/// without the file that backtraces are written to there is none.
std::uint8_t LoggerRegistry::heldBackFrom(const std::string &category, std::uint8_t own) const
{
    const auto isWritten = [this](std::string_view name) {
        const auto found = m_config.categories.find(name);
        return found != m_config.categories.end() && found->second.enabled;
    };
    if (m_config.backtrace.records == 0 || own == kOff || !isWritten(kMainCategory) || !isWritten(category))
        return kOff;
    return rank(m_config.backtrace.level);
}

std::vector<std::string> LoggerRegistry::categories() const
{
    const std::lock_guard lock(m_mutex);
    return m_categories;
}

std::vector<std::string> LoggerRegistry::defineCategories(const Config &config)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &[name, category] : config.categories)
        if (std::find(m_categories.begin(), m_categories.end(), name) == m_categories.end() &&
            m_categories.size() < kMaxCategories)
            m_categories.push_back(name);
    return m_categories;
}

void LoggerRegistry::apply(const Config &config, OutputLevels outputs)
{
    const std::lock_guard lock(m_mutex);
    m_config = config;
    m_enabled = true;

    const CategoryConfig &errors = config.categories.find(kErrorCategory)->second;
    const Level console = config.console.enabled ? config.console.level : Level::Off;
    const Level elsewhere = std::min({errors.enabled ? errors.level : Level::Off, console, outputs.lowest});
    for (std::size_t i = 0; i < m_categories.size(); ++i) {
        const auto own = config.categories.find(m_categories[i]);
        const bool writes = own != config.categories.end() && own->second.enabled;
        const Level lowest = std::min(elsewhere, writes ? own->second.level : Level::Off);
        detail::categoryThresholds[i].store(rank(lowest), std::memory_order_relaxed);
    }
    for (detail::LoggerNode *node : m_byId)
        applyTo(*node);
}

void LoggerRegistry::disable()
{
    const std::lock_guard lock(m_mutex);
    m_enabled = false;
    for (auto &threshold : detail::categoryThresholds)
        threshold.store(kOff, std::memory_order_relaxed);
    for (detail::LoggerNode *node : m_byId)
        node->threshold.store(kOff, std::memory_order_relaxed);
}

void LoggerRegistry::refresh(std::vector<const detail::LoggerNode *> &known) const
{
    const std::lock_guard lock(m_mutex);
    known.insert(known.end(), m_byId.begin() + static_cast<std::ptrdiff_t>(known.size()), m_byId.end());
}

std::vector<std::string> LoggerRegistry::names() const
{
    const std::lock_guard lock(m_mutex);
    std::set<std::string> names;
    for (const detail::LoggerNode *node : m_byId)
        names.insert(node->name);
    return {names.begin(), names.end()};
}

} // namespace front
} // namespace tapewatch
