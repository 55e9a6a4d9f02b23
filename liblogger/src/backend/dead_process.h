// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "backend/record_decoder.h"
#include "backend/ring_merger.h"
#include "journal/journal.h"

#include <deque>
#include <map>

namespace tapewatch::backend {

/// The rings that a dead process left, checked: what a crash may have overwritten is not read.
class DeadRings final : public RingSource {
public:
    /// `names` says which numbers may stand in a record. Rings that are none are left out and counted.
    DeadRings(journal::Journal &journal, const journal::Dictionary &names);

    [[nodiscard]] std::optional<Rings> changed() override;
    /// All of them: nobody adds to it, and a tick that was overwritten is no reason to leave a record out.
    [[nodiscard]] std::uint64_t cut() const override { return ~std::uint64_t{0} - 1; }
    [[nodiscard]] std::uint64_t begin(const detail::RingHeader &ring) const override
    {
        return ring.committed[m_parity].load(std::memory_order_relaxed);
    }

    [[nodiscard]] std::uint64_t unreadable() const { return m_unreadable; } ///< bytes

private:
    void check(platform::RingMemory &ring, const journal::Dictionary &names);
    [[nodiscard]] bool isSound(std::span<std::byte> record, const journal::Dictionary &names);
    [[nodiscard]] bool openBox(std::span<std::byte> record);

    journal::Journal &m_journal;
    std::size_t m_parity;
    Rings m_rings;
    bool m_given = false;
    std::uint64_t m_unreadable = 0;
};

/// The call sites and loggers of a dead process.
class DeadNames final : public NameSource {
public:
    explicit DeadNames(const journal::Dictionary &dictionary);
    void refresh(std::vector<const front::Site *> &known) const override;
    void refresh(std::vector<const detail::LoggerNode *> &known) const override;

private:
    std::deque<front::Site> m_sites;
    std::deque<detail::LoggerNode> m_loggers;
};

} // namespace tapewatch::backend
