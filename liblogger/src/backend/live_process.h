// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/record_decoder.h"
#include "backend/ring_merger.h"
#include "front/logger_registry.h"
#include "front/ring_registry.h"
#include "front/site_dictionary.h"

#include <tapewatch/detail/ticks.h>

namespace tapewatch::backend {

/// The rings of this process.
class LiveRings final : public RingSource {
public:
    [[nodiscard]] std::optional<Rings> changed() override
    {
        auto &registry = front::RingRegistry::instance();
        registry.collect();
        const std::uint64_t version = registry.version();
        if (std::exchange(m_version, version) == version)
            return std::nullopt;
        Rings rings;
        for (const auto &ring : registry.rings())
            rings.emplace_back(ring, &ring->memory);
        return rings;
    }
    [[nodiscard]] std::uint64_t cut() const override { return detail::readTicksBeforeAll(); }
    [[nodiscard]] std::uint64_t begin(const detail::RingHeader &ring) const override
    {
        return ring.read.load(std::memory_order_relaxed);
    }

private:
    std::uint64_t m_version = ~std::uint64_t{0};
};

/// The call sites and loggers of this process.
class LiveNames final : public NameSource {
public:
    void refresh(std::vector<const front::Site *> &known) const override
    {
        front::SiteDictionary::instance().refresh(known);
    }
    void refresh(std::vector<const detail::LoggerNode *> &known) const override
    {
        front::LoggerRegistry::instance().refresh(known);
    }
};

} // namespace tapewatch::backend
