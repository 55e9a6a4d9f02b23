// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/row.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace tapewatch::engine {

/// Interns names that repeat in every line. Shared by all sources; names are never removed.
class NameTable {
public:
    NameTable();
    ~NameTable();
    NameTable(const NameTable &) = delete;
    NameTable &operator=(const NameTable &) = delete;

    /// Thread-safe; readers keep a small cache of their own in front of it.
    [[nodiscard]] NameId intern(std::string_view name);
    /// Without a lock, from any thread, for an id that intern() returned. Valid as long as the table.
    [[nodiscard]] std::string_view name(NameId id) const;
    [[nodiscard]] std::size_t size() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tapewatch::engine
