// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/format/error.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace tapewatch::sinks {

/// The faults a file has at the moment, one of each kind, and which of them nobody has heard of yet: a disk
/// that stays full is one report, not one a flush.
class Faults {
public:
    enum Kind { Open, Write, Rotate, Sync, Retain, Journal, KindCount };

    void set(Kind kind, Error error)
    {
        Slot &slot = m_slots[kind];
        if (slot.error == error)
            return;
        slot.error = std::move(error);
        slot.told = false;
    }

    void clear(Kind kind) { m_slots[kind] = {}; }

    /// One that has not been told yet, told now.
    std::optional<Error> take()
    {
        for (Slot &slot : m_slots) {
            if (slot.error && !std::exchange(slot.told, true))
                return slot.error;
        }
        return std::nullopt;
    }

    /// Error::text() of what keeps records from where they should go; empty if nothing does.
    [[nodiscard]] std::string text() const
    {
        for (const Kind kind : {Open, Write, Rotate, Sync}) {
            if (m_slots[kind].error)
                return m_slots[kind].error->text();
        }
        return {};
    }

private:
    struct Slot {
        std::optional<Error> error;
        bool told = false;
    };
    std::array<Slot, KindCount> m_slots;
};

} // namespace tapewatch::sinks
