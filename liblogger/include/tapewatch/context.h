// SPDX-FileCopyrightText: 2026 The Tapewatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <tapewatch/field.h>

#include <cstddef>
#include <string_view>

namespace tapewatch {

namespace detail {
// This thread's encoded context.
[[nodiscard]] std::size_t pushThreadContext(std::string_view encoded); ///< returns the size to go back to
void popThreadContext(std::size_t size);
} // namespace detail

/// Fields that every record of this thread carries until the scope ends; inner scopes add to outer ones.
///     tapewatch::ScopedContext order("order_id"_f = id);
class [[nodiscard]] ScopedContext {
public:
    template <typename... Fields>
    explicit ScopedContext(const Fields &...fields)
        : m_before(detail::pushThreadContext(detail::encodeFields(fields...)))
    {
    }
    ~ScopedContext() { detail::popThreadContext(m_before); }

    ScopedContext(const ScopedContext &) = delete;
    ScopedContext &operator=(const ScopedContext &) = delete;

private:
    std::size_t m_before;
};

} // namespace tapewatch
